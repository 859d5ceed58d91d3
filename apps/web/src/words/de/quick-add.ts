import type { Description } from "@codex/core/repeat/describe";
import { listed, monthDayName, weekdayName } from "../calendar-names.js";
import type { QuickAddWords } from "../en/quick-add.js";
import { isolated, number } from "../format.js";

const EVERY = { day: "Jeden Tag", week: "Jede Woche", month: "Jeden Monat", year: "Jedes Jahr" };
const UNITS = { day: "Tage", week: "Wochen", month: "Monate", year: "Jahre" };
const SKIPS = { month: "sofern der Monat ihn hat", year: "sofern das Jahr ihn hat" };

const nth = (value: number) => (value === -1 ? "letzten" : value < 0 ? `${-value}.-letzten` : `${value}.`);

/** An welchen Tagen: „Montag und Freitag“, „2. Dienstag“, „1. und 15.“. */
function days({ weekdays, monthDays, months }: Description): string {
  if (weekdays.length > 0)
    return listed(
      weekdays.map((one) => `${one.nth === undefined ? "" : `${nth(one.nth)} `}${weekdayName(one.day)}`),
    );
  if (months.length > 0)
    return listed(months.flatMap((month) => monthDays.map((date) => monthDayName(month, date))));
  return listed(monthDays.map((date) => (date < 0 ? `${nth(date)} Tag` : nth(date))));
}

const isEachWeekday = ({ weekdays }: Description) =>
  weekdays.map(({ day, nth }) => `${day}${nth ?? ""}`).join() === "1,2,3,4,5";

function repeat(rule: Description): string {
  const { every, unit, fromCompletion, skips } = rule;
  const on = isEachWeekday(rule) ? "Werktag" : days(rule);
  const often = every === 1 ? EVERY[unit] : `Alle ${number(every)} ${UNITS[unit]}`;
  const isWeekly = unit === "week" && every === 1 && on !== "";
  const base = isWeekly ? `Jeden ${on}` : on === "" ? often : `${often} am ${on}`;
  return `${base}${skips ? `, ${SKIPS[skips]}` : ""}${fromCompletion ? ", gezählt ab der Erledigung" : ""}`;
}

/** What is said of a line while it is written. */
export const quickAdd: QuickAddWords = {
  understood: "Verstanden",
  due: (when) => `Fällig ${when}`,
  repeat,
  priority: (priority) => `Priorität ${priority}`,
  label: (name) => `Etikett ${isolated(name)}`,
  list: (name) => `In der Liste ${isolated(name)}`,
  keep: (what) => `${what}: als Text behalten`,
  escape: (what) => `${what}. Mit Escape bleibt es Text.`,
  kept: (source) => `Bleibt Text: ${isolated(source)}`,
  addedTo: (list) => `Zu ${isolated(list)} hinzugefügt`,
  lines: (count) => `${number(count)} Zeilen`,
  addAll: (count) => `Als ${number(count)} Aufgaben hinzufügen`,
  keepOne: "Als ein Text behalten",
  linesKeys: (count) =>
    `${number(count)} Zeilen. Mit Eingabe werden sie ${number(count)} Aufgaben, mit Escape ein Text.`,
};
