import { type ViewWords, view } from "./en/view.js";
import { words } from "./words.js";

/** What is said in views of all lists, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function viewWords(): ViewWords {
  return words.view ?? view;
}
