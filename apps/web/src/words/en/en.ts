import type { AccountWords } from "./account.js";
import type { FailedWords } from "./failed.js";
import { frame } from "./frame.js";
import type { KeysWords } from "./keys.js";
import { list } from "./list.js";
import type { ReplacedWords } from "./replaced.js";
import type { SettingsWords } from "./settings.js";
import type { SharingWords } from "./sharing.js";
import { todo } from "./todo.js";
import type { ViewWords } from "./view.js";

interface FirstWords {
  readonly frame: typeof frame;
  readonly list: typeof list;
  readonly todo: typeof todo;
  /** Brought by the parts that say it, so that the first load does without; see `accountWords()`. */
  readonly account?: AccountWords;
  /** The same for what was refused; see `failedWords()`. */
  readonly failed?: FailedWords;
  /** The same for keys; see `keysWords()`. */
  readonly keys?: KeysWords;
  /** The same for what was replaced; see `replacedWords()`. */
  readonly replaced?: ReplacedWords;
  /** The same for the settings; see `settingsWords()`. */
  readonly settings?: SettingsWords;
  /** The same for dialogs about lists; see `sharingWords()`. */
  readonly sharing?: SharingWords;
  /** The same for views of all lists; see `viewWords()`. */
  readonly view?: ViewWords;
}

/** What the page says from the start, in English: the other languages say the same. */
export const en: FirstWords = { frame, list, todo };
