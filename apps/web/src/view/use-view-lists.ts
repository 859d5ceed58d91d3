import { UNKNOWN_INBOX } from "@codex/core/view";
import { useMemo } from "react";
import { targetsFrom, useLists } from "../list/use-lists.js";
import { useStoreState } from "../sync/store-context.js";
import type { Target } from "../todo/command.js";
import { words } from "../words/words.js";
import type { TodosOfList } from "./groups.js";

/** A list as a view has it. */
export interface ViewList extends TodosOfList {
  readonly name: string;
  readonly canEdit: boolean;
  /** Where its todos can be moved to. */
  readonly targets: readonly Target[];
}

/** All lists with their todos, in the order of the navigation. None until they are known. */
export function useViewLists(): readonly ViewList[] {
  const lists = useLists();
  const { rows } = useStoreState();
  return useMemo(() => {
    if (lists?.length === 0) {
      // What somebody writes first stands in an Inbox that the server has still to make.
      const id = rows.inboxId ?? UNKNOWN_INBOX;
      return [{ id, name: words.list.inbox, canEdit: true, targets: [], todos: rows.todosOf(id) }];
    }
    return (lists ?? []).map((list) => ({
      id: list.id,
      name: list.name,
      canEdit: list.role !== "viewer",
      targets: targetsFrom(lists ?? [], list),
      todos: rows.todosOf(list.id),
    }));
  }, [lists, rows]);
}
