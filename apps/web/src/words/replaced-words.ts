import { type ReplacedWords, replaced } from "./en/replaced.js";
import { words } from "./words.js";

/** What is said about replaced texts, in the language that the page speaks now. Only for parts loaded on demand. */
export function replacedWords(): ReplacedWords {
  return words.replaced ?? replaced;
}
