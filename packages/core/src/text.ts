const LONE_SURROGATE = /\p{Surrogate}/u;

/** What keeps a text from being kept. `halfPair`: it has half of a surrogate pair. */
export type TextProblem = "empty" | "nul" | "halfPair" | "tooLong";

/**
 * What keeps a text from being kept: undefined if it is one that PostgreSQL can store, of 1 to `max` characters. A
 * character is a Unicode code point, as in PostgreSQL's `char_length`, so an emoji counts as the database counts it.
 *
 * @param text - trimmed
 */
export function problemWithText(text: string, max: number): TextProblem | undefined {
  if (text === "") return "empty";
  if (text.includes("\0")) return "nul";
  if (LONE_SURROGATE.test(text)) return "halfPair";
  const fits = text.length <= max || (text.length <= max * 2 && [...text].length <= max);
  return fits ? undefined : "tooLong";
}
