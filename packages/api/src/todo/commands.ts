import { newId } from "@codex/core/id";
import type {
  ChangedCount,
  SetAllCompletedInput,
  Todo,
  TodoCreateInput,
  TodoRef,
  TodoUpdateInput,
} from "@codex/core/todo";
import { isMissing, isTaken } from "@codex/db/errors";
import type { Context } from "../trpc/context.js";
import { idTaken, notFound } from "../trpc/errors.js";
import { todoSelect, toTodo } from "./select.js";

/**
 * Adds a todo. Asked again with the same id and text, it answers with the todo that is there.
 *
 * @throws TRPCError `CONFLICT` if the id belongs to a todo with another text
 */
export async function createTodo(
  { db, now }: Context,
  { id = newId(), text }: TodoCreateInput,
): Promise<Todo> {
  try {
    return toTodo(await db.todo.create({ data: { id, text, createdAt: now() }, select: todoSelect }));
  } catch (error) {
    if (!isTaken(error)) throw error;
    const known = await db.todo.findFirst({ where: { id, text }, select: todoSelect });
    if (!known) throw idTaken();
    return toTodo(known);
  }
}

/** @throws TRPCError `NOT_FOUND` */
export async function updateTodo({ db }: Context, { id, text, completed }: TodoUpdateInput): Promise<Todo> {
  const data = { ...(text === undefined ? {} : { text }), ...(completed === undefined ? {} : { completed }) };
  try {
    return toTodo(await db.todo.update({ where: { id }, data, select: todoSelect }));
  } catch (error) {
    throw isMissing(error) ? notFound("todo") : error;
  }
}

/** @throws TRPCError `NOT_FOUND` */
export async function deleteTodo({ db }: Context, { id }: TodoRef): Promise<TodoRef> {
  try {
    return await db.todo.delete({ where: { id }, select: { id: true } });
  } catch (error) {
    throw isMissing(error) ? notFound("todo") : error;
  }
}

/** Completes every todo, or none; counts those that were not so before. */
export function setAllCompleted({ db }: Context, { completed }: SetAllCompletedInput): Promise<ChangedCount> {
  return db.todo.updateMany({ where: { completed: !completed }, data: { completed } });
}

/** Deletes every completed todo. */
export function clearCompleted({ db }: Context): Promise<ChangedCount> {
  return db.todo.deleteMany({ where: { completed: true } });
}
