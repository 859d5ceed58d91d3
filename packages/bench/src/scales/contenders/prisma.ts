import type { Db } from "@codex/db";
import type { Place } from "../ask.js";

// What Express and the tRPC plugins ask of Prisma. It knows the columns of Codex's table, and writes to a copy of it.

/** A page of a list. */
export async function listTodos(db: Db, listId: string, limit: number, after: Place | undefined) {
  const found = await db.todo.findMany({
    where: {
      listId,
      deletedAt: null,
      ...(after && {
        createdAt: { gte: after.at },
        OR: [{ createdAt: { gt: after.at } }, { id: { gt: after.id } }],
      }),
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit + 1,
    omit: { rev: true },
  });
  return { items: found.slice(0, limit), more: found.length > limit };
}

/** One todo. */
export async function todoById(db: Db, id: string) {
  return await db.todo.findUnique({ where: { id, deletedAt: null }, omit: { rev: true } });
}

/** Adds a todo. */
export async function createTodo(db: Db, todo: { id: string; listId: string; text: string }) {
  return await db.todo.create({ data: todo, omit: { rev: true } });
}

/** Completes a todo, or not. */
export async function updateTodo(db: Db, id: string, completed: boolean) {
  return await db.todo.update({ where: { id }, data: { completed }, omit: { rev: true } });
}

/** The list of a todo. @throws Error if there is no such todo */
export async function listOf(db: Db, id: string): Promise<string> {
  return (await db.todo.findUniqueOrThrow({ where: { id, deletedAt: null }, select: { listId: true } }))
    .listId;
}

/** Whoever a session's token is of. @throws Error if there is no such session */
export async function userOf(db: Db, token: string): Promise<string> {
  const where = { token, expiresAt: { gt: new Date() } };
  return (await db.session.findUniqueOrThrow({ where, select: { userId: true } })).userId;
}

/** @throws Error if the user is no member of the list */
export async function admit(db: Db, userId: string, listId: string): Promise<void> {
  await db.member.findUniqueOrThrow({ where: { listId_userId: { listId, userId } }, select: { role: true } });
}
