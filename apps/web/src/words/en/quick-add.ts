import type { Description } from "@codex/core/repeat/describe";
import { listed, monthDayName, weekdayName } from "../calendar-names.js";
import { isolated, number } from "../format.js";

const SUFFIXES: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };

function ordinal(value: number): string {
  return `${value}${SUFFIXES[new Intl.PluralRules("en", { type: "ordinal" }).select(value)] ?? "th"}`;
}

/** Which day of a month, where negative numbers count from its end. */
const nth = (value: number) =>
  value === -1 ? "last" : value < 0 ? `${ordinal(-value)} to last` : ordinal(value);

/** On which days it comes: "Monday and Friday", "the 2nd Tuesday", "the 1st and 15th". */
function days({ weekdays, monthDays, months }: Description): string {
  if (weekdays.length > 0)
    return listed(
      weekdays.map((one) => `${one.nth === undefined ? "" : `the ${nth(one.nth)} `}${weekdayName(one.day)}`),
    );
  if (months.length > 0)
    return listed(months.flatMap((month) => monthDays.map((date) => monthDayName(month, date))));
  if (monthDays.length === 0) return "";
  return `the ${listed(monthDays.map((date) => (date < 0 ? `${nth(date)} day` : nth(date))))}`;
}

const isEachWeekday = ({ weekdays }: Description) =>
  weekdays.map(({ day, nth }) => `${day}${nth ?? ""}`).join() === "1,2,3,4,5";

/** How something repeats: "every month on the 1st". */
function repeat(rule: Description): string {
  const { every, unit, fromCompletion, skips } = rule;
  const on = isEachWeekday(rule) ? "weekday" : days(rule);
  const often = every === 1 ? `every ${unit}` : `every ${number(every)} ${unit}s`;
  const isWeekly = unit === "week" && every === 1 && on !== "";
  const base = isWeekly ? `every ${on}` : on === "" ? often : `${often} on ${on}`;
  return `${base}${skips ? `, if the ${skips} has it` : ""}${fromCompletion ? ", counted from when it is done" : ""}`;
}

/** What is said of a line while it is written. */
export const quickAdd = {
  understood: "Understood",
  due: (when: string) => `Due ${when}`,
  repeat: (rule: Description) => capital(repeat(rule)),
  priority: (priority: number) => `Priority ${priority}`,
  label: (name: string) => `Label ${isolated(name)}`,
  list: (name: string) => `In ${isolated(name)}`,
  keep: (what: string) => `${what}: keep it as text`,
  escape: (what: string) => `${what}. Press Escape to keep it as text.`,
  kept: (source: string) => `Kept as text: ${isolated(source)}`,
  addedTo: (list: string) => `Added to ${isolated(list)}`,
  lines: (count: number) => `${number(count)} lines`,
  addAll: (count: number) => `Add as ${number(count)} todos`,
  keepOne: "Keep as one text",
  linesKeys: (count: number) =>
    `${number(count)} lines. Press Enter to add them as ${number(count)} todos, Escape to keep one text.`,
};

export type QuickAddWords = typeof quickAdd;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
