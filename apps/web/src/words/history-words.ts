import { type HistoryWords, history } from "./en/history.js";
import { words } from "./words.js";

/** What is said about what happened in a list, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function historyWords(): HistoryWords {
  return words.history ?? history;
}
