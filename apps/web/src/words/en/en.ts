import type { AccountWords } from "./account.js";
import type { ActingWords } from "./acting.js";
import type { CopyWords } from "./copy.js";
import type { DetailsWords } from "./details.js";
import type { FailedWords } from "./failed.js";
import { frame } from "./frame.js";
import type { HistoryWords } from "./history.js";
import type { KeysWords } from "./keys.js";
import { list } from "./list.js";
import type { MetaWords } from "./meta.js";
import type { QuickAddWords } from "./quick-add.js";
import type { RepeatWords } from "./repeat.js";
import type { ReplacedWords } from "./replaced.js";
import type { SearchWords } from "./search.js";
import type { SettingsWords } from "./settings.js";
import type { SharingWords } from "./sharing.js";
import { todo } from "./todo.js";
import type { TransferWords } from "./transfer.js";
import type { ViewWords } from "./view.js";

interface FirstWords {
  readonly frame: typeof frame;
  readonly list: typeof list;
  readonly todo: typeof todo;
  /** Brought by the parts that say it, so that the first load does without; see `accountWords()`. */
  readonly account?: AccountWords;
  /** The same for what is there to be copied; see `copyWords()`. */
  readonly copy?: CopyWords;
  /** The same for the details of a todo; see `detailsWords()`. */
  readonly details?: DetailsWords;
  /** The same for what was refused; see `failedWords()`. */
  readonly failed?: FailedWords;
  /** The same for acting on several todos; see `actingWords()`. */
  readonly acting?: ActingWords;
  /** The same for what happened in a list; see `historyWords()`. */
  readonly history?: HistoryWords;
  /** The same for keys; see `keysWords()`. */
  readonly keys?: KeysWords;
  /** The same for what is said of a line while it is written; see `quickAddWords()`. */
  readonly quickAdd?: QuickAddWords;
  /** The same for what stands on a todo; see `metaWords()`. */
  readonly meta?: MetaWords;
  /** The same for repetition; see `repeatWords()`. */
  readonly repeat?: RepeatWords;
  /** The same for what was replaced; see `replacedWords()`. */
  readonly replaced?: ReplacedWords;
  /** The same for searching a list; see `searchWords()`. */
  readonly search?: SearchWords;
  /** The same for the settings; see `settingsWords()`. */
  readonly settings?: SettingsWords;
  /** The same for dialogs about lists; see `sharingWords()`. */
  readonly sharing?: SharingWords;
  /** The same for moving in and out; see `transferWords()`. */
  readonly transfer?: TransferWords;
  /** The same for views of all lists; see `viewWords()`. */
  readonly view?: ViewWords;
}

/** What the page says from the start, in English: the other languages say the same. */
export const en: FirstWords = { frame, list, todo };
