import { rankBetween } from "@codex/core/rank";
import type { Todo } from "@codex/core/todo";
import { useCallback } from "react";
import { useRun, useStore } from "../sync/store-context.js";
import { announce } from "../ui/announcer.js";
import { words } from "../words/words.js";
import type { InList } from "./command.js";

/** Puts a todo at an index among the rows that are shown. */
export type Place = (todo: Todo, rows: readonly Todo[], index: number) => void;

/** Puts todos in another order: one row is written, unless the ranks around it have no room left. */
export function usePlace({ listId }: InList): Place {
  const store = useStore();
  const run = useRun();
  return useCallback(
    (todo, rows, index) => {
      const others = rows.filter(({ id }) => id !== todo.id);
      const at = Math.min(Math.max(index, 0), others.length);
      const here = rows.findIndex(({ id }) => id === todo.id);
      if (at === here) return;
      let rank = rankBetween(others[at - 1], others[at]);
      if (rank === undefined) {
        run({ kind: "list.rebalance", listId });
        const now = (row: Todo | undefined) => row && store.get().rows.todo(row.id);
        rank = rankBetween(now(others[at - 1]), now(others[at]));
      }
      if (rank === undefined) return;
      run({ kind: "todo.update", ids: [todo.id], set: { rank } });
      announce(words.todo.said.movedToPlace(at + 1, rows.length));
    },
    [listId, run, store],
  );
}
