import { type ActingWords, acting } from "./en/acting.js";
import { words } from "./words.js";

/** What is said about acting on several todos, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function actingWords(): ActingWords {
  return words.acting ?? acting;
}
