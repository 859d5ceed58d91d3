import { z } from "zod";

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * A text that PostgreSQL can keep, trimmed, of 1 to `max` characters. A character is a Unicode code
 * point, as in PostgreSQL's `char_length`, so an emoji counts as the database counts it.
 */
export function storableText(max: number) {
  return z
    .string()
    .trim()
    .refine((text) => text.length > 0, "must not be empty")
    .refine((text) => !text.includes("\0"), "must not contain the NUL character")
    .refine((text) => !LONE_SURROGATE.test(text), "must not contain half of a surrogate pair")
    .refine(
      (text) => text.length <= max || (text.length <= max * 2 && [...text].length <= max),
      `must be at most ${max.toLocaleString("en")} characters long`,
    );
}
