import type { List } from "@codex/core/list";
import { useHasUser } from "../account/session-context.js";
import type { InList, Target } from "../todo/command.js";
import { trpc } from "../trpc.js";

/** Milliseconds between two looks at what others share with us. */
const POLL_MS = 20_000;

/** The lists of whoever uses the page; undefined until they are known, none for a visitor. */
export function useLists(): readonly List[] | undefined {
  const enabled = useHasUser();
  const { data } = trpc.list.all.useQuery(undefined, { enabled, refetchInterval: POLL_MS });
  return enabled ? data : [];
}

/** The list that an address names. */
export function listOf(lists: readonly List[] | undefined, { listId }: InList): List | undefined {
  return lists?.find((list) => (listId === undefined ? list.isInbox : list.id === listId));
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
