import ICAL from "ical.js";
import { parseDue } from "../due.js";
import type { SeriesRow } from "../row.js";
import type { Todo } from "../todo.js";
import { csvRecord } from "./csv.js";
import { nameInLine, textInLine } from "./todotxt-words.js";

export { CODEX_FORMAT } from "./codex-json.js";

/** A todo that is written down, with what is known of it besides. */
export interface Written {
  readonly todo: Todo;
  /** The name of its list; undefined for the Inbox. */
  readonly list: string | undefined;
  /** The rule by which it repeats. */
  readonly series: Pick<SeriesRow, "rule" | "mode" | "zone"> | undefined;
}

const COLUMNS = [
  ...["TYPE", "CONTENT", "DESCRIPTION", "PRIORITY", "INDENT", "AUTHOR", "RESPONSIBLE", "DATE", "DATE_LANG"],
  ...["TIMEZONE", "COMPLETED", "LABELS", "LIST", "REPEAT", "ID", "PARENT"],
];

/** The first record: Todoist's columns, and a few of ours. The mark lets spreadsheets read it as UTF-8. */
export const csvHead = `\uFEFF${csvRecord(COLUMNS)}`;

/** A todo as a record of CSV. No spreadsheet takes a field of it for a formula. */
export function csvTodo({ todo, list = "", series }: Written): string {
  const { due, priority, labels, parentId } = todo;
  const zone = series?.zone ?? (due ? parseDue(due)?.zone : undefined) ?? "";
  return csvRecord([
    ...["task", todo.text, todo.notes ?? "", String(priority ?? 4), parentId ? "2" : "1", "", ""],
    ...[due ?? "", "", zone, todo.completed ? "yes" : "", (labels ?? []).join(" "), list],
    ...[series ? `${series.mode} ${series.rule}` : "", todo.id, parentId ?? ""],
  ]);
}

/** A todo as a line of todo.txt; what that has no word for stands in pairs of our own. */
export function todoTxtLine({ todo, list, series }: Written): string {
  const { completed, priority, createdAt, due, labels, notes, parentId } = todo;
  const letter = priority ? "ABC"[priority - 1] : undefined;
  const word = (text: string) => text.replace(/[\s%]|^\//gu, (mark) => encodeURIComponent(mark));
  const words = [
    completed ? "x" : "",
    letter !== undefined && !completed ? `(${letter})` : "",
    // A completed one would need the day of its completion before.
    completed ? "" : createdAt.slice(0, 10),
    textInLine(todo.text),
    list === undefined ? "" : `+${nameInLine(list)}`,
    ...(labels ?? []).map((label) => `@${nameInLine(label)}`),
    due ? `due:${due}` : "",
    letter !== undefined && completed ? `pri:${letter}` : "",
    series ? `rec:${series.mode}:${series.rule}` : "",
    notes ? `note:${word(notes)}` : "",
    `id:${todo.id}`,
    parentId ? `p:${parentId}` : "",
  ];
  return `${words.filter(Boolean).join(" ")}\n`;
}

export const icalHead = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Codex//Codex//EN\r\n";
export const icalTail = "END:VCALENDAR\r\n";

/** A todo as a VTODO. @param now - ISO 8601 */
export function icalTodo({ todo, list, series }: Written, now: string): string {
  const vtodo = new ICAL.Component("vtodo");
  const add = (name: string, value: unknown, type?: string) => {
    const property = new ICAL.Property(name);
    if (type !== undefined) property.resetType(type);
    property.setValue(value);
    return vtodo.addProperty(property);
  };
  const stamp = (moment: string) => `${moment.slice(0, 19)}Z`;
  add("uid", todo.id);
  add("dtstamp", ICAL.Time.fromDateTimeString(stamp(now)));
  add("created", ICAL.Time.fromDateTimeString(stamp(todo.createdAt)));
  add("summary", todo.text);
  if (todo.notes) add("description", todo.notes);
  if (todo.due) for (const name of series ? ["dtstart", "due"] : ["due"]) addDue(vtodo, name, todo.due);
  if (todo.priority) add("priority", [1, 5, 9][todo.priority - 1]);
  // One each: where a name ends with a backslash, the library takes the comma behind it for a part of it.
  for (const label of todo.labels ?? []) add("categories", label);
  add("status", todo.completed ? "COMPLETED" : "NEEDS-ACTION");
  if (todo.parentId) add("related-to", todo.parentId);
  if (series) {
    add("rrule", ICAL.Recur.fromString(ruleInIcal(series.rule)));
    if (series.mode === "completion") add("x-codex-repeat", "completion");
  }
  if (list !== undefined) add("x-codex-list", list, "text");
  return `${vtodo.toString()}\r\n`;
}

/** The library takes capitals only, and no 01MO, which may stand in a rule of ours. */
function ruleInIcal(rule: string): string {
  return rule.toUpperCase().replace(/(?<=[=,][+-]?)0(?=\d[A-Z]{2})/g, "");
}

function addDue(vtodo: InstanceType<typeof ICAL.Component>, name: string, due: string): void {
  const parts = parseDue(due);
  if (!parts) return;
  const property = new ICAL.Property(name);
  const { date, time, zone } = parts;
  if (time === undefined) property.resetType("date");
  property.setValue(
    time === undefined ? ICAL.Time.fromDateString(date) : ICAL.Time.fromDateTimeString(`${date}T${time}:00`),
  );
  if (zone !== undefined) property.setParameter("tzid", zone);
  vtodo.addProperty(property);
}
