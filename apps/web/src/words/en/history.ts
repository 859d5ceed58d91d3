import { isolated, number, plural } from "../format.js";
import { quote } from "./quote.js";

/** What happened in a list, in sentences: no part of `en`, since few visits need it. */
export const history = {
  title: (list: string) => `History of ${quote(list)}`,
  empty: "Nothing has happened here yet.",
  loading: "The history is being loaded…",
  older: "Show older",
  entries: "What happened",
  undo: "Undo",
  undoOne: (what: string) => `Undo: ${what}`,
  undone: "Undone",
  takenBack: "taken back",
  byUndo: "by undoing",
  byRedo: "by doing it again",

  you: "You",
  person: (name: string) => isolated(name),
  somebody: "Somebody",
  todo: (text: string) => quote(text),
  someTodo: "a todo",
  /** `isAll`: whether there are no more; it is not known otherwise. */
  todos: (count: number, isAll: boolean) =>
    `${isAll ? "" : "at least "}${number(count)} ${plural(count, "todo", "todos")}`,
  /** Behind the first few names of several. */
  andMore: (count: number, isAll: boolean) => `and ${isAll ? "" : "at least "}${number(count)} more`,

  /** By whom, and of what. */
  said: {
    added: (who: string, what: string) => `${who} added ${what}`,
    arrived: (who: string, what: string) => `${who} moved ${what} here`,
    left: (who: string, what: string) => `${who} moved ${what} to another list`,
    deleted: (who: string, what: string) => `${who} deleted ${what}`,
    restored: (who: string, what: string) => `${who} brought ${what} back`,
    completed: (who: string, what: string) => `${who} completed ${what}`,
    reopened: (who: string, what: string) => `${who} reopened ${what}`,
    placed: (who: string, what: string) => `${who} put ${what} in another place`,
    under: (who: string, what: string) => `${who} made ${what} a subtask`,
    notUnder: (who: string, what: string) => `${who} made ${what} no subtask`,
    notes: (who: string, what: string) => `${who} changed the notes of ${what}`,
    repeats: (who: string, what: string) => `${who} let ${what} repeat`,
    endsRepeating: (who: string, what: string) => `${who} ended that ${what} repeats`,
    notDue: (who: string, what: string) => `${who} took the date from ${what}`,
    noPriority: (who: string, what: string) => `${who} took the priority from ${what}`,
    changed: (who: string, what: string) => `${who} changed ${what}`,
    listDeleted: (who: string) => `${who} deleted the list`,
    listRestored: (who: string) => `${who} brought the list back`,
    listMade: (who: string) => `${who} made the list`,
  },
  /** With what it became. */
  became: {
    rewritten: (who: string, what: string, text: string) => `${who} changed ${what} to ${quote(text)}`,
    due: (who: string, what: string, day: string) => `${who} made ${what} due on ${day}`,
    priority: (who: string, what: string, name: string) => `${who} gave ${what} the priority ${quote(name)}`,
    labelled: (who: string, what: string, labels: string) => `${who} put ${labels} on ${what}`,
    unlabelled: (who: string, what: string, labels: string) => `${who} took ${labels} from ${what}`,
    listRenamed: (who: string, _: string, name: string) => `${who} named the list ${quote(name)}`,
  },
  priorities: { 1: "high", 2: "medium", 3: "low" },
};

export type HistoryWords = typeof history;
