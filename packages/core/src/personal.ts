import { z } from "zod";
import { idSchema, storableText } from "./input.js";
import { PERSONAL_LIMITS } from "./limits.js";
import { labelSchema } from "./todo.js";

/** The colours that a label may have; what each looks like is the page's business. */
export const LABEL_COLORS = [
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "violet",
  "pink",
  "gray",
] as const;
export type LabelColor = (typeof LABEL_COLORS)[number];

/** Gives a label of the user's a colour, or takes it away; `id` is that of its row, if it has none yet. */
export const labelColorInputSchema = z.strictObject({
  id: idSchema,
  name: labelSchema,
  color: z.enum(LABEL_COLORS).nullable(),
});

const viewFields = {
  name: storableText(PERSONAL_LIMITS.viewNameLength),
  query: storableText(PERSONAL_LIMITS.viewQueryLength),
};

export const newSavedViewSchema = z.strictObject({ id: idSchema, ...viewFields });
export const savedViewRefSchema = z.strictObject({ id: idSchema });

/** What `label.all` and `view.all` answer. */
export const labelsOutputSchema = z.array(z.strictObject({ name: z.string(), color: z.string() }));
export const savedViewsOutputSchema = z.array(
  z.strictObject({ id: z.uuid(), name: z.string(), query: z.string() }),
);
