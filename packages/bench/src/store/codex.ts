import { indexedDbPersistence } from "@codex/client/persistence";
import { createStore } from "@codex/client/store";
import type { Open } from "./contestant.js";

/** The job on our own store. */
export const openCodex: Open = async (farSide, keptIn) => {
  const { listId } = farSide;
  const persistence = indexedDbPersistence(keptIn);
  const store = createStore({ transport: farSide, persistence });
  const stopHurrying = farSide.onOnline(() => store.hurry());
  return {
    rows: () => store.get().rows.todosOf(listId),
    subscribe: store.subscribe,
    add: (id, text) => {
      store.run({ kind: "todo.create", listId, todos: [{ id, text }] });
    },
    setText: (id, text) => {
      store.run({ kind: "todo.update", ids: [id], set: { text } });
    },
    setCompleted: (id, completed) => {
      store.run({ kind: "todo.update", ids: [id], set: { completed } });
    },
    remove: (id) => {
      store.run({ kind: "todo.delete", ids: [id] });
    },
    waiting: () => store.get().waiting.length,
    // Reading everything waits for whatever is still being written.
    kept: async () => (await persistence.load()).commands.length,
    isSettled: (rev) => store.get().waiting.length === 0 && store.isAt(listId, rev),
    close: () => {
      stopHurrying();
      store.close();
    },
  };
};
