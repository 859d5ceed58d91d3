import type { TodoFilter } from "@codex/core/todo";
import type { InList } from "./command.js";

/** The filters in the order they are shown, each with the end of its address. */
export const FILTERS = [
  { filter: "all", end: "" },
  { filter: "active", end: "active" },
  { filter: "completed", end: "completed" },
] as const satisfies readonly { filter: TodoFilter; end: string }[];

/** What an address shows: a list, the Inbox unless it names one, through a filter. */
export interface Place extends InList {
  readonly filter: TodoFilter;
}

const PLACE = /^(?:\/list\/(?<listId>[0-9a-f-]{36}))?(?:\/(?<end>[a-z]*))?\/?$/;

/** The list and filter that an address stands for, if it is the address of some. */
export function placeOfPath(path: string): Place | undefined {
  const groups = PLACE.exec(path)?.groups;
  const filter = FILTERS.find(({ end }) => end === (groups?.["end"] ?? ""))?.filter;
  return groups && filter ? { listId: groups["listId"], filter } : undefined;
}

/** The address of a list and a filter. */
export function pathOf({ listId, filter }: Place): string {
  const end = FILTERS.find((entry) => entry.filter === filter)?.end ?? "";
  const start = listId === undefined ? "" : `/list/${listId}`;
  return `${start}${end === "" ? "" : `/${end}`}` || "/";
}

/** Whether a todo with this state belongs to the filter. */
export function matches(filter: TodoFilter, completed: boolean): boolean {
  return filter === "all" || completed === (filter === "completed");
}
