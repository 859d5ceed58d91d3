import type { Todo, TodoCounts } from "@codex/core/todo";
import { UNKNOWN_INBOX } from "@codex/core/view";
import { useMemo } from "react";
import { useHasUser, useStranger } from "../account/session-context.js";
import { useStore, useStoreState } from "../sync/store-context.js";
import { countsOf } from "./counts.js";
import { arranged } from "./families.js";
import { matches, type Place } from "./filter.js";
import { found } from "./search.js";

export interface Todos {
  readonly rows: readonly Todo[];
  readonly counts: TodoCounts;
  /** `ready` once there is something to show, which may be an older state. */
  readonly state: "loading" | "ready" | "failed";
  /** Why what is shown may be old, or why there is nothing. */
  readonly error: unknown;
  readonly reload: () => void;
}

/** The todos of a list's filter that have what is searched for and the counts of all, with the effects of what is on its way. */
export function useTodos({ listId, filter }: Place, search = ""): Todos {
  const { rows, status, error } = useStoreState();
  const store = useStore();
  const hasUser = useHasUser();
  const stranger = useStranger();
  const all = rows.todosOf(listId ?? rows.inboxId ?? UNKNOWN_INBOX);
  const shown = useMemo(
    () =>
      arranged(
        found(filter === "all" ? all : all.filter(({ completed }) => matches(filter, completed)), search),
      ),
    [all, filter, search],
  );
  const counts = countsOf(all);
  const isLoading = hasUser && status === "loading" && all.length === 0;
  const unknown = stranger?.error ?? (isLoading ? error : undefined);
  return {
    rows: shown,
    counts,
    state: unknown !== undefined ? "failed" : isLoading || (stranger && !hasUser) ? "loading" : "ready",
    error: unknown ?? (hasUser && status !== "live" ? error : undefined),
    reload: () => {
      stranger?.ask();
      store.hurry();
    },
  };
}
