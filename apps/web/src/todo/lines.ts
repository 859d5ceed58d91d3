import { TODO_LIMITS } from "@codex/core/limits";
import { problemWithText } from "@codex/core/text";
import { words } from "../words/words.js";

/** A text that cannot become a todo, and why. */
export interface Refused {
  readonly text: string;
  readonly problem: string;
}

/** The lines of a text that hold anything, trimmed. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Characters as the limit counts them: Unicode code points. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}

/** What is wrong with a text as a todo, in a sentence; undefined if nothing is. */
export function problemWith(text: string): string | undefined {
  const problem = problemWithText(text.trim(), TODO_LIMITS.textLength);
  if (problem === undefined) return undefined;
  const { [problem]: said } = words.todo.problem;
  return typeof said === "string" ? said : said(TODO_LIMITS.textLength, lengthOf(text));
}

/** Splits a text into the todos it makes, one a line, and the lines that cannot be one. */
export function todosIn(text: string): { texts: string[]; refused: Refused[] } {
  const texts: string[] = [];
  const refused: Refused[] = [];
  for (const line of linesOf(text)) {
    const problem = problemWith(line);
    if (problem === undefined) texts.push(line);
    else refused.push({ text: line, problem });
  }
  return { texts, refused };
}

/** Splits a list into pieces of at most `count`, and of more than one only up to a `weight`. */
export function chunksOf<T>(
  items: readonly T[],
  { count, weight }: { readonly count: number; readonly weight: number },
  weigh: (item: T) => number,
): T[][] {
  const chunks: T[][] = [];
  let left = 0;
  for (const item of items) {
    const chunk = chunks.at(-1);
    left -= weigh(item);
    if (chunk && chunk.length < count && left >= 0) chunk.push(item);
    else {
      chunks.push([item]);
      left = weight - weigh(item);
    }
  }
  return chunks;
}
