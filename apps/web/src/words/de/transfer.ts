import type { TransferWords } from "../en/transfer.js";
import { number, plural } from "../format.js";

const todos = (count: number) => plural(count, "eine Aufgabe", `${number(count)} Aufgaben`);

/** Was beim Importieren und Exportieren gesagt wird. */
export const transfer: TransferWords = {
  status: (status) => `Der Server hat abgelehnt (${status}).`,
  title: "Importieren und exportieren",
  import: "Importieren",
  choose: "Datei auswählen oder hier ablegen",
  chosen: "Datei",
  format: "Format",
  formats: {
    csv: "Todoist (CSV)",
    todotxt: "todo.txt",
    ical: "Kalender (iCalendar)",
    text: "Text, je Zeile eine Aufgabe",
    json: "Codex (JSON)",
  },
  into: "In",
  asNamed: "die Listen, die die Datei nennt",
  reading: "Die Datei wird gelesen …",
  found: todos,
  among: (completed, subtasks, due, repeating) =>
    [
      completed && `${number(completed)} erledigt`,
      subtasks && plural(subtasks, "eine Unteraufgabe", `${number(subtasks)} Unteraufgaben`),
      due && `${number(due)} mit Datum`,
      repeating && `${number(repeating)} wiederholt`,
    ]
      .filter(Boolean)
      .join(" · "),
  lists: (names) => `Listen: ${names}`,
  preview: "Die ersten Aufgaben",
  isDone: "erledigt",
  more: (count) => `und ${number(count)} weitere`,
  notKept: (count) =>
    plural(
      count,
      "Eines kann nicht so bleiben, wie es ist",
      `${number(count)} Dinge können nicht so bleiben, wie sie sind`,
    ),
  line: (line) => `Zeile ${number(line)}`,
  reasons: {
    tooLong: "zu lang, ausgelassen",
    unreadable: "nicht lesbar, ausgelassen",
    withoutText: "eine Aufgabe ohne Text, ausgelassen",
    deleted: "lag im Papierkorb, ausgelassen",
    noTodo: "keine Aufgabe, ausgelassen",
    textCut: "der Text ist zu lang und geht in den Notizen weiter",
    notesCut: "die Notizen sind zu lang und wurden gekürzt",
    characters: "Zeichen, die nicht gespeichert werden können, fehlen",
    date: "das Datum ist nicht lesbar",
    zone: "die Zeitzone ist unbekannt, deine wurde genommen",
    repetition: "wiederholt sich hier nicht",
    priority: "diese Priorität gibt es hier nicht",
    label: "das Etikett wurde geändert",
    labels: "zu viele Etiketten",
    flattened: "stand tiefer, steht jetzt unter der obersten",
    parent: "worunter es stand, fehlt",
    sameId: "eine andere Aufgabe hat dieselbe ID",
    section: "Abschnitte gibt es hier nicht",
    list: "die Liste wird nicht angelegt, weil du eine andere gewählt hast",
    column: "die Spalte wird nicht gelesen",
    property: "dafür gibt es hier keinen Platz",
    assignee: "zugewiesen wird hier niemandem",
    reminder: "Erinnerungen gibt es hier nicht",
    cancelled: "war abgesagt, ist jetzt erledigt",
    color: "die Farbe ist nicht lesbar",
    view: "die Ansicht ist nicht lesbar",
  },
  file: {
    empty: "Die Datei ist leer.",
    utf16: "Die Datei ist in UTF-16 geschrieben. Speichere sie als UTF-8 und wähle sie noch einmal.",
    encoding: "Die Datei ist nicht in UTF-8 geschrieben. Speichere sie als UTF-8 und wähle sie noch einmal.",
    zip: "Das ist ein ZIP-Archiv. Packe es aus und importiere die Dateien darin einzeln.",
    binary: "Das ist keine Textdatei.",
    tooLarge: "Die Datei ist größer als 64 MB. Teile sie auf.",
    tooMany: "Die Datei hat mehr als 100.000 Aufgaben. Teile sie auf.",
    tooManyLists: "Die Datei hat mehr als 500 Listen. Teile sie auf.",
    columns: "Die erste Zeile muss die Spalten TYPE und CONTENT nennen, wie Todoist sie exportiert.",
    calendar: "Das ist keine iCalendar-Datei.",
    json: "Das ist nicht das JSON, das Codex exportiert.",
    nothing: "In dieser Datei sind keine Aufgaben.",
  },
  submit: (count) => `${plural(count, "Eine Aufgabe", `${number(count)} Aufgaben`)} importieren`,
  progress: (done, total) => `${number(done)} von ${number(total)} Aufgaben`,
  done: (added, known) =>
    `${plural(added, "Eine Aufgabe", `${number(added)} Aufgaben`)} importiert${known > 0 ? `, ${number(known)} gab es schon` : ""}.`,
  refused: (count) => plural(count, "Eines wurde abgelehnt", `${number(count)} Dinge wurden abgelehnt`),
  undo: "Import rückgängig machen",
  undoLast: "Letzten Import rückgängig machen",
  undoing: "Wird zurückgenommen …",
  undone: (staying) =>
    staying === 0
      ? "Der Import wurde zurückgenommen."
      : `Der Import wurde zurückgenommen, bis auf ${todos(staying)}: Dort wurde seitdem etwas geändert.`,
  brokenOff:
    "Der Import wurde unterbrochen. Importiere dieselbe Datei noch einmal, dann geht er dort weiter, wo er aufgehört hat.",
  another: "Noch eine Datei importieren",
  export: "Exportieren",
  exportMore: "Alles, was dir gehört, als Datei. Nur JSON behält alles.",
};
