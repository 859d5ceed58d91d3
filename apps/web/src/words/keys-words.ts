import { type KeysWords, keys } from "./en/keys.js";
import { words } from "./words.js";

/** What is said about keys, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function keysWords(): KeysWords {
  return words.keys ?? keys;
}
