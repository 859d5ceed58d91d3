import { z } from "zod";
import { isDue, isZone } from "./due.js";
import { idSchema } from "./input.js";
import { parseRule, RULE_LIMITS, ruleProblemText } from "./repeat/rule.js";

/** A rule by which something is to repeat. */
export const newSeriesSchema = z.strictObject({
  id: idSchema,
  /** It may be given in any case, and is kept in capitals, as others want it. */
  rule: z
    .string()
    .max(RULE_LIMITS.length)
    .toUpperCase()
    .superRefine((rule, context) => {
      const parsed = parseRule(rule);
      if ("code" in parsed) context.addIssue({ code: "custom", message: ruleProblemText(parsed) });
    }),
  mode: z.enum(["schedule", "completion"]),
  /** In which it is told on which day something was completed. */
  zone: z.string().refine(isZone, { error: "must be a time zone, as Europe/Berlin" }),
  /** When the first was due, if that was before: COUNT and INTERVAL are counted from there. */
  start: z.string().refine(isDue, { error: "must be a day, or a time in a zone" }).exactOptional(),
});
export type NewSeries = z.output<typeof newSeriesSchema>;

/** How a todo repeats; null ends it. */
export const repeatInputSchema = z.strictObject({
  /** The todo, which has a due date. */
  id: idSchema,
  series: newSeriesSchema.nullable(),
});
