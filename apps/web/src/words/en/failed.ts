import { number, plural } from "../format.js";
import { quote } from "./quote.js";

const todos = (count: number) => `${number(count)} ${plural(count, "todo", "todos")}`;
const changes = (count: number) => `${number(count)} ${plural(count, "change", "changes")}`;

/** What is said about changes that were refused. */
export const failed = {
  add: (count: number, first: string) => `Could not add ${count === 1 ? quote(first) : todos(count)}`,
  save: (text: string) => `Could not save ${quote(text)}`,
  change: (what: string) => `Could not change ${what}`,
  move: (what: string) => `Could not move ${what}`,
  complete: (what: string) => `Could not complete ${what}`,
  reopen: (what: string) => `Could not reopen ${what}`,
  delete: (what: string) => `Could not delete ${what}`,
  restore: (what: string) => `Could not restore ${what}`,
  completeAll: "Could not complete all todos",
  reopenAll: "Could not reopen all todos",
  clear: "Could not clear the completed todos",
  makeList: (name: string) => `Could not make ${quote(name)}`,
  renameList: (name: string) => `Could not rename the list to ${quote(name)}`,
  deleteList: "Could not delete the list",
  restoreList: "Could not restore the list",
  leaveList: "Could not leave the list",
  orderLists: "Could not change the order of the lists",
  undo: "Could not undo",
  redo: "Could not redo",
  other: "A change was not saved",
  /** What a command was about: one todo with its text, if that is known, or several. */
  what: (count: number, text: string | undefined) =>
    count > 1 ? todos(count) : text === undefined ? "a todo" : quote(text),
  several: (count: number) => `${changes(count)} ${plural(count, "was", "were")} not saved`,
  more: (count: number) => `and ${number(count)} more`,
  retry: "Retry",
  dismiss: "Dismiss",
  /** What was typed and has no place on the page to go back to. */
  typed: "What you wrote",
  /** What was typed is where todos of that list are written. */
  backIn: (list: string) => `What you wrote is back above ${quote(list)}.`,
};

export type FailedWords = typeof failed;
