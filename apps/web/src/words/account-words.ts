import { type AccountWords, account } from "./en/account.js";
import { words } from "./words.js";

/** What is said about accounts, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function accountWords(): AccountWords {
  return words.account ?? account;
}
