import { type Entry, notKept } from "./entry.js";
import { linesOf } from "./lines.js";

/** "- [ ] Buy milk", "* [x] Buy milk", "- Buy milk", "Buy milk". */
const LINE = /^(?:[-*+•]\s+|\d{1,9}[.)]\s+(?=\[))?(?:\[([ xX])\](?:\s+|$))?(.*)$/su;

/** Plain text: every line that is not blank is a todo; what is indented under one in a list stands under it. */
export async function* readPlain(chunks: AsyncIterable<string>): AsyncGenerator<Entry> {
  /** What a line that is indented more stands under, the outermost first. */
  const above: { readonly indent: number; readonly key: string }[] = [];
  for await (const { line, text } of linesOf(chunks)) {
    if (text === undefined) {
      yield notKept(line, "tooLong");
      continue;
    }
    if (text.trim() === "") continue;
    const indent = text.length - text.trimStart().length;
    const [, box, rest = ""] = LINE.exec(text.trim()) ?? [];
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    const key = String(line);
    const parent = above.at(-1)?.key;
    yield { kind: "todo", line, key, text: rest, completed: box === "x" || box === "X", parent };
    if (isInList(text)) above.push({ indent, key });
    else above.length = 0;
  }
}

const isInList = (text: string) => /^\s*(?:[-*+•]\s|\[[ xX]\])/u.test(text);
