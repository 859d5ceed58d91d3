import type { Command, CommandKind, CommandOf } from "@codex/core/command";
import { listRefSchema, listSchema, memberRefSchema, memberSchema, membersSchema } from "@codex/core/list";
import { undoOutputSchema } from "@codex/core/sync";
import { changedCountSchema, todoSchema } from "@codex/core/todo";
import type { Patch } from "@codex/core/view";
import type { Sql, Statement } from "@codex/db";
import { z } from "zod";
import { reaches, type User } from "../access/caller.js";
import { listById, membersOf } from "../list/queries.js";
import { notFound } from "../trpc/errors.js";
import { type Columns, fromColumns } from "./rows.js";
import type { Seen } from "./seen.js";

const count = z.int().nonnegative();
const changed = changedCountSchema;
/** `todo` is the one that the command named, if it was one; without columns that this release does not know. */
const changedTodo = z.object({ count, todo: z.object(todoSchema.shape).nullable() });

/** What a command of each kind is answered, as its procedure passes it on. */
export const ANSWERS = {
  "todo.create": changedTodo,
  "todo.update": changedTodo,
  "todo.label": changed,
  "todo.repeat": changed,
  "todo.skip": changedTodo,
  "todo.delete": changed,
  "todo.restore": changed,
  "todo.purge": changed,
  "todo.move": changed,
  "todo.setAllCompleted": changed,
  "todo.clearCompleted": changed,
  "list.rebalance": changed,
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
  "label.setColor": changed,
  "view.save": changed,
  "view.delete": changed,
  undo: undoOutputSchema,
  redo: undoOutputSchema,
} as const satisfies Record<CommandKind, z.ZodType>;

export type AnswerOf<Kind extends CommandKind> = z.output<(typeof ANSWERS)[Kind]>;

/** What a command did, for its answer. */
export interface Done {
  readonly view: Seen;
  readonly patches: readonly Patch[];
  /** Whether it replaces a text that its writer had not seen. */
  readonly overwrote?: boolean;
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
      return {
        count: patches.filter(({ table }) => table === "todo").length,
        todo: only(command.todos, ({ id }) => view.todoAfter(id, patches)),
      };
    case "todo.update":
      return { count: patches.length, todo: only(command.ids, (id) => view.todoAfter(id, patches)) };
    case "todo.skip":
      return { count: patches.length, todo: view.todoAfter(command.id, patches) };
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

/** What is kept of an answer: ids and counts. Texts and names would outlive what they are of. */
const keptSchema = z.object({
  count: count.optional(),
  id: z.uuid().nullish(),
  listId: z.uuid().optional(),
  userId: z.uuid().optional(),
  target: z.uuid().optional(),
  kind: z.string().optional(),
  /** Read by those who are told of it. */
  overwrote: z.literal(true).optional(),
});

/** What to keep of an answer, for whoever asks again. */
export function toKeep(command: Command, answer: unknown, { overwrote }: Done): z.input<typeof keptSchema> {
  const todo = changedTodo.safeParse(answer).data?.todo;
  const list = listSchema.safeParse(answer).data;
  const about = "listId" in command ? { listId: command.listId } : {};
  const kept = keptSchema.safeParse(answer).data ?? {};
  return {
    ...about,
    ...kept,
    ...(todo ? { id: todo.id } : {}),
    ...(list ? { listId: list.id } : {}),
    ...(overwrote ? { overwrote } : {}),
  };
}

/**
 * The answer again, to a command that was carried out before: a todo as the command left it, as far as the history
 * goes back, and lists and members as they are now.
 *
 * @throws TRPCError `NOT_FOUND` if what it is about was deleted for good, or is not the user's to see any more
 */
export async function answerAgain(sql: Sql, user: User, command: Command, given: unknown): Promise<unknown> {
  const { userId } = user;
  const kept = keptSchema.parse(given);
  const { listId = "" } = kept;
  /** Only for who still sees the list, and with credentials that reach it. */
  const listSeen = async () => {
    if (!reaches(user, listId)) throw notFound("list");
    return listById(sql, userId, listId);
  };
  switch (command.kind) {
    case "todo.create":
    case "todo.update":
    case "todo.skip":
      return { count: kept.count, todo: kept.id ? await todoAsLeft(sql, user, command, kept.id) : null };
    case "list.create":
    case "list.rename":
    case "list.restore":
    case "list.join":
      return listSeen();
    case "list.setRole": {
      await listSeen();
      const found = (await membersOf(sql, listId, userId)).find((member) => member.userId === command.userId);
      if (!found) throw notFound("member");
      return found;
    }
    case "list.transfer":
      await listSeen();
      return membersOf(sql, listId, userId);
    case "list.setOrder":
      return {};
    case "list.delete":
    case "list.purge":
    case "list.leave":
      return { listId };
    case "list.removeMember":
      return { listId, userId: command.userId };
    case "undo":
    case "redo":
      return { target: kept.target, kind: kept.kind, count: kept.count };
    default:
      return { count: kept.count };
  }
}

async function todoAsLeft(sql: Sql, user: User, { commandId }: Command, id: string): Promise<unknown> {
  const [row] = await sql.query<{ list_id: string; now: Columns; later: Columns[] | null }>(AS_LEFT, [
    user.userId,
    commandId,
    id,
  ]);
  if (!row || !reaches(user, row.list_id)) throw notFound("todo");
  return fromColumns(Object.assign({}, row.now, ...(row.later ?? [])));
}

/** The row, and from the latest on what stood in it before each change since the command. */
const AS_LEFT: Statement = {
  name: "todo-as-left",
  text: `select todo.list_id, to_jsonb(todo) - 'rev' as now, (
      select jsonb_agg(later.before order by later.n desc) from change as later
      where later.row_id = todo.id and later.entity = 'todo' and later.before is not null and later.n > (
        select max(own.n) from change as own
        where own.row_id = todo.id and own.user_id = $1 and own.command_id = $2)) as later
    from todo join list on list.id = todo.list_id and list.deleted_at is null
      join member on member.list_id = list.id and member.user_id = $1
    where todo.id = $3`,
};

/** An answer as its kind has it. */
export function asAnswer<Kind extends CommandKind>(
  { kind }: CommandOf<Kind>,
  answer: unknown,
): AnswerOf<Kind> {
  const schema: z.ZodType = ANSWERS[kind];
  return schema.parse(answer) as AnswerOf<Kind>;
}
