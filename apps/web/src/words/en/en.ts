import type { AccountWords } from "./account.js";
import type { FailedWords } from "./failed.js";
import { frame } from "./frame.js";
import { list } from "./list.js";
import type { SharingWords } from "./sharing.js";
import { todo } from "./todo.js";

interface FirstWords {
  readonly frame: typeof frame;
  readonly list: typeof list;
  readonly todo: typeof todo;
  /** Brought by the parts that say it, so that the first load does without; see `accountWords()`. */
  readonly account?: AccountWords;
  /** The same for what was refused; see `failedWords()`. */
  readonly failed?: FailedWords;
  /** The same for dialogs about lists; see `sharingWords()`. */
  readonly sharing?: SharingWords;
}

/** What the page says from the start, in English: the other languages say the same. */
export const en: FirstWords = { frame, list, todo };
