import type { RowsView } from "@codex/client/rows";
import type { List } from "@codex/core/list";
import { GIVEN_NAMES } from "@codex/core/names";
import { useMemo } from "react";
import { useHasUser } from "../account/session-context.js";
import { useStore, useStoreState } from "../sync/store-context.js";
import type { InList, Target } from "../todo/command.js";
import { countsOf } from "../todo/counts.js";
import { words } from "../words/words.js";
import { usePeople } from "./people.js";

/** The lists of whoever uses the page; undefined until they are known, none for a visitor. */
export function useLists(): readonly List[] | undefined {
  const hasUser = useHasUser();
  const { rows, status } = useStoreState();
  const { counts } = usePeople();
  const synced = useMemo(() => listsIn(rows, counts), [rows, counts]);
  if (!hasUser) return [];
  return status === "loading" ? undefined : synced;
}

/** The lists in the rows: the Inbox, then in the user's own order. */
function listsIn(rows: RowsView, members: ReadonlyMap<string, number>): List[] {
  const places = [...rows.memberships()].sort(
    (a, b) => a.position - b.position || compare(a.createdAt, b.createdAt) || compare(a.listId, b.listId),
  );
  const lists = places.flatMap(({ listId, role }) => {
    const row = rows.list(listId);
    if (!row) return [];
    const { id, name, createdAt, deletedAt } = row;
    const { active } = countsOf(rows.todosOf(id));
    const isInbox = id === rows.inboxId;
    return {
      id,
      name: isInbox && name === GIVEN_NAMES.inbox ? words.list.inbox : name,
      isInbox,
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
  const store = useStore();
  // A log that is still being read is not at any number yet; one that is not to be seen is at all of them.
  return listId !== undefined && status === "live" && !rows.list(listId) && store.isAt(listId, 0);
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
