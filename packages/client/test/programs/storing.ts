// A consumer's program that keeps a store, compiled by types.test.ts in a package of its own.
import { createStore, type Store, type StoreState } from "@codex/client/store";

export const store: Store = createStore({ url: "http://localhost:5000", token: "codex_a" });

export function add(listId: string, text: string): Promise<unknown> {
  return store.run({ kind: "todo.create", listId, todos: [{ id: listId, text }] }).accepted;
}

export function texts(listId: string): string[] {
  const { rows, status }: StoreState = store.get();
  return status === "live" ? rows.todosOf(listId).map(({ text }) => text) : [];
}

// @ts-expect-error there is no such kind of command
store.run({ kind: "todo.toggle", ids: [] });
// @ts-expect-error a todo has no such field
store.run({ kind: "todo.update", ids: [], set: { txet: "a" } });
