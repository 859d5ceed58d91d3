import { TRANSFER_LIMITS } from "../limits.js";
import { readCodexJson } from "./codex-json.js";
import type { Circumstances, Entry } from "./entry.js";
import { readIcal } from "./ical.js";
import { readPlain } from "./plain.js";
import { type ImportFormat, UnreadableFile } from "./report.js";
import { readTodoist } from "./todoist.js";
import { readTodoTxt } from "./todotxt.js";

export type { Circumstances, Entry, Repeat, TodoEntry } from "./entry.js";
export { idOf } from "./id.js";
export { type Outline, outlineOf } from "./outline.js";
export { type Tidy, tidy } from "./tidy.js";

const READERS: Readonly<
  Record<ImportFormat, (chunks: AsyncIterable<string>, circumstances: Circumstances) => AsyncIterable<Entry>>
> = {
  csv: readTodoist,
  todotxt: readTodoTxt,
  ical: readIcal,
  text: readPlain,
  json: readCodexJson,
};

/**
 * What is in a file, one thing after the other; no more than one is held, and no line that is too long.
 *
 * @param chunks - the text, cut anywhere
 * @throws UnreadableFile if it is no such file, or has too many todos
 */
export async function* readEntries(
  format: ImportFormat,
  chunks: AsyncIterable<string>,
  circumstances: Circumstances,
): AsyncGenerator<Entry> {
  let todos = 0;
  for await (const entry of READERS[format](chunks, circumstances)) {
    if (entry.kind === "todo" && ++todos > TRANSFER_LIMITS.todos)
      throw new UnreadableFile("tooMany", entry.line);
    yield entry;
  }
}
