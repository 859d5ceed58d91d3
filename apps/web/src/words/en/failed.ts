import { number } from "../format.js";

const todos = (count: number) => (count === 1 ? "1 todo" : `${number(count)} todos`);
const changes = (count: number) => (count === 1 ? "1 change" : `${number(count)} changes`);
const quote = (text: string) => `“${text}”`;

/** What is said about changes that were refused. */
export const failed = {
  add: (count: number, first: string) =>
    count === 1 ? `Could not add ${quote(first)}` : `Could not add ${todos(count)}`,
  save: (text: string) => `Could not save ${quote(text)}`,
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
  leaveList: "Could not leave the list",
  orderLists: "Could not change the order of the lists",
  undo: "Could not undo",
  redo: "Could not redo",
  other: "A change was not saved",
  /** What a command was about: one todo with its text, if that is known, or several. */
  what: (count: number, text: string | undefined) =>
    count > 1 ? todos(count) : text === undefined ? "a todo" : quote(text),
  several: (count: number) => `${changes(count)} ${count === 1 ? "was" : "were"} not saved`,
  more: (count: number) => `and ${number(count)} more`,
  retry: "Retry",
  dismiss: "Dismiss",
};

export type FailedWords = typeof failed;
