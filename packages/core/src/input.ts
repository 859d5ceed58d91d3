import { z } from "zod";
import { problemWithText } from "./text.js";

/** Any RFC 9562 UUID, in lower case, which is how PostgreSQL gives it back. */
export const idSchema = z.uuid().toLowerCase();

/** A text that PostgreSQL can keep, trimmed, of 1 to `max` characters (Unicode code points). */
export function storableText(max: number) {
  return z
    .string()
    .trim()
    .superRefine((text, context) => {
      const problem = problemWithText(text, max);
      if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
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
