import type { Command, CommandKind, CommandOf } from "@codex/core/command";
import { listRefSchema, listSchema, memberRefSchema, memberSchema, membersSchema } from "@codex/core/list";
import { undoOutputSchema } from "@codex/core/sync";
import { changedCountSchema, todoSchema } from "@codex/core/todo";
import type { Patch } from "@codex/core/view";
import type { Sql } from "@codex/db";
import { z } from "zod";
import type { User } from "../access/caller.js";
import { listById, membersOf } from "../list/queries.js";
import type { Seen } from "./read.js";

const count = z.int().nonnegative();
const changed = changedCountSchema;
/** `todo` is the one that the command named, if it was one. */
const changedTodo = z.object({ count, todo: todoSchema.nullable() });

/** What a command of each kind is answered, as it is kept for whoever asks again. */
export const ANSWERS = {
  "todo.create": changedTodo,
  "todo.update": changedTodo,
  "todo.delete": changed,
  "todo.restore": changed,
  "todo.purge": changed,
  "todo.move": changed,
  "todo.setAllCompleted": changed,
  "todo.clearCompleted": changed,
  "list.create": listSchema,
  "list.rename": listSchema,
  "list.delete": listRefSchema,
  "list.restore": listSchema,
  "list.purge": listRefSchema,
  "list.setOrder": z.strictObject({}),
  "list.setRole": memberSchema,
  "list.removeMember": memberRefSchema,
  "list.leave": listRefSchema,
  "list.transfer": membersSchema,
  "list.join": listSchema,
  undo: undoOutputSchema,
  redo: undoOutputSchema,
} as const satisfies Record<CommandKind, z.ZodType>;

export type AnswerOf<Kind extends CommandKind> = z.output<(typeof ANSWERS)[Kind]>;

/** What a command did, for its answer. */
export interface Done {
  readonly view: Seen;
  readonly patches: readonly Patch[];
  /** Of `list.join`. */
  readonly listId?: string;
  /** Of `undo` and `redo`: the command that was meant. */
  readonly target?: { readonly id: string; readonly kind: string };
}

/** The answer to a command that has just been carried out. */
export async function answerTo(
  sql: Sql,
  { userId }: User,
  command: Command,
  { view, patches, listId = "", target }: Done,
): Promise<unknown> {
  switch (command.kind) {
    case "todo.create":
      return { count: patches.length, todo: only(command.todos, ({ id }) => view.todoAfter(id, patches)) };
    case "todo.update":
      return { count: patches.length, todo: only(command.ids, (id) => view.todoAfter(id, patches)) };
    case "list.create":
      return listById(sql, userId, command.id);
    case "list.rename":
    case "list.restore":
      return listById(sql, userId, command.listId);
    case "list.join":
      return listById(sql, userId, listId);
    case "list.delete":
    case "list.purge":
    case "list.leave":
      return { listId: command.listId };
    case "list.removeMember":
      return { listId: command.listId, userId: command.userId };
    case "list.setOrder":
      return {};
    case "list.setRole":
      return (await membersOf(sql, command.listId, userId)).find(
        (member) => member.userId === command.userId,
      );
    case "list.transfer":
      return membersOf(sql, command.listId, userId);
    case "undo":
    case "redo":
      return { target: target?.id, kind: target?.kind, count: patches.length };
    default:
      return { count: patches.length };
  }
}

function only<T, R>(items: readonly T[], of: (item: T) => R): R | null {
  const [item] = items;
  return item !== undefined && items.length === 1 ? of(item) : null;
}

/** The kept answer of a kind, if there is still one. */
export function keptAnswer<Kind extends CommandKind>(
  { kind }: CommandOf<Kind>,
  answer: unknown,
): AnswerOf<Kind> {
  const schema: z.ZodType = ANSWERS[kind];
  return schema.parse(answer) as AnswerOf<Kind>;
}
