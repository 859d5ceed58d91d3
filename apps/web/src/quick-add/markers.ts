import type { NamedList, Priority } from "./chip.js";
import { isFree, type Line, type Span } from "./line.js";

/** A label, with what ends a word behind it. Digits alone are a number ("#1"), not a label. */
const LABEL = /^#(?<name>(?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}_/-]|\u200d|\ufe0f){1,60})[,;.:]?$/u;
const HAS_LETTER = /[\p{L}\p{Extended_Pictographic}]/u;

/** The labels of a line: each a word and a name. */
export function labelsIn(line: Line): { span: Span; value: string }[] {
  return line.words.flatMap((word, first) => {
    const name = LABEL.exec(word.text)?.groups?.["name"];
    if (name === undefined || !HAS_LETTER.test(name) || !isFree(line, first)) return [];
    return [{ span: { first, end: first + 1 }, value: name }];
  });
}

const PRIORITIES: ReadonlyMap<string, Priority> = new Map([
  ["!1", 1],
  ["!2", 2],
  ["!3", 3],
]);

/** The first priority of a line. */
export function priorityIn(line: Line): { span: Span; value: Priority } | undefined {
  for (const [first, word] of line.words.entries()) {
    const value = PRIORITIES.get(word.text);
    if (value !== undefined && isFree(line, first)) return { span: { first, end: first + 1 }, value };
  }
  return undefined;
}

/** A name as it is compared: case, width and the kind of space do not count. */
function plain(name: string): string {
  return name.normalize("NFKC").toLowerCase().trim().replace(/\s+/g, " ");
}

/** The lists by their plain name; of two with one name, the first. */
function byName(lists: readonly NamedList[]): { ids: Map<string, string>; longest: number } {
  const ids = new Map<string, string>();
  let longest = 0;
  for (const { id, name } of lists) {
    const key = plain(name);
    if (key === "" || ids.has(key)) continue;
    ids.set(key, id);
    longest = Math.max(longest, key.split(" ").length);
  }
  return { ids, longest };
}

/** The first list that a line names, by the longest name that fits. */
export function listIn(line: Line, lists: readonly NamedList[]): { span: Span; value: string } | undefined {
  const { ids, longest } = byName(lists);
  if (longest === 0) return undefined;
  for (const [first, word] of line.words.entries()) {
    if (!word.text.startsWith("@")) continue;
    let end = first;
    while (end - first < longest && isFree(line, end)) end += 1;
    for (; end > first; end -= 1) {
      const name = plain(line.source.slice(word.from + 1, line.words[end - 1]?.to));
      const value = ids.get(name) ?? ids.get(name.replace(/[,;.:]$/, ""));
      if (value !== undefined) return { span: { first, end }, value };
    }
  }
  return undefined;
}
