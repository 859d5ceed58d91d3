import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useState } from "react";
import { isUnreachable } from "../failure.js";
import { readAgain } from "../read-again.js";
import { trpc } from "../trpc.js";
import type { CommandLog } from "./command-log.js";

/** Milliseconds before the lists are read again after that failed. */
const TRY_AGAIN_MS = 3_000;

const todoKey = getQueryKey(trpc.todo);
const listKey = getQueryKey(trpc.todo.list);
/** The lists tell how many of their todos are to be done. */
const listsKey = getQueryKey(trpc.list.all);

/**
 * Reads everything again once the server answered all commands, and then forgets them, as what was read
 * contains them. A command given meanwhile leaves that to its own catching up.
 */
export function useCatchUp(log: CommandLog): () => Promise<void> {
  const queryClient = useQueryClient();
  const [catchUp] = useState(() => makeCatchUp(queryClient, log));
  return catchUp;
}

/** The same without React. */
export function makeCatchUp(queryClient: QueryClient, log: CommandLog): () => Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return async function catchUp() {
    clearTimeout(timer);
    if (!log.isIdle) return;
    const { lastSeq } = log;
    forgetLongHiddenLists(queryClient);
    void readAgain(queryClient, listsKey);
    await readAgain(queryClient, todoKey, { hidden: true });
    if (log.lastSeq !== lastSeq) return;
    if (isFresh(queryClient)) log.forget(lastSeq);
    else timer = setTimeout(catchUp, TRY_AGAIN_MS);
  };
}

/** Lists of several pages that are not shown are not worth reading again page by page. */
function forgetLongHiddenLists(queryClient: QueryClient): void {
  queryClient.removeQueries({
    queryKey: listKey,
    type: "inactive",
    predicate: ({ state }) => pagesOf(state.data) > 1,
  });
}

function isFresh(queryClient: QueryClient): boolean {
  const queries = queryClient.getQueryCache().findAll({ queryKey: todoKey });
  return queries.every(({ state }) => {
    // Not asked for now: there is nobody yet to ask for.
    if (state.status === "pending") return state.fetchStatus === "idle";
    // A list that is not ours any more says so each time.
    if (state.status === "error") return !isUnreachable(state.error);
    return !state.isInvalidated;
  });
}

function pagesOf(data: unknown): number {
  return typeof data === "object" && data !== null && "pages" in data && Array.isArray(data.pages)
    ? data.pages.length
    : 0;
}
