import { z } from "zod";
import { idSchema, momentSchema, revSchema } from "./input.js";
import { TODO_LIMITS } from "./limits.js";
import {
  inviteSecretSchema,
  listNameSchema,
  listRefSchema,
  listSetOrderInputSchema,
  memberRefSchema,
  setRoleInputSchema,
} from "./list.js";
import { labelColorInputSchema, newSavedViewSchema, savedViewRefSchema } from "./personal.js";
import { repeatInputSchema } from "./series.js";
import {
  inListSchema,
  labelChangesSchema,
  newTodoSchema,
  todoChangesSchema,
  todoRefsSchema,
  todoSkipSchema,
} from "./todo.js";
import { writtenIn } from "./written.js";

/** A command of one kind. Its id makes it take effect once, however often it is sent. */
function command<Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.strictObject({ commandId: idSchema, kind: z.literal(kind), ...shape });
}

/** The command to take back; left out, the last of the user's that can be. */
const target = { target: idSchema.optional() };

/**
 * What the writer of a text or of notes had before them. If somebody changed them since, the new ones stand all the
 * same, and both are told (`overwrittenSchema`).
 */
export const basedOnSchema = z.strictObject({
  /** The list in which the todo stood. */
  listId: idSchema,
  /** The number up to which the list had been read. */
  rev: revSchema,
  /** The command by which the writer themselves had written the same before, if it had no number yet. */
  after: idSchema.exactOptional(),
});
export type BasedOn = z.output<typeof basedOnSchema>;

/** When and where something was done, from which a repetition is counted on: it may be sent much later. */
const doneSchema = z.strictObject({
  at: momentSchema.exactOptional(),
  /** The time zone of who did it, which says what day it was. One that is not known here is passed over. */
  zone: z.string().max(64).exactOptional(),
});

/**
 * What a client asks for, in absolute terms. Where a command names several todos, those that are not there any
 * more are passed over; it is refused if none is.
 */
export const commandSchema = z.discriminatedUnion("kind", [
  command("todo.create", {
    ...inListSchema.shape,
    todos: z
      .array(newTodoSchema.extend({ id: idSchema }))
      .min(1)
      .max(TODO_LIMITS.newTodos),
  }),
  command("todo.update", {
    ...todoRefsSchema.shape,
    set: todoChangesSchema,
    basedOn: basedOnSchema.exactOptional(),
    /** Each todo keeps its own time of day, if it has one; `due` then is a day. */
    keepTime: z.literal(true).exactOptional(),
    ...doneSchema.shape,
  })
    .refine(({ ids, set, basedOn }) => !basedOn || (ids.length === 1 && writtenIn(set) !== undefined), {
      path: ["basedOn"],
      error: "goes with the text or the notes of one todo",
    })
    .refine(({ set, keepTime }) => !keepTime || set.due?.length === 10, {
      path: ["keepTime"],
      error: "goes with a day",
    }),
  command("todo.delete", todoRefsSchema.shape),
  command("todo.restore", todoRefsSchema.shape),
  /** Deletes for good what is in the trash, with its history. */
  command("todo.purge", todoRefsSchema.shape),
  command("todo.move", { ...todoRefsSchema.shape, listId: idSchema }),
  /** Puts labels on todos, and takes others off. */
  command("todo.label", {
    ...todoRefsSchema.shape,
    ...labelChangesSchema.shape,
  }).refine(({ add, remove }) => add.length + remove.length > 0, {
    error: "give at least one label to add or to remove",
  }),
  /** Lets a todo repeat by a rule from its due date on, or ends that. */
  command("todo.repeat", repeatInputSchema.shape),
  /** Passes over what is due: it is put to the next date of its rule. */
  command("todo.skip", { ...todoSkipSchema.shape, ...doneSchema.shape }),
  command("todo.setAllCompleted", {
    ...inListSchema.shape,
    completed: z.boolean(),
    ...doneSchema.shape,
  }),
  command("todo.clearCompleted", inListSchema.shape),
  command("list.create", { id: idSchema, name: listNameSchema }),
  command("list.rename", { ...listRefSchema.shape, name: listNameSchema }),
  command("list.delete", listRefSchema.shape),
  command("list.restore", listRefSchema.shape),
  /** Deletes for good a list that is in the trash, with everything in it. */
  command("list.purge", listRefSchema.shape),
  /** Makes the ranks of all its todos short again, in their order. */
  command("list.rebalance", inListSchema.shape),
  command("list.setOrder", { listIds: listSetOrderInputSchema.shape.listIds }),
  command("list.setRole", { ...memberRefSchema.shape, role: setRoleInputSchema.shape.role }),
  command("list.removeMember", memberRefSchema.shape),
  command("list.leave", listRefSchema.shape),
  command("list.transfer", memberRefSchema.shape),
  command("list.join", inviteSecretSchema.shape),
  command("label.setColor", labelColorInputSchema.shape),
  /** The same id again gives it another name and query. */
  command("view.save", newSavedViewSchema.shape),
  command("view.delete", savedViewRefSchema.shape),
  command("undo", target),
  command("redo", target),
]);
export type Command = z.output<typeof commandSchema>;
export type CommandKind = Command["kind"];

/** The command of one kind. */
export type CommandOf<Kind extends CommandKind> = Extract<Command, { kind: Kind }>;

/** Those whose effect is not in what a client can see: what an invite offers, what was there before. */
type DecidedByServer = "list.join" | "undo" | "redo";

/** Those whose effect follows from the rows alone. */
export type PureCommand = CommandOf<Exclude<CommandKind, DecidedByServer>>;

/** Omits a member of each kind, where `Omit` would leave only what all have. */
type Without<T, Key extends string> = T extends unknown ? Omit<T, Key> : never;

/** A command that has no id yet. */
export type NewCommand = Without<Command, "commandId">;
