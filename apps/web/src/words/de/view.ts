import type { ViewWords } from "../en/view.js";
import { number, plural } from "../format.js";
import { quote } from "./quote.js";

/** What is said in views of all lists. */
export const view: ViewWords = {
  notFound: "Hier ist nichts",
  notFoundMore: "Diese Seite wurde nie geschrieben, oder jemand hat sie herausgerissen.",
  views: "Ansichten",
  labels: "Etiketten",
  names: { today: "Heute", upcoming: "Demnächst", all: "Alle" },
  label: (name) => `Etikett ${name}`,

  overdue: "Überfällig",
  today: "Heute",
  tomorrow: "Morgen",
  later: "Später",
  inList: "in der Liste ",
  completed: (count) => `${number(count)} erledigt`,

  nothing: {
    today: "Heute ist nichts fällig",
    todayMore: "Was du hier schreibst, ist heute fällig.",
    upcoming: "Demnächst steht nichts an",
    upcomingMore: "Was ein Datum hat, steht hier, Tag für Tag.",
    all: "Es ist nichts mehr zu tun",
    allMore: "Was du hier aufschreibst, kommt in den Eingang.",
    label: (name) => `Nichts Offenes hat das Etikett ${quote(name)}`,
    labelMore: "Was du hier schreibst, bekommt es.",
    found: "Nichts passt dazu",
    foundMore: "Keine Aufgabe hat alles, wonach gefragt ist.",
  },

  filter: {
    bar: "Filter der Ansicht",
    search: "In allen Listen suchen",
    end: "Suche beenden",
    one: "Filtern",
    add: "Filtern: Filter hinzufügen",
    remove: (name) => `Ohne den Filter ${name}`,
    clear: "Filter entfernen",
    state: "Zustand",
    states: { active: "Offen", completed: "Erledigt", all: "Offen und erledigt" },
    due: "Fällig",
    dues: { overdue: "Überfällig", today: "Heute fällig", week: "In 7 Tagen fällig", none: "Ohne Datum" },
    priority: "Priorität",
    ofPriority: (priority) => `Priorität ${number(priority)}`,
    label: "Etikett",
    list: "Liste",
    found: (count) => `${number(count)} ${plural(count, "Aufgabe", "Aufgaben")}`,
  },

  save: {
    open: "Ansicht speichern",
    title: "Ansicht speichern",
    rename: "Ansicht umbenennen",
    name: "Name der Ansicht",
    confirm: "Speichern",
    tooLong: (max) =>
      `Diese Ansicht fragt nach zu viel, um gespeichert zu werden: höchstens ${number(max)} Zeichen.`,
    said: (name) => `Ansicht ${name} gespeichert`,
    deleted: (name) => `Die Ansicht ${quote(name)} wurde gelöscht.`,
  },
};
