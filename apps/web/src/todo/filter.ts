import type { TodoFilter } from "@codex/core/todo";

/** The filters in the order they are shown, each with its address. */
export const FILTERS = [
  { filter: "all", path: "/", label: "All" },
  { filter: "active", path: "/active", label: "Active" },
  { filter: "completed", path: "/completed", label: "Completed" },
] as const satisfies readonly { filter: TodoFilter; path: string; label: string }[];

/** The filter that an address stands for, if it is the address of one. */
export function filterOfPath(path: string): TodoFilter | undefined {
  const trimmed = path.length > 1 ? path.replace(/\/$/, "") : path;
  return FILTERS.find((entry) => entry.path === trimmed)?.filter;
}

/** Whether a todo with this state belongs to the filter. */
export function matches(filter: TodoFilter, completed: boolean): boolean {
  return filter === "all" || completed === (filter === "completed");
}
