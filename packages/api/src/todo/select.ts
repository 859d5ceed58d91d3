import type { Todo } from "@codex/core/todo";
import type { Prisma } from "@codex/db";

/** The columns of a todo that leave the server: those of the wire's `Todo`, no more and no fewer. */
export const todoSelect = {
  id: true,
  listId: true,
  text: true,
  completed: true,
  createdAt: true,
  createdBy: true,
  rank: true,
  deletedAt: true,
} satisfies Record<keyof Todo, true> & Prisma.TodoSelect;

type TodoRow = Prisma.TodoGetPayload<{ select: typeof todoSelect }>;

/** A row as it goes over the wire. */
export function toTodo({ createdAt, deletedAt, ...row }: TodoRow): Todo {
  return { ...row, createdAt: createdAt.toISOString(), deletedAt: deletedAt?.toISOString() ?? null };
}
