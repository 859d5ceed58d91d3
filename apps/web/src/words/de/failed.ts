import type { FailedWords } from "../en/failed.js";
import { number, plural } from "../format.js";
import { quote } from "./quote.js";

const todos = (count: number) => `${number(count)} ${plural(count, "Aufgabe", "Aufgaben")}`;
const changes = (count: number) => `${number(count)} ${plural(count, "Änderung", "Änderungen")}`;

export const failed: FailedWords = {
  add: (count, first) => `${count === 1 ? quote(first) : todos(count)} nicht hinzugefügt`,
  save: (text) => `${quote(text)} nicht gespeichert`,
  change: (what) => `${what} nicht geändert`,
  move: (what) => `${what} nicht verschoben`,
  complete: (what) => `${what} nicht erledigt`,
  reopen: (what) => `${what} nicht wieder geöffnet`,
  delete: (what) => `${what} nicht gelöscht`,
  restore: (what) => `${what} nicht wiederhergestellt`,
  completeAll: "Es wurden nicht alle Aufgaben erledigt",
  reopenAll: "Es wurden nicht alle Aufgaben wieder geöffnet",
  clear: "Die erledigten Aufgaben wurden nicht entfernt",
  makeList: (name) => `Liste ${quote(name)} nicht angelegt`,
  renameList: (name) => `Liste nicht in ${quote(name)} umbenannt`,
  deleteList: "Liste nicht gelöscht",
  restoreList: "Liste nicht wiederhergestellt",
  leaveList: "Liste nicht verlassen",
  orderLists: "Reihenfolge der Listen nicht geändert",
  undo: "Nicht rückgängig gemacht",
  redo: "Nicht wiederholt",
  other: "Eine Änderung wurde nicht gespeichert",
  what: (count, text) => (count > 1 ? todos(count) : text === undefined ? "Eine Aufgabe" : quote(text)),
  several: (count) => `${changes(count)} nicht gespeichert`,
  more: (count) => `und ${number(count)} weitere`,
  retry: "Erneut versuchen",
  dismiss: "Verwerfen",
  typed: "Was du geschrieben hast",
  backIn: (list) => `Was du geschrieben hast, steht wieder über ${quote(list)}.`,
};
