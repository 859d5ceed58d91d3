import { type CopyWords, copy } from "./en/copy.js";
import { words } from "./words.js";

/** What is said about a text to copy, in the language that the page speaks now. Only for parts loaded on demand. */
export function copyWords(): CopyWords {
  return words.copy ?? copy;
}
