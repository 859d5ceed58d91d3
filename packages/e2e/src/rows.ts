import { newId } from "@codex/core/id";
import { byRank } from "@codex/core/rank";
import type { RunningCodex } from "./server.js";

/** What a todo has that is put into the database. */
export interface Fields {
  readonly id?: string;
  readonly text: string;
  readonly notes?: string;
  readonly completed?: boolean;
  readonly due?: string;
  readonly priority?: number;
  readonly labels?: string[];
  readonly parentId?: string;
  readonly seriesId?: string;
  readonly occurrence?: string;
}

/** Puts todos into a list, as if somebody had written them elsewhere; the page is told. */
export async function put({ db }: RunningCodex, listId: string, todos: readonly Fields[]): Promise<void> {
  const begun = Date.now();
  await db.todo.createMany({
    data: todos.map((fields, index) => ({
      id: newId(),
      listId,
      createdAt: new Date(begun + index),
      ...fields,
    })),
  });
}

/** The texts in the order that the database says. */
export async function orderIn({ db }: RunningCodex): Promise<string[]> {
  const rows = await db.todo.findMany({ where: { deletedAt: null } });
  return rows
    .map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }))
    .sort(byRank)
    .map(({ text }) => text);
}
