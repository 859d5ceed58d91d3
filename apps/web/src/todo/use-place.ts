import { rankBetween } from "@codex/core/rank";
import type { Todo } from "@codex/core/todo";
import { useCallback, useState } from "react";
import { useRun, useStore } from "../sync/store-context.js";
import { afterPaint } from "../ui/after-paint.js";
import { announce } from "../ui/announcer.js";
import { words } from "../words/words.js";
import type { InList } from "./command.js";
import { peersOf, withMoved } from "./families.js";

/** Puts a todo at an index among those rows beside which it can stand: a subtask stays with the others of its kind. */
export type Place = (todo: Todo, rows: readonly Todo[], at: number) => void;

/** Puts todos in another order: one row is written, unless the ranks around it have no room left. */
export function usePlace({ listId }: InList): Place {
  const store = useStore();
  const run = useRun();
  return useCallback(
    (todo, rows, at) => {
      const peers = peersOf(todo, rows);
      const others = peers.filter(({ id }) => id !== todo.id);
      // Those around it may just have been moved themselves.
      const between = () => {
        const [above, below] = [others[at - 1], others[at]].map(
          (row) => row && store.get().rows.todo(row.id),
        );
        return rankBetween(above, below);
      };
      let rank = between();
      if (rank === undefined) {
        run({ kind: "list.rebalance", listId });
        rank = between();
      }
      if (rank === undefined) return;
      run({ kind: "todo.update", ids: [todo.id], set: { rank } });
      announce(words.todo.said.movedToPlace(at + 1, peers.length));
    },
    [listId, run, store],
  );
}

/** Rows that show at once where a todo was put, before the store is told. */
export function usePlacedRows(rows: readonly Todo[], place: Place): [readonly Todo[], Place] {
  const [ahead, setAhead] = useState<readonly Todo[]>();
  const placeAhead = useCallback<Place>(
    (todo, shown, to) => {
      const peers = peersOf(todo, shown);
      const at = Math.min(Math.max(to, 0), peers.length - 1);
      if (peers[at]?.id === todo.id) return;
      setAhead(withMoved(shown, todo, at));
      afterPaint(() => {
        place(todo, shown, at);
        setAhead(undefined);
      });
    },
    [place],
  );
  return [ahead ?? rows, placeAhead];
}
