import type { List } from "@codex/core/list";
import { useMemo } from "react";
import { nameOf } from "../account/name-of.js";
import type { Target } from "../todo/command.js";
import { words } from "../words/words.js";
import { usePeople } from "./people.js";
import { targetsFrom, useLists } from "./use-lists.js";

/**
 * Names those who added the todos of a shared list: nobody for one's own.
 *
 * @returns undefined where nobody shares the list, or it is not known who does
 */
export function useAuthors(
  list: List | undefined,
): ((userId: string | null) => string | undefined) | undefined {
  const isShared = list !== undefined && list.members > 1;
  const { members } = usePeople();
  return useMemo(() => {
    if (!isShared || !members) return undefined;
    const names = new Map(
      members.map(({ userId, name, isYou }) => [userId, isYou ? undefined : nameOf(name)]),
    );
    return (userId) => (userId !== null && names.has(userId) ? names.get(userId) : words.list.someoneWhoLeft);
  }, [isShared, members]);
}

/** The lists that the rows of a list can be moved to; the same array until they change. */
export function useTargets(list: List | undefined): readonly Target[] {
  const lists = useLists();
  return useMemo(() => targetsFrom(lists ?? [], list), [lists, list]);
}
