import { TODO_LIMITS } from "@codex/core/limits";
import type { Todo, TodoCounts, TodoFilter } from "@codex/core/todo";
import { useEffect, useMemo } from "react";
import { trpc } from "../trpc.js";
import { matches } from "./filter.js";
import { useCommandLog } from "./todo-commands.js";
import { countsWith, rowsWith } from "./view.js";

/** Milliseconds between two looks at what other browsers did, while the page is visible. */
const POLL_MS = 10_000;

/** As many pages are read without being scrolled to, so that a new todo, which is the last, can be shown. */
const PAGES_AHEAD = 10;

const limit = TODO_LIMITS.pageSize.max;

export interface Todos {
  readonly rows: readonly Todo[];
  readonly counts: TodoCounts | undefined;
  /** `ready` once there is something to show, which may be an older state. */
  readonly state: "loading" | "ready" | "failed";
  /** Why the newest attempt to read failed; what is shown may be old. */
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** The todos of a filter and the counts of all, as the person who uses this page left them. */
export function useTodos(filter: TodoFilter): Todos {
  const { entries } = useCommandLog();
  const commands = useMemo(() => entries.map(({ command }) => command), [entries]);
  const quiet = commands.length === 0;
  const list = useList(filter, quiet);
  const counts = useCounts(quiet);

  const loaded = useMemo(
    () => ({ items: list.data?.pages.flatMap(({ items }) => items) ?? [], complete: !list.hasNextPage }),
    [list.data, list.hasNextPage],
  );
  const rows = useMemo(() => rowsWith(loaded, commands, filter), [loaded, commands, filter]);

  return {
    rows,
    counts: counts.data && countsWith(counts.data, commands),
    state: list.data ? "ready" : list.isError ? "failed" : "loading",
    error: list.error ?? counts.error ?? undefined,
    hasMore: list.hasNextPage,
    loadMore: () => {
      if (list.hasNextPage && !list.isFetching && !list.isPlaceholderData) void list.fetchNextPage();
    },
    reload: () => {
      void list.refetch();
      if (quiet) void counts.refetch();
    },
  };
}

/**
 * @param quiet whether no command is under way: while one is, a look at others can wait, and counts read
 * meanwhile may or may not contain it
 */
function useList(filter: TodoFilter, quiet: boolean) {
  const utils = trpc.useUtils();
  const list = trpc.todo.list.useInfiniteQuery(
    { filter, limit },
    {
      ...lookingAtOthers(quiet),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      // Until its own pages are here, a filter shows what is known from the list of all.
      placeholderData: () => {
        const all = utils.todo.list.getInfiniteData({ filter: "all", limit });
        return all && { ...all, pages: all.pages.map((page) => filtered(page, filter)) };
      },
    },
  );
  const { data, hasNextPage, isFetching, isPlaceholderData, isFetchNextPageError, fetchNextPage } = list;
  const pages = data?.pages.length ?? 0;
  const readAhead =
    hasNextPage && !isFetching && !isPlaceholderData && !isFetchNextPageError && pages < PAGES_AHEAD;
  useEffect(() => {
    if (readAhead) void fetchNextPage();
  }, [readAhead, fetchNextPage]);
  return list;
}

function useCounts(quiet: boolean) {
  return trpc.todo.counts.useQuery(undefined, lookingAtOthers(quiet));
}

const lookingAtOthers = (quiet: boolean) => ({
  refetchInterval: quiet ? POLL_MS : (false as const),
  refetchOnMount: quiet,
  refetchOnWindowFocus: quiet,
  refetchOnReconnect: quiet,
});

function filtered<P extends { items: Todo[] }>(page: P, filter: TodoFilter): P {
  return { ...page, items: page.items.filter(({ completed }) => matches(filter, completed)) };
}
