import { z } from "zod";
import { isDue } from "./due.js";
import { idSchema, storableText } from "./input.js";
import { TODO_LIMITS } from "./limits.js";
import { isRank } from "./rank.js";
import { newSeriesSchema } from "./series.js";

export const todoTextSchema = storableText(TODO_LIMITS.textLength);

/**
 * A place in a list: a key of fractional indexing, so that between any two there is another. They are compared
 * character by character, in PostgreSQL under COLLATE "C".
 */
export const rankSchema = z
  .string()
  .max(TODO_LIMITS.rankLength)
  .regex(/^[A-Za-z][0-9A-Za-z]+$/, { error: "must be a rank" })
  .refine(isRank, { error: "must be a rank", abort: true });

/** Where a list is meant; without one, the Inbox. */
export const inListSchema = z.strictObject({ listId: idSchema.optional() });

/** With what a mutation can be asked for again: the same id gives the first answer, and has no second effect. */
export const onceSchema = z.strictObject({ commandId: idSchema.optional() });

/** The name of a label: one word, as it stands behind a # in a line of text. */
export const labelSchema = storableText(TODO_LIMITS.labelLength)
  .regex(/^[^\s#,]+$/u, { error: "must be one word without # and commas" })
  .normalize();

/** "2026-11-26", or "2026-11-26T09:00[Europe/Berlin]". */
export const dueSchema = z.string().max(TODO_LIMITS.dueLength).refine(isDue, {
  error: "must be a day, as 2026-11-26, or a time in a zone, as 2026-11-26T09:00[Europe/Berlin]",
});

const labelsSchema = z
  .array(labelSchema)
  .transform((labels) => [...new Set(labels)])
  .pipe(z.array(z.string()).max(TODO_LIMITS.labels));

/**
 * What may be written on a todo besides, and what stands there if nothing does. A new field is a line here, and a
 * column of the table: a row that is older than the field goes without.
 */
export const optionalFields = {
  /** Markdown. */
  notes: storableText(TODO_LIMITS.notesLength).nullable().default(null),
  /** When it is to be done: a day, or a wall clock's time in its zone (`due.ts`). */
  due: dueSchema.nullable().default(null),
  /** 1 is the highest. */
  priority: z.int().min(1).max(3).nullable().default(null),
  labels: labelsSchema.default([]),
  /** The todo that it stands under: one of the same list that stands under none itself. */
  parentId: idSchema.nullable().default(null),
};

export type OptionalFields = z.output<z.ZodObject<typeof optionalFields>>;

/** Fields that have a default, each to be given or left out. */
function eachIfGiven<Shape extends Record<string, z.ZodDefault<z.ZodType>>>(shape: Shape) {
  const entries = Object.entries(shape).map(([name, schema]) => [
    name,
    schema.removeDefault().exactOptional(),
  ]);
  return Object.fromEntries(entries) as {
    [Name in keyof Shape]: z.ZodExactOptional<ReturnType<Shape[Name]["removeDefault"]>>;
  };
}

/** What is written on a todo, each field if it is to be set. */
const todoFields = {
  text: todoTextSchema.exactOptional(),
  completed: z.boolean().exactOptional(),
  /** Its place in the list. */
  rank: rankSchema.exactOptional(),
  ...eachIfGiven(optionalFields),
};

/** What a new todo is given; its text at least. */
export const newTodoSchema = z.strictObject({
  ...todoFields,
  text: todoTextSchema,
  /** The rule by which it repeats, from its due date on. */
  series: newSeriesSchema.exactOptional(),
});

/** What of a todo is changed, and to what. */
export const todoChangesSchema = z
  .strictObject(todoFields)
  .refine((set) => Object.keys(set).length > 0, { error: "give at least one field to change" });
export type TodoChanges = z.output<typeof todoChangesSchema>;

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
  /** Its place in the list's own order; null if it stands where its creation puts it (`rankOf`). */
  rank: z.string().nullable(),
  /** When it was deleted; null unless it is in the trash. */
  deletedAt: z.iso.datetime({ precision: 3 }).nullable(),
  /** The rule by which it repeats. */
  seriesId: z.uuid().nullable().default(null),
  /** Which of the rule's dates it stands for, wherever its own due date was put since. */
  occurrence: z.string().nullable().default(null),
  ...optionalFields,
});
/** As rows are kept: of an optional field there may be nothing, where a page has not heard of it from the server yet. */
export type Todo = z.input<typeof todoSchema>;

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
export type TodoPage = z.input<typeof todoPageSchema>;

/** How many todos are to be done, and how many are done. */
export const todoCountsSchema = z.strictObject({
  active: z.int().nonnegative(),
  completed: z.int().nonnegative(),
});
export type TodoCounts = z.infer<typeof todoCountsSchema>;

/** Names one todo: the input of `todo.byId`, and what a deletion answers. */
export const todoRefSchema = z.strictObject({ id: idSchema });
export type TodoRef = z.infer<typeof todoRefSchema>;

/** Names what is to be skipped. */
export const todoSkipSchema = todoRefSchema.extend({
  /** The date that it stands for; nothing is done if it has gone on to another meanwhile. */
  occurrence: dueSchema.exactOptional(),
});

export const todoDeleteInputSchema = onceSchema.extend(todoRefSchema.shape);

/** An `id` made by the client lets it ask again after a lost answer without making a second todo. */
export const todoCreateInputSchema = onceSchema.extend({
  ...inListSchema.shape,
  id: idSchema.optional(),
  ...newTodoSchema.shape,
});
export type TodoCreateInput = z.output<typeof todoCreateInputSchema>;

export const todoUpdateInputSchema = onceSchema
  .extend({ id: idSchema, ...todoFields })
  .refine(({ commandId: _, id: __, ...set }) => Object.keys(set).length > 0, {
    error: "give at least one field to change",
  });
export type TodoUpdateInput = z.output<typeof todoUpdateInputSchema>;

export const setAllCompletedInputSchema = onceSchema.extend({
  ...inListSchema.shape,
  completed: z.boolean(),
});

/** How many todos a bulk command changed. */
export const changedCountSchema = z.strictObject({ count: z.int().nonnegative() });
export type ChangedCount = z.infer<typeof changedCountSchema>;

/** The input of `todo.counts`. */
export const todosInListSchema = inListSchema.prefault({});

export const clearCompletedInputSchema = onceSchema.extend(inListSchema.shape).prefault({});

/** Names several todos. */
export const todoRefsSchema = z.strictObject({
  ids: z.array(idSchema).min(1).max(TODO_LIMITS.commandTodos),
});

export const todoMoveInputSchema = onceSchema.extend({
  ...todoRefsSchema.shape,
  /** Where they go. */
  listId: idSchema,
});

/** Labels that are put on, and taken off. */
export const labelChangesSchema = z.strictObject({
  add: z.array(labelSchema).max(TODO_LIMITS.labels).default([]),
  remove: z.array(labelSchema).max(TODO_LIMITS.labels).default([]),
});

export const todoLabelInputSchema = onceSchema
  .extend({ ...todoRefsSchema.shape, ...labelChangesSchema.shape })
  .refine(({ add, remove }) => add.length + remove.length > 0, {
    error: "give at least one label to add or to remove",
  });

/** The input of `trash.restore` and `trash.purge`. */
export const trashInputSchema = onceSchema.extend(todoRefsSchema.shape);
