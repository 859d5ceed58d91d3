const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * What keeps a text from being kept, as the end of a sentence about it: undefined if it is one that PostgreSQL can
 * store, of 1 to `max` characters. A character is a Unicode code point, as in PostgreSQL's `char_length`, so an
 * emoji counts as the database counts it.
 *
 * @param text - trimmed
 */
export function problemWithText(text: string, max: number): string | undefined {
  if (text === "") return "must not be empty";
  if (text.includes("\0")) return "must not contain the NUL character";
  if (LONE_SURROGATE.test(text)) return "must not contain half of a surrogate pair";
  const fits = text.length <= max || (text.length <= max * 2 && [...text].length <= max);
  return fits ? undefined : `must be at most ${max.toLocaleString("en")} characters long`;
}
