import { type MetaWords, meta } from "./en/meta.js";
import { words } from "./words.js";

/** What is said about what stands on a todo, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function metaWords(): MetaWords {
  return words.meta ?? meta;
}
