import { isolated, number, plural } from "../format.js";
import type { Words } from "../words.js";
import { quote } from "./quote.js";

const todos = (count: number) => `${number(count)} ${plural(count, "Aufgabe", "Aufgaben")}`;
const changes = (count: number) => `${number(count)} ${plural(count, "Änderung", "Änderungen")}`;

/** What is said about todos. */
export const todo: Words["todo"] = {
  yours: "Deine Aufgaben",
  rows: "Aufgaben",
  filter: "Filter",
  filters: { all: "Alle", active: "Offen", completed: "Erledigt" },
  left: (count) => `${number(count)} offen`,
  done: (completed, all) => `${number(completed)} von ${number(all)} erledigt`,
  completeAll: "Alle erledigen",
  clearCompleted: "Erledigte entfernen",
  mayOnlyLook: "Diese Liste darfst du ansehen. Wenn du sie bearbeiten willst, frag, wem sie gehört.",
  loading: "Aufgaben werden geladen",

  composer: {
    label: "Neue Aufgabe",
    placeholder: "Was ist zu tun?",
    add: "Aufgabe hinzufügen",
    write: "Aufgabe schreiben",
  },
  problem: {
    empty: "Eine Aufgabe darf nicht leer sein.",
    nul: "Eine Aufgabe darf kein NUL-Zeichen enthalten.",
    halfPair: "Eine Aufgabe darf kein halbes Surrogatpaar enthalten.",
    tooLong: (max, length) =>
      `Eine Aufgabe darf höchstens ${number(max)} Zeichen lang sein. Diese hat ${number(length)}.`,
    ofLines: (count, first) => `${number(count)} Zeilen konnten nicht hinzugefügt werden. ${first}`,
  },
  room: (length, max) => `${number(length)} / ${number(max)}`,

  row: {
    editField: "Aufgabe ändern",
    edit: (text) => `${text} ändern`,
    remove: "Löschen",
    removeOne: (text) => `${text} löschen`,
    details: (text) => `Einzelheiten zu ${text}`,
    move: (text) => `${text} verschieben`,
    addedBy: (name) => `Hinzugefügt von ${name}`,
    addedByBefore: "hinzugefügt von ",
  },

  said: {
    added: (count) => plural(count, "Aufgabe hinzugefügt", `${todos(count)} hinzugefügt`),
    changed: "Aufgabe geändert",
    completed: "Aufgabe erledigt",
    reopened: "Aufgabe wieder offen",
    deleted: "Aufgabe gelöscht",
    movedTo: (list) => `Aufgabe nach ${isolated(list)} verschoben`,
    movedToPlace: (place, of) => `An Stelle ${number(place)} von ${number(of)} verschoben`,
    allCompleted: "Alle Aufgaben erledigt",
    allReopened: "Alle Aufgaben wieder offen",
    cleared: "Erledigte Aufgaben entfernt",
    undo: "Rückgängig",
  },

  sync: {
    saved: "Gespeichert",
    refused: "Nicht gespeichert",
    saving: (count) => `${changes(count)} ${plural(count, "wird", "werden")} gespeichert…`,
    waiting: (count) => `${changes(count)} ${plural(count, "wartet", "warten")}`,
    held: "Änderungen warten, bis der Server erreichbar ist.",
    arrived: "Alle Änderungen sind beim Server angekommen.",
    offline: "Du bist offline.",
    offlineMore: "Das ist der geladene Stand. Änderungen werden gesendet, sobald du wieder verbunden bist.",
    loadedLast: "Das ist der zuletzt geladene Stand.",
    keepsNothing:
      "Dieser Browser behält nichts für die Zeit ohne Verbindung: Er ist voll oder privat. Mit Verbindung wird alles gespeichert.",
  },

  nothing: {
    retry: "Erneut versuchen",
    notLoaded: "Deine Aufgaben konnten nicht geladen werden",
    notLoadedOffline: "Sie erscheinen, sobald du wieder verbunden bist.",
    blank: "Ein leeres Blatt",
    blankMore: "Schreib auf, was dir als Erstes in den Sinn kommt.",
    allDone: "Alles erledigt",
    allDoneMore: "Es ist nichts mehr zu tun. Genieße es.",
    noneCompleted: "Noch nichts erledigt",
    noneCompletedMore: "Was du abhakst, bleibt hier.",
    elsewhere: "Du hast Aufgaben in einem anderen Browser? Sichere sie dort, dann",
    elsewhereLink: "melde dich hier an",
    notFound: "Nichts gefunden",
    notFoundMore: (text) => `In dieser Liste steht nirgends ${quote(text)}.`,
  },

  search: "Suchen",
};
