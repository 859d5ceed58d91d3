import type { HistoryWords } from "../en/history.js";
import { isolated, number, plural } from "../format.js";
import { quote } from "./quote.js";

/** What happened in a list, in sentences: whoever did it comes with "hast" or "hat". */
export const history: HistoryWords = {
  title: (list) => `Verlauf von ${quote(list)}`,
  empty: "Hier ist noch nichts geschehen.",
  loading: "Der Verlauf wird geladen …",
  older: "Ältere zeigen",
  entries: "Was geschah",
  undo: "Rückgängig",
  undoOne: (what) => `Rückgängig machen: ${what}`,
  undone: "Rückgängig gemacht",
  takenBack: "zurückgenommen",
  byUndo: "durch Rückgängigmachen",
  byRedo: "durch Wiederholen",

  you: "Du hast",
  person: (name) => `${isolated(name)} hat`,
  somebody: "Jemand hat",
  todo: (text) => quote(text),
  someTodo: "eine Aufgabe",
  todos: (count, isAll) =>
    `${isAll ? "" : "mindestens "}${number(count)} ${plural(count, "Aufgabe", "Aufgaben")}`,
  andMore: (count, isAll) => `und ${isAll ? "" : "mindestens "}${number(count)} weitere`,

  said: {
    added: (who, what) => `${who} ${what} hinzugefügt`,
    arrived: (who, what) => `${who} ${what} hierher verschoben`,
    left: (who, what) => `${who} ${what} in eine andere Liste verschoben`,
    deleted: (who, what) => `${who} ${what} gelöscht`,
    restored: (who, what) => `${who} ${what} zurückgeholt`,
    completed: (who, what) => `${who} ${what} erledigt`,
    reopened: (who, what) => `${who} ${what} wieder geöffnet`,
    placed: (who, what) => `${who} ${what} an eine andere Stelle gesetzt`,
    under: (who, what) => `${who} ${what} zur Teilaufgabe gemacht`,
    notUnder: (who, what) => `${who} ${what} herausgelöst`,
    notes: (who, what) => `${who} die Notizen zu ${what} geändert`,
    repeats: (who, what) => `${who} ${what} wiederkehren lassen`,
    endsRepeating: (who, what) => `${who} die Wiederholung von ${what} beendet`,
    notDue: (who, what) => `${who} das Datum von ${what} entfernt`,
    noPriority: (who, what) => `${who} die Priorität von ${what} entfernt`,
    changed: (who, what) => `${who} ${what} geändert`,
    listDeleted: (who) => `${who} die Liste gelöscht`,
    listRestored: (who) => `${who} die Liste zurückgeholt`,
    listMade: (who) => `${who} die Liste angelegt`,
  },
  became: {
    rewritten: (who, what, text) => `${who} ${what} in ${quote(text)} geändert`,
    due: (who, what, day) => `${who} ${what} auf ${day} gelegt`,
    priority: (who, what, name) => `${who} die Priorität von ${what} auf ${quote(name)} gesetzt`,
    labelled: (who, what, labels) => `${who} ${labels} auf ${what} gesetzt`,
    unlabelled: (who, what, labels) => `${who} ${labels} von ${what} entfernt`,
    listRenamed: (who, _, name) => `${who} die Liste ${quote(name)} genannt`,
  },
  priorities: { 1: "hoch", 2: "mittel", 3: "niedrig" },
};
