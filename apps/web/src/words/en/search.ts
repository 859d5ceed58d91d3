import { number, plural } from "../format.js";

/** What is said where a list is searched. */
export const search = {
  label: "Search this list",
  close: "End the search",
  found: (count: number) => `${number(count)} ${plural(count, "todo", "todos")} found`,
};

export type SearchWords = typeof search;
