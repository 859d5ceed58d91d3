import type { List } from "@codex/core/list";
import { useMemo } from "react";
import { navigate } from "../router.js";
import { useRun, useStore } from "../sync/store-context.js";
import { announce } from "../ui/announcer.js";
import { toast } from "../ui/toast.js";
import { actingWords } from "../words/acting-words.js";
import { words } from "../words/words.js";

/** What can be done with a list that is there. Each shows at once; what the server refuses is told like any other change. */
export interface ListActions {
  rename(list: List, name: string): void;
  remove(list: List): void;
  leave(list: List): void;
  /** One place up or down in one's own order. */
  shift(lists: readonly List[], list: List, by: 1 | -1): void;
}

export function useListActions(): ListActions {
  const store = useStore();
  const run = useRun();
  return useMemo<ListActions>(
    () => ({
      rename: ({ id }, name) => void run({ kind: "list.rename", listId: id, name }),
      remove({ id, name }) {
        const commandId = run({ kind: "list.delete", listId: id });
        navigate("/");
        toast(actingWords().menu.deleted(name), {
          label: words.todo.said.undo,
          run: () => void store.takeBack(commandId),
        });
      },
      leave({ id, name }) {
        run({ kind: "list.leave", listId: id });
        navigate("/");
        announce(actingWords().menu.left(name));
      },
      shift(lists, list, by) {
        const ids = lists.filter(({ isInbox }) => !isInbox).map(({ id }) => id);
        const at = ids.indexOf(list.id);
        const to = Math.min(Math.max(at + by, 0), ids.length - 1);
        run({ kind: "list.setOrder", listIds: ids.toSpliced(at, 1).toSpliced(to, 0, list.id) });
      },
    }),
    [store, run],
  );
}
