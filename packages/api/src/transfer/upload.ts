import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { TRANSFER_LIMITS } from "@codex/core/limits";
import { UnreadableFile } from "@codex/core/transfer/report";

/** A file that was sent, kept for as long as it is worked on. */
export interface Upload {
  /** Of its bytes. */
  readonly hash: string;
  /** Its text, from the beginning each time. @throws UnreadableFile if it is not written in UTF-8 */
  text(): AsyncIterable<string>;
  remove(): Promise<void>;
}

/**
 * Writes what is sent to a file of the system's folder for such, so that it can be read twice and is never held in
 * memory as a whole. Of what is broken off, or too much, nothing stays.
 *
 * @throws UnreadableFile
 */
export async function receive(body: Readable): Promise<Upload> {
  const path = join(tmpdir(), `codex-import-${randomUUID()}`);
  const remove = () => rm(path, { force: true });
  try {
    const hash = createHash("sha256");
    const file = await open(path, "wx", 0o600);
    try {
      let bytes = 0;
      for await (const chunk of body.iterator({ destroyOnReturn: false })) {
        if (!(chunk instanceof Uint8Array)) continue;
        if (bytes === 0) refuseOthers(chunk);
        bytes += chunk.length;
        if (bytes > TRANSFER_LIMITS.fileBytes) throw new UnreadableFile("tooLarge");
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      if (bytes === 0) throw new UnreadableFile("empty");
    } finally {
      await file.close();
    }
    return { hash: hash.digest("hex"), text: () => decoded(createReadStream(path)), remove };
  } catch (error) {
    await remove();
    // Who is refused is heard to the end: to break the connection off would take the answer with it.
    body.on("error", () => {}).resume();
    throw error;
  }
}

/** What is no text can often be told by its first bytes. */
function refuseOthers(start: Uint8Array): void {
  const [first, second, third, fourth] = start;
  if (first === 0x50 && second === 0x4b && third !== undefined && third < 8) throw new UnreadableFile("zip");
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UnreadableFile("utf16");
  const isWide = first === 0 ? second !== 0 : second === 0 && fourth === 0;
  if (isWide && start.length > 3) throw new UnreadableFile("utf16");
  const nuls = start.subarray(0, 1_000).filter((byte) => byte === 0).length;
  if (nuls > 100) throw new UnreadableFile("binary");
}

async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new UnreadableFile("encoding", line + (chunk ? linesBefore(chunk) : 0));
    }
  };
  for await (const chunk of chunks) {
    yield decode(chunk);
    line += count(chunk);
  }
  yield decode();
}

function count(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

/** How many lines of a chunk end before what is not written in UTF-8; a character may be cut at its start. */
function linesBefore(chunk: Uint8Array): number {
  const text = new TextDecoder().decode(chunk);
  const bad = text.indexOf("\uFFFD", 1);
  return bad === -1 ? 0 : text.slice(0, bad).split("\n").length - 1;
}
