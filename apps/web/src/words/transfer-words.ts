import { type TransferWords, transfer } from "./en/transfer.js";
import { words } from "./words.js";

/** What is said about moving in and out, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function transferWords(): TransferWords {
  return words.transfer ?? transfer;
}
