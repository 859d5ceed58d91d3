import { type SharingWords, sharing } from "./en/sharing.js";
import { words } from "./words.js";

/** What dialogs say about lists, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function sharingWords(): SharingWords {
  return words.sharing ?? sharing;
}
