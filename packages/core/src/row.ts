import { z } from "zod";
import { momentSchema } from "./input.js";
import { roleSchema } from "./list.js";
import { todoSchema } from "./todo.js";

/** A list as it stands in its own log. */
export const listRowSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** The user whose Inbox it is. */
  inboxOf: z.uuid().nullable(),
  createdAt: momentSchema,
  deletedAt: momentSchema.nullable(),
});
export type ListRow = z.infer<typeof listRowSchema>;

/** A user's place in a list, as it stands in the user's log. */
export const memberRowSchema = z.strictObject({
  listId: z.uuid(),
  userId: z.uuid(),
  role: roleSchema,
  /** The place of the list in the user's own order; smaller first. */
  position: z.int(),
  createdAt: momentSchema,
});
export type MemberRow = z.infer<typeof memberRowSchema>;

/** The rule by which todos are repeated, kept apart from the todos that it makes. */
export const seriesRowSchema = z.strictObject({
  id: z.uuid(),
  listId: z.uuid(),
  /** The value of an RFC 5545 RRULE. */
  rule: z.string(),
  /** Counted on from when the last one was due, or from when it was completed. */
  mode: z.enum(["schedule", "completion"]),
  /** The due moment of the first. */
  start: z.string(),
  /** The IANA time zone in which it is told on which day something was completed. */
  zone: z.string(),
  createdAt: momentSchema,
});
export type SeriesRow = z.infer<typeof seriesRowSchema>;

/** What a label looks like to one person. */
export const labelRowSchema = z.strictObject({
  id: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  color: z.string(),
  deletedAt: momentSchema.nullable(),
});
export type LabelRow = z.infer<typeof labelRowSchema>;

/** A view that one person made for themselves. */
export const savedViewRowSchema = z.strictObject({
  id: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  /** What is shown: the query of the page's address. */
  query: z.string(),
  createdAt: momentSchema,
  deletedAt: momentSchema.nullable(),
});
export type SavedViewRow = z.infer<typeof savedViewRowSchema>;

/** The schemas of what stands in the synced tables; a column that they do not name is carried along all the same. */
export const ROW_SCHEMAS = {
  todo: z.looseObject(todoSchema.shape),
  series: z.looseObject(seriesRowSchema.shape),
  list: z.looseObject(listRowSchema.shape),
  member: z.looseObject(memberRowSchema.shape),
  label: z.looseObject(labelRowSchema.shape),
  saved_view: z.looseObject(savedViewRowSchema.shape),
} as const;
