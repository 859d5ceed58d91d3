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

/** The schemas of what stands in the synced tables; a column that they do not name is carried along all the same. */
export const ROW_SCHEMAS = {
  todo: z.looseObject(todoSchema.shape),
  list: z.looseObject(listRowSchema.shape),
  member: z.looseObject(memberRowSchema.shape),
} as const;
