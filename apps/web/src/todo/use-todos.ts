import { TODO_LIMITS } from "@codex/core/limits";
import type { Todo, TodoCounts, TodoFilter } from "@codex/core/todo";
import { useEffect, useMemo } from "react";
import { useHasUser, useStranger } from "../account/session-context.js";
import { trpc } from "../trpc.js";
import type { InList } from "./command.js";
import { matches } from "./filter.js";
import { useCommandLog } from "./todo-commands.js";
import { countsWith, type Effect, effectsOn, rowsWith } from "./view.js";

/** Milliseconds between two looks at what other browsers did, while the page is visible. */
const POLL_MS = 10_000;

/** As many pages are read without being scrolled to, so that a new todo, which is the last, can be shown. */
const PAGES_AHEAD = 10;

/** What a visitor has, whom no server knows yet. */
const NOTHING: TodoCounts = { active: 0, completed: 0 };

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

/** The todos of a list's filter and the counts of all, as the person who uses this page left them. */
export function useTodos({ listId }: InList, filter: TodoFilter): Todos {
  const { entries } = useCommandLog();
  const commands = useMemo(
    () =>
      effectsOn(
        { listId },
        entries.map(({ command }) => command),
      ),
    [entries, listId],
  );
  const quiet = entries.length === 0;
  const hasUser = useHasUser();
  const list = useList({ listId, filter }, quiet, hasUser);
  const counts = useCounts({ listId }, quiet, hasUser);
  const stranger = useStranger();
  const empty = hasUser || stranger ? undefined : NOTHING;

  const loaded = useMemo(
    () => ({ items: list.data?.pages.flatMap(({ items }) => items) ?? [], complete: !list.hasNextPage }),
    [list.data, list.hasNextPage],
  );
  const rows = useMemo(() => rowsWith(loaded, commands, filter), [loaded, commands, filter]);

  return {
    rows,
    counts: withCommands(counts.data ?? empty, commands),
    state: list.data || empty ? "ready" : (stranger?.error ?? list.error) ? "failed" : "loading",
    error: stranger?.error ?? (hasUser ? (list.error ?? counts.error ?? undefined) : undefined),
    hasMore: list.hasNextPage,
    loadMore: () => {
      if (list.hasNextPage && !list.isFetching && !list.isPlaceholderData) void list.fetchNextPage();
    },
    reload: () => {
      stranger?.ask();
      if (!hasUser) return;
      void list.refetch();
      if (quiet) void counts.refetch();
    },
  };
}

/**
 * @param quiet whether no command is under way: while one is, a look at others can wait, and counts read
 * meanwhile may or may not contain it
 */
function useList({ listId, filter }: InList & { filter: TodoFilter }, quiet: boolean, enabled: boolean) {
  const utils = trpc.useUtils();
  const list = trpc.todo.list.useInfiniteQuery(
    { listId, filter, limit },
    {
      ...lookingAtOthers(quiet),
      enabled,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      // Until its own pages are here, a filter shows what is known from the list of all.
      placeholderData: () => {
        const all = utils.todo.list.getInfiniteData({ listId, filter: "all", limit });
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

function useCounts({ listId }: InList, quiet: boolean, enabled: boolean) {
  return trpc.todo.counts.useQuery({ listId }, { ...lookingAtOthers(quiet), enabled });
}

function withCommands(counts: TodoCounts | undefined, commands: readonly Effect[]): TodoCounts | undefined {
  return counts && countsWith(counts, commands);
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
