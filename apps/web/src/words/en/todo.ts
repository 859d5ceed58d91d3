import { isolated, number, plural } from "../format.js";
import { quote } from "./quote.js";

const todos = (count: number) => `${number(count)} ${plural(count, "todo", "todos")}`;
const changes = (count: number) => `${number(count)} ${plural(count, "change", "changes")}`;

/** What is said about todos. */
export const todo = {
  yours: "Your todos",
  rows: "Todos",
  filter: "Filter",
  filters: { all: "All", active: "Active", completed: "Completed" },
  left: (count: number) => `${number(count)} left`,
  done: (completed: number, all: number) => `${number(completed)} of ${number(all)} done`,
  completeAll: "Complete all",
  clearCompleted: "Clear completed",
  mayOnlyLook: "You may look at this list. Ask its owner if you would like to edit it.",
  loading: "Loading todos",

  composer: { label: "New todo", placeholder: "What needs doing?", add: "Add todo", write: "Write a todo" },
  problem: {
    empty: "A todo must not be empty.",
    nul: "A todo must not contain the NUL character.",
    halfPair: "A todo must not contain half of a surrogate pair.",
    tooLong: (max: number, length: number) =>
      `A todo must be at most ${number(max)} characters long. This one has ${number(length)}.`,
    ofLines: (count: number, first: string) => `${number(count)} lines could not be added. ${first}`,
  },
  room: (length: number, max: number) => `${number(length)} / ${number(max)}`,

  row: {
    editField: "Edit todo",
    edit: (text: string) => `Edit ${text}`,
    remove: "Delete",
    removeOne: (text: string) => `Delete ${text}`,
    details: (text: string) => `Details of ${text}`,
    move: (text: string) => `Move ${text}`,
    addedBy: (name: string) => `Added by ${name}`,
    addedByBefore: "added by ",
  },

  said: {
    added: (count: number) => plural(count, "Todo added", `${todos(count)} added`),
    changed: "Todo changed",
    completed: "Todo completed",
    reopened: "Todo active again",
    deleted: "Todo deleted",
    movedTo: (list: string) => `Todo moved to ${isolated(list)}`,
    movedToPlace: (place: number, of: number) => `Moved to place ${number(place)} of ${number(of)}`,
    allCompleted: "All todos completed",
    allReopened: "All todos active again",
    cleared: "Completed todos cleared",
    undo: "Undo",
  },

  sync: {
    saved: "Saved",
    refused: "Not saved",
    saving: (count: number) => `Saving ${changes(count)}…`,
    waiting: (count: number) => `${changes(count)} waiting`,
    held: "Changes wait until the server can be reached.",
    arrived: "All changes have reached the server.",
    offline: "You are offline.",
    offlineMore: "This is what was loaded. Changes are sent when you are back.",
    loadedLast: "This is what was loaded last.",
    keepsNothing:
      "This browser keeps nothing for when you are offline: it is full, or private. Online all is saved.",
  },

  nothing: {
    retry: "Retry",
    notLoaded: "Your todos could not be loaded",
    notLoadedOffline: "They are shown as soon as you are back online.",
    blank: "A blank page",
    blankMore: "Write down the first thing on your mind.",
    allDone: "All done",
    allDoneMore: "Nothing is left to do. Enjoy it.",
    noneCompleted: "Nothing completed yet",
    noneCompletedMore: "What you tick off is kept here.",
    elsewhere: "Todos you added in another browser? Claim them there, then",
    elsewhereLink: "sign in here",
    notFound: "Nothing found",
    notFoundMore: (text: string) => `No todo of this list has ${quote(text)} in it.`,
  },

  search: "Search",
};
