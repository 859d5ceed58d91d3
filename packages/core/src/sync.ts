import { z } from "zod";
import { commandSchema } from "./command.js";
import { idSchema, momentSchema, revSchema } from "./input.js";
import { SYNC_LIMITS } from "./limits.js";
import { listsSchema } from "./list.js";
import { todoSchema } from "./todo.js";
import { TABLES } from "./view.js";

/** Commands, carried out one after the other. */
export const pushInputSchema = z.strictObject({
  commands: z.array(commandSchema).min(1).max(SYNC_LIMITS.commands),
});

/** The number that a command has in each log that it changed. */
export const revsSchema = z.record(z.uuid(), revSchema);
export type Revs = z.infer<typeof revsSchema>;

/** What became of one command. A refused one left no trace and may be sent again. */
export const pushResultSchema = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("accepted"), commandId: z.uuid(), revs: revsSchema }),
  z.strictObject({
    status: z.literal("refused"),
    commandId: z.uuid(),
    code: z.enum(["BAD_REQUEST", "CONFLICT", "FORBIDDEN", "NOT_FOUND"]),
    message: z.string(),
  }),
]);
export type PushResult = z.infer<typeof pushResultSchema>;

/** One result for each command, in their order. */
export const pushOutputSchema = z.strictObject({ results: z.array(pushResultSchema) });

export const sinceInputSchema = z.strictObject({
  /** A list's id, or the user's own for what is private to them. */
  log: idSchema,
  /** Where the page before ended, or a number in decimal; left out, everything there is. */
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(SYNC_LIMITS.pageSize.max).default(SYNC_LIMITS.pageSize.default),
});
export type SinceInput = z.output<typeof sinceInputSchema>;

/** A row as it is since the log's number `rev`; `row` is null if it is not in the log (any more). */
export const syncRowSchema = z.strictObject({
  table: z.enum(TABLES),
  /** The id of a todo or list; of a place in a list, the list's. */
  id: z.uuid(),
  rev: revSchema,
  row: z.record(z.string(), z.unknown()).nullable(),
});
export type SyncRow = z.infer<typeof syncRowSchema>;

const personSchema = z.strictObject({ id: z.uuid(), name: z.string() });

/**
 * A text, or notes, replaced by somebody who had not seen them (see `basedOnSchema`): for those two to be told, who may
 * be one person on two devices.
 */
export const overwrittenSchema = z.strictObject({
  /** The list in whose log it was replaced, and with which number. */
  listId: z.uuid(),
  rev: revSchema,
  todoId: z.uuid(),
  /** What was replaced: its text, unless it says so. */
  field: z.literal("notes").exactOptional(),
  text: z.string(),
  /** Who had written it; null if it was no user of Codex, or one who has left. */
  author: personSchema.nullable(),
  /** Who replaced it. */
  by: personSchema,
});
export type Overwritten = z.infer<typeof overwrittenSchema>;

/** Those of the numbers that are told of; left out if there are none. */
const overwrittenField = z.array(overwrittenSchema).exactOptional();

/** Notes apart from texts: a page from before there were any would take them for a text, and bring them back as one. */
const overwrittenFields = { overwritten: overwrittenField, overwrittenNotes: overwrittenField };

export const sincePageSchema = z.strictObject({
  rows: z.array(syncRowSchema),
  ...overwrittenFields,
  /** To be given with the next call. */
  cursor: z.string(),
  /** The number up to which nothing is missing, once there is no `more`. */
  rev: revSchema,
  more: z.boolean(),
  /** The cursor was too old: this is everything there is, and what else the client has is not there any more. */
  reset: z.boolean(),
});
export type SincePage = z.infer<typeof sincePageSchema>;

/**
 * What a live stream tells. `heads`, first and whenever the user gains or loses a list: all of their logs, each
 * with its number. `change`: a log went from one number to another; its rows come along if they are few. Whoever
 * is elsewhere asks `sync.since`.
 */
export const liveEventSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("heads"),
    userId: z.uuid(),
    logs: z.array(z.strictObject({ log: z.uuid(), rev: revSchema })),
  }),
  z.strictObject({
    type: z.literal("change"),
    log: z.uuid(),
    from: revSchema,
    to: revSchema,
    rows: z.array(syncRowSchema).nullable(),
    ...overwrittenFields,
  }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

export const historyInputSchema = z
  .strictObject({
    /** The list; left out, the Inbox. */
    listId: idSchema.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(SYNC_LIMITS.historyPage.max).default(SYNC_LIMITS.historyPage.default),
    direction: z.literal("forward").optional(),
  })
  .prefault({});
export type HistoryInput = z.output<typeof historyInputSchema>;

/** What happened to one row, the latest first. */
export const historyEntrySchema = z.strictObject({
  at: momentSchema,
  rev: revSchema,
  /** Null if it was no user of Codex, or one who has left. */
  user: z.strictObject({ id: z.uuid(), name: z.string(), isYou: z.boolean() }).nullable(),
  commandId: z.uuid().nullable(),
  /** The command's; null if it was none. */
  kind: z.string().nullable(),
  /** Whether the command was taken back. */
  undone: z.boolean(),
  table: z.enum(TABLES),
  id: z.uuid(),
  /** What the todo or list is called since then; null where that is not known any more. */
  title: z.string().nullable(),
  what: z.enum(["added", "changed", "left"]),
  /** The fields that changed; of an added row those it has, of one that left for another list those it had. */
  fields: z.record(z.string(), z.strictObject({ before: z.unknown(), after: z.unknown() })),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const historyPageSchema = z.strictObject({
  items: z.array(historyEntrySchema),
  nextCursor: z.string().nullable(),
});
export type HistoryPage = z.infer<typeof historyPageSchema>;

export const trashListInputSchema = z
  .strictObject({
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
    direction: z.literal("forward").optional(),
  })
  .prefault({});
export type TrashListInput = z.output<typeof trashListInputSchema>;

/** Deleted todos, the latest first, and with the first page the deleted lists that the user owns. */
export const trashPageSchema = z.strictObject({
  todos: z.array(todoSchema),
  lists: listsSchema,
  nextCursor: z.string().nullable(),
});
export type TrashPage = z.input<typeof trashPageSchema>;

/** The input of `history.undo` and `history.redo`: the command meant, or the last one that can be. */
export const undoInputSchema = z
  .strictObject({ commandId: idSchema.optional(), target: idSchema.optional() })
  .prefault({});

/** `target` is the command that was meant, `kind` its kind, `count` how many rows changed. */
export const undoOutputSchema = z.strictObject({
  target: z.uuid(),
  kind: z.string(),
  count: z.int().nonnegative(),
});

export const undoBatchInputSchema = z.strictObject({ batch: idSchema });

/**
 * `count` is how many rows changed, `left` how many commands are still to be taken back, and `staying`, once
 * none is, how many todos are still there, as somebody changed them since.
 */
export const undoBatchOutputSchema = z.strictObject({
  count: z.int().nonnegative(),
  left: z.int().nonnegative(),
  staying: z.int().nonnegative(),
});
