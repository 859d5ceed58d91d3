import { newId } from "@codex/core/id";
import type {
  ChangedCount,
  SetAllCompletedInput,
  Todo,
  TodoCreateInput,
  TodoMoveInput,
  TodoRef,
  TodoUpdateInput,
} from "@codex/core/todo";
import { isMissing, isTaken } from "@codex/db/errors";
import type { User } from "../access/caller.js";
import { roleInListOfTodo } from "../list/roles.js";
import type { Context } from "../trpc/context.js";
import { idTaken, notFound } from "../trpc/errors.js";
import { allowed } from "../trpc/procedures.js";
import { todoSelect, toTodo } from "./select.js";

/**
 * Adds a todo. Asked again with the same id and text, it answers with the todo that is there.
 *
 * @throws TRPCError `CONFLICT` if the id belongs to a todo with another text, or in another list
 */
export async function createTodo(
  { db, now }: Context,
  { listId, userId }: { listId: string; userId: string },
  { id = newId(), text }: TodoCreateInput,
): Promise<Todo> {
  try {
    const data = { id, listId, text, createdAt: now(), createdBy: userId };
    return toTodo(await db.todo.create({ data, select: todoSelect }));
  } catch (error) {
    if (!isTaken(error)) throw error;
    const known = await db.todo.findFirst({ where: { id, listId, text }, select: todoSelect });
    if (!known) throw idTaken();
    return toTodo(known);
  }
}

/** @throws TRPCError `NOT_FOUND` */
export async function updateTodo(
  { db }: Context,
  listId: string,
  { id, text, completed }: TodoUpdateInput,
): Promise<Todo> {
  const data = { ...(text === undefined ? {} : { text }), ...(completed === undefined ? {} : { completed }) };
  try {
    return toTodo(await db.todo.update({ where: { id, listId }, data, select: todoSelect }));
  } catch (error) {
    throw isMissing(error) ? notFound("todo") : error;
  }
}

/** @throws TRPCError `NOT_FOUND` */
export async function deleteTodo({ db }: Context, listId: string, { id }: TodoRef): Promise<TodoRef> {
  try {
    return await db.todo.delete({ where: { id, listId }, select: { id: true } });
  } catch (error) {
    throw isMissing(error) ? notFound("todo") : error;
  }
}

/** Completes every todo of a list, or none; counts those that were not so before. */
export function setAllCompleted(
  { db }: Context,
  listId: string,
  { completed }: SetAllCompletedInput,
): Promise<ChangedCount> {
  return db.todo.updateMany({ where: { listId, completed: !completed }, data: { completed } });
}

/** Deletes every completed todo of a list. */
export function clearCompleted({ db }: Context, listId: string): Promise<ChangedCount> {
  return db.todo.deleteMany({ where: { listId, completed: true } });
}

/**
 * Moves todos to a list, all or none; counts those that were not there before.
 *
 * @throws TRPCError `NOT_FOUND` or `FORBIDDEN` if the user may not take one of them out of its list
 */
export async function moveTodos(
  { db }: Context,
  user: User,
  { ids, listId }: TodoMoveInput,
): Promise<ChangedCount> {
  return db.$transaction(async (tx) => {
    const unique = [...new Set(ids)].sort();
    // Held until they are moved, so that nobody moves one elsewhere between the question and the answer.
    const lists = await tx.$queryRaw<{ id: string; list_id: string }[]>`
      select id, list_id from todo where id = any(${unique}::uuid[]) order by id for update`;
    if (lists.length < unique.length) throw notFound("todo");
    const sources = new Map(lists.map((row) => [row.list_id, row.id]));
    for (const id of sources.values())
      allowed(user, await roleInListOfTodo(tx, user.userId, id), "editor", "todo");
    return tx.todo.updateMany({ where: { id: { in: unique }, listId: { not: listId } }, data: { listId } });
  });
}
