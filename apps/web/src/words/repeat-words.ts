import { type RepeatWords, repeat } from "./en/repeat.js";
import { words } from "./words.js";

/** What is said about repetition, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function repeatWords(): RepeatWords {
  return words.repeat ?? repeat;
}
