import { z } from "zod";
import { idSchema } from "./id.js";
import { LIST_LIMITS, TODO_LIMITS } from "./limits.js";
import { storableText } from "./text.js";

export const todoTextSchema = storableText(TODO_LIMITS.textLength);

/** Where a list is meant; without one, the Inbox. */
const inListSchema = z.strictObject({ listId: idSchema.optional() });

/** One thing to do. */
export const todoSchema = z.strictObject({
  id: z.uuid(),
  /** The list it stands in. */
  listId: z.uuid(),
  text: z.string(),
  completed: z.boolean(),
  /** ISO 8601, UTC, in milliseconds. */
  createdAt: z.iso.datetime({ precision: 3 }),
  /** The user who added it; null once that user has left Codex. */
  createdBy: z.uuid().nullable(),
});
export type Todo = z.infer<typeof todoSchema>;

export const todoFilterSchema = z.enum(["all", "active", "completed"]);
export type TodoFilter = z.infer<typeof todoFilterSchema>;

export const todoListInputSchema = inListSchema
  .extend({
    filter: todoFilterSchema.default("all"),
    limit: z.int().min(1).max(TODO_LIMITS.pageSize.max).default(TODO_LIMITS.pageSize.default),
    /** The `nextCursor` of the page before. */
    cursor: z.string().max(200).optional(),
    /** What @trpc/react-query's `useInfiniteQuery` adds to every call; pages only go forward. */
    direction: z.literal("forward").optional(),
  })
  .prefault({});
export type TodoListInput = z.output<typeof todoListInputSchema>;

/** A page of todos, oldest first; `nextCursor` is null on the last. */
export const todoPageSchema = z.strictObject({
  items: z.array(todoSchema),
  nextCursor: z.string().nullable(),
});
export type TodoPage = z.infer<typeof todoPageSchema>;

/** How many todos are to be done, and how many are done. */
export const todoCountsSchema = z.strictObject({
  active: z.int().nonnegative(),
  completed: z.int().nonnegative(),
});
export type TodoCounts = z.infer<typeof todoCountsSchema>;

/** Names one todo: the input of `todo.byId` and `todo.delete`, and what a deletion answers. */
export const todoRefSchema = z.strictObject({ id: idSchema });
export type TodoRef = z.infer<typeof todoRefSchema>;

/** An `id` made by the client lets it ask again after a lost answer without making a second todo. */
export const todoCreateInputSchema = inListSchema.extend({
  id: idSchema.optional(),
  text: todoTextSchema,
});
export type TodoCreateInput = z.output<typeof todoCreateInputSchema>;

export const todoUpdateInputSchema = z
  .strictObject({
    id: idSchema,
    text: todoTextSchema.optional(),
    completed: z.boolean().optional(),
  })
  .refine(({ text, completed }) => text !== undefined || completed !== undefined, {
    error: "give text, completed or both",
  });
export type TodoUpdateInput = z.output<typeof todoUpdateInputSchema>;

export const setAllCompletedInputSchema = inListSchema.extend({ completed: z.boolean() });
export type SetAllCompletedInput = z.infer<typeof setAllCompletedInputSchema>;

/** How many todos a bulk command changed. */
export const changedCountSchema = z.strictObject({ count: z.int().nonnegative() });
export type ChangedCount = z.infer<typeof changedCountSchema>;

/** The input of `todo.counts` and `todo.clearCompleted`. */
export const todosInListSchema = inListSchema.prefault({});

export const todoMoveInputSchema = z.strictObject({
  ids: z.array(idSchema).min(1).max(LIST_LIMITS.moved),
  /** Where they go. */
  listId: idSchema,
});
export type TodoMoveInput = z.output<typeof todoMoveInputSchema>;
