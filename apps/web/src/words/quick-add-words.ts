import { type QuickAddWords, quickAdd } from "./en/quick-add.js";
import { words } from "./words.js";

/** What quick add says, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function quickAddWords(): QuickAddWords {
  return words.quickAdd ?? quickAdd;
}
