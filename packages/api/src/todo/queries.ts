import type { SeriesRow } from "@codex/core/row";
import type { Todo, TodoCounts, TodoFilter, TodoListInput, TodoPage } from "@codex/core/todo";
import type { Db, Prisma } from "@codex/db";
import { notFound } from "../trpc/errors.js";
import { decodeCursor, encodeCursor } from "./cursor.js";
import { todoSelect, toTodo } from "./select.js";

/** A page of a list's todos, oldest first, in Prisma's words: what `page.ts` says in one statement is held against it. */
export async function listTodos(
  db: Db,
  listId: string,
  { filter, limit, cursor }: TodoListInput,
): Promise<TodoPage> {
  const rows = await db.todo.findMany({
    where: { listId, deletedAt: null, ...matching(filter), ...(cursor === undefined ? {} : after(cursor)) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit + 1,
    select: todoSelect,
  });
  return toPage(rows.map(toTodo), limit);
}

/** @param todos - one more than fit, if there are so many */
export function toPage(todos: readonly Todo[], limit: number): TodoPage {
  const items = todos.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor:
      todos.length > limit && last ? encodeCursor({ at: new Date(last.createdAt), id: last.id }) : null,
  };
}

/** How many of a list's todos are done and how many are not, in Prisma's words: what `counts.ts` says is held against it. */
export async function countTodos(db: Db, listId: string): Promise<TodoCounts> {
  const groups = await db.todo.groupBy({
    by: ["completed"],
    where: { listId, deletedAt: null },
    _count: true,
  });
  const count = (completed: boolean) => groups.find((group) => group.completed === completed)?._count ?? 0;
  return { active: count(false), completed: count(true) };
}

/** @throws TRPCError `NOT_FOUND` */
export async function todoById(db: Db, listId: string, id: string): Promise<Todo> {
  const row = await db.todo.findUnique({ where: { id, listId, deletedAt: null }, select: todoSelect });
  if (!row) throw notFound("todo");
  return toTodo(row);
}

/** The rule by which a todo repeats; null if it does not. @throws TRPCError `NOT_FOUND` */
export async function seriesOf(db: Db, listId: string, id: string): Promise<SeriesRow | null> {
  const todo = await db.todo.findUnique({
    where: { id, listId, deletedAt: null },
    select: { series: { omit: { rev: true } } },
  });
  if (!todo) throw notFound("todo");
  const { series } = todo;
  return series && { ...series, createdAt: series.createdAt.toISOString() };
}

function matching(filter: TodoFilter): Prisma.TodoWhereInput {
  return filter === "all" ? {} : { completed: filter === "completed" };
}

/** The bound on `createdAt` alone says nothing new, but it lets PostgreSQL begin in the index where the page begins. */
function after(cursor: string): Prisma.TodoWhereInput {
  const { at, id } = decodeCursor(cursor);
  return { createdAt: { gte: at }, OR: [{ createdAt: { gt: at } }, { id: { gt: id } }] };
}
