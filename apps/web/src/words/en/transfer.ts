import type { FileProblem, NotKept } from "@codex/core/transfer/report";
import { number, plural } from "../format.js";

const todos = (count: number) => plural(count, "one todo", `${number(count)} todos`);

const file: Record<FileProblem, string> = {
  empty: "The file is empty.",
  utf16: "The file is written in UTF-16. Save it as UTF-8 and choose it again.",
  encoding: "The file is not written in UTF-8. Save it as UTF-8 and choose it again.",
  zip: "This is a ZIP archive. Unpack it, and import what is in it file by file.",
  binary: "This is no text file.",
  tooLarge: "The file is larger than 64 MB. Split it.",
  tooMany: "The file has more than 100,000 todos. Split it.",
  tooManyLists: "The file has more than 500 lists. Split it.",
  columns: "The first line must name the columns TYPE and CONTENT, as Todoist's export does.",
  calendar: "This is no iCalendar file.",
  json: "This is not the JSON that Codex exports.",
  nothing: "There are no todos in this file.",
};

const notKept: Record<NotKept["code"], string> = {
  tooLong: "too long, left out",
  unreadable: "cannot be read, left out",
  withoutText: "a todo without text, left out",
  deleted: "was in the trash, left out",
  noTodo: "no todo, left out",
  textCut: "the text is too long and goes on in the notes",
  notesCut: "the notes are too long and were cut",
  characters: "characters that cannot be kept were taken out",
  date: "the date cannot be read",
  zone: "the time zone is not known, yours was taken",
  repetition: "does not repeat here",
  priority: "has no such priority here",
  label: "the label was changed",
  labels: "too many labels",
  flattened: "stood deeper, stands under the topmost now",
  parent: "what it stood under is not there",
  sameId: "another todo has the same ID",
  section: "there are no sections here",
  list: "the list is not made, as you chose another",
  column: "the column is not read",
  property: "there is no place for this here",
  assignee: "nobody is assigned here",
  reminder: "there are no reminders here",
  cancelled: "was cancelled, is completed now",
  color: "the colour cannot be read",
  view: "the view cannot be read",
};

/** What is said about moving in and out: no part of `en`, since few visits need it. */
export const transfer = {
  status: (status: number) => `The server refused (${status}).`,
  title: "Import and export",
  import: "Import",
  choose: "Choose a file, or drop it here",
  chosen: "File",
  format: "Format",
  formats: {
    csv: "Todoist (CSV)",
    todotxt: "todo.txt",
    ical: "Calendar (iCalendar)",
    text: "Text, a todo a line",
    json: "Codex (JSON)",
  },
  into: "Into",
  asNamed: "the lists that the file names",
  reading: "Reading the file…",
  found: todos,
  among: (completed: number, subtasks: number, due: number, repeating: number) =>
    [
      completed && `${number(completed)} completed`,
      subtasks && plural(subtasks, "one subtask", `${number(subtasks)} subtasks`),
      due && `${number(due)} with a date`,
      repeating && `${number(repeating)} repeating`,
    ]
      .filter(Boolean)
      .join(" · "),
  lists: (names: string) => `Lists: ${names}`,
  preview: "The first todos",
  isDone: "done",
  more: (count: number) => `and ${number(count)} more`,
  notKept: (count: number) =>
    plural(count, "One thing cannot be kept as it is", `${number(count)} things cannot be kept as they are`),
  line: (line: number) => `Line ${number(line)}`,
  reasons: notKept,
  file,
  submit: (count: number) => `Import ${todos(count)}`,
  progress: (done: number, total: number) => `${number(done)} of ${number(total)} todos`,
  done: (added: number, known: number) =>
    `${plural(added, "One todo", `${number(added)} todos`)} imported${known > 0 ? `, ${number(known)} were there already` : ""}.`,
  refused: (count: number) => plural(count, "One thing was refused", `${number(count)} things were refused`),
  undo: "Undo the import",
  undoLast: "Undo the last import",
  undoing: "Taking it back…",
  undone: (staying: number) =>
    staying === 0
      ? "The import was taken back."
      : `The import was taken back, but for ${todos(staying)}: something was changed there since.`,
  brokenOff: "The import was broken off. Import the same file again, and it goes on where it stopped.",
  another: "Import another file",
  export: "Export",
  exportMore: "Everything of yours as a file. Only JSON keeps all of it.",
};

export type TransferWords = typeof transfer;
