import { type SearchWords, search } from "./en/search.js";
import { words } from "./words.js";

/** What is said about searching a list, in the language that the page speaks now. Only for parts loaded on demand. */
export function searchWords(): SearchWords {
  return words.search ?? search;
}
