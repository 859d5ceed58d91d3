import { type FailedWords, failed } from "./en/failed.js";
import { words } from "./words.js";

/** What is said about refused changes, in the language that the page speaks now. Only for parts loaded on demand. */
export function failedWords(): FailedWords {
  return words.failed ?? failed;
}
