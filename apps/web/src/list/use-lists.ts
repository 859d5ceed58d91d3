import type { RowsView } from "@codex/client/rows";
import type { List } from "@codex/core/list";
import { useMemo } from "react";
import { useHasUser } from "../account/session-context.js";
import { useStoreState } from "../sync/store-context.js";
import type { InList, Target } from "../todo/command.js";
import { trpc } from "../trpc.js";

/** Milliseconds between two looks at who else is in our lists, which is in no log. */
const POLL_MS = 20_000;

/** The lists of whoever uses the page; undefined until they are known, none for a visitor. */
export function useLists(): readonly List[] | undefined {
  const hasUser = useHasUser();
  const { rows, status } = useStoreState();
  const { data } = trpc.list.all.useQuery(undefined, { enabled: hasUser, refetchInterval: POLL_MS });
  const synced = useMemo(() => listsIn(rows, data ?? []), [rows, data]);
  if (!hasUser) return [];
  return status === "loading" ? data : synced;
}

/** The lists in the rows: the Inbox, then in the user's own order. @param known - how many members they have */
function listsIn(rows: RowsView, known: readonly List[]): List[] {
  const members = new Map(known.map((list) => [list.id, list.members]));
  const places = [...rows.memberships()].sort(
    (a, b) => a.position - b.position || compare(a.createdAt, b.createdAt) || compare(a.listId, b.listId),
  );
  const lists = places.flatMap(({ listId, role }) => {
    const row = rows.list(listId);
    if (!row) return [];
    const { id, name, createdAt, deletedAt } = row;
    const active = rows.todosOf(id).filter(({ completed }) => !completed).length;
    return {
      id,
      name,
      isInbox: id === rows.inboxId,
      role,
      members: members.get(id) ?? 1,
      active,
      createdAt,
      deletedAt,
    };
  });
  return [...lists.filter(({ isInbox }) => isInbox), ...lists.filter(({ isInbox }) => !isInbox)];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The list that an address names. */
export function listOf(lists: readonly List[] | undefined, { listId }: InList): List | undefined {
  return lists?.find((list) => (listId === undefined ? list.isInbox : list.id === listId));
}

/** Whether a list that an address names is none of the user's, or not any more. */
export function useIsGone({ listId }: InList): boolean {
  const { rows, status } = useStoreState();
  const { data, isFetching } = trpc.list.all.useQuery(undefined, { enabled: useHasUser() });
  if (listId === undefined || status !== "live" || rows.list(listId) || isFetching) return false;
  return data !== undefined && !data.some(({ id }) => id === listId);
}

/** The name that commands and addresses have for a list: the Inbox goes without an id. */
export function keyOf(list: List): InList {
  return list.isInbox ? {} : { listId: list.id };
}

/** The lists that todos can be moved to from a list. */
export function targetsFrom(lists: readonly List[], here: List | undefined): readonly Target[] {
  return lists
    .filter(({ id, role }) => id !== here?.id && role !== "viewer")
    .map((list) => ({ ...keyOf(list), id: list.id, name: list.name }));
}
