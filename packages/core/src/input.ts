import { z } from "zod";
import { problemWithText, type TextProblem } from "./text.js";

const TEXT_PROBLEMS: Readonly<Record<TextProblem, (max: number) => string>> = {
  empty: () => "must not be empty",
  nul: () => "must not contain the NUL character",
  halfPair: () => "must not contain half of a surrogate pair",
  tooLong: (max) => `must be at most ${max.toLocaleString("en")} characters long`,
};

/** Any RFC 9562 UUID, in lower case, which is how PostgreSQL gives it back. */
export const idSchema = z.uuid().toLowerCase();

/** A text that PostgreSQL can keep, trimmed, of 1 to `max` characters (Unicode code points). */
export function storableText(max: number) {
  return z
    .string()
    .trim()
    .superRefine((text, context) => {
      const problem = problemWithText(text, max);
      if (problem) context.addIssue({ code: "custom", message: TEXT_PROBLEMS[problem](max) });
    });
}

/** The input of a procedure that takes none: nothing, or an object without fields. */
export const noInputSchema = z.strictObject({}).optional();

/** A moment: ISO 8601, UTC, in milliseconds. */
export const momentSchema = z.iso.datetime({ precision: 3 });

/** A moment to come, as clients give it: ISO 8601 in UTC. */
export const futureSchema = z.iso
  .datetime()
  .refine((moment) => Date.parse(moment) > Date.now(), "must be in the future");

/** A number of a log. */
export const revSchema = z.int().nonnegative();
