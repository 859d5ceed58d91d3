import { rankBetween } from "@codex/core/rank";
import type { Todo } from "@codex/core/todo";
import { useCallback } from "react";
import { useRun, useStore } from "../sync/store-context.js";
import { announce } from "../ui/announcer.js";
import { words } from "../words/words.js";
import type { InList } from "./command.js";
import { peersOf } from "./families.js";

/** Puts a todo at an index among the rows that are shown: a subtask only among those beside it. */
export type Place = (todo: Todo, rows: readonly Todo[], index: number) => void;

/** Puts todos in another order: one row is written, unless the ranks around it have no room left. */
export function usePlace({ listId }: InList): Place {
  const store = useStore();
  const run = useRun();
  return useCallback(
    (todo, rows, index) => {
      const peers = peersOf(todo, rows);
      const isPeer = new Set(peers);
      const others = peers.filter(({ id }) => id !== todo.id);
      const above = rows.filter(({ id }) => id !== todo.id).slice(0, Math.max(index, 0));
      const at = above.filter((row) => isPeer.has(row)).length;
      const here = peers.findIndex(({ id }) => id === todo.id);
      if (at === here) return;
      let rank = rankBetween(others[at - 1], others[at]);
      if (rank === undefined) {
        run({ kind: "list.rebalance", listId });
        const now = (row: Todo | undefined) => row && store.get().rows.todo(row.id);
        rank = rankBetween(now(others[at - 1]), now(others[at]));
      }
      if (rank === undefined) return;
      run({ kind: "todo.update", ids: [todo.id], set: { rank } });
      announce(words.todo.said.movedToPlace(at + 1, peers.length));
    },
    [listId, run, store],
  );
}
