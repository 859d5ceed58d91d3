import { addDays, noonOf } from "./calendar.js";

/** The days of a week as RFC 5545 names them, Sunday first as JavaScript counts them. */
export const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;

export type Weekday = (typeof WEEKDAYS)[number];

export type Frequency = "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";

/** The repetitions that a line can say. */
export interface Rule {
  readonly frequency: Frequency;
  readonly interval?: number;
  readonly weekdays?: readonly Weekday[];
  /** Which of the month's such weekdays: 1 to 4, or -1 for the last. */
  readonly nth?: number;
  readonly month?: number;
  /** Days of the month, -1 for its last. */
  readonly dates?: readonly number[];
}

/** The most that a repetition may leave out. */
export const MOST_INTERVAL = 366;

/** A rule as the value of an RFC 5545 RRULE. */
export function ruleText({ frequency, interval = 1, weekdays, nth, month, dates }: Rule): string {
  const parts = [`FREQ=${frequency}`];
  if (interval !== 1) parts.push(`INTERVAL=${interval}`);
  if (month !== undefined) parts.push(`BYMONTH=${month}`);
  if (weekdays !== undefined) parts.push(`BYDAY=${weekdays.map((day) => `${nth ?? ""}${day}`).join(",")}`);
  if (dates !== undefined) parts.push(`BYMONTHDAY=${dates.join(",")}`);
  return parts.join(";");
}

/** Whether the month that a day stands in ends with it. */
function isLast(day: string): boolean {
  return addDays(day, 1).slice(5, 7) !== day.slice(5, 7);
}

/** Whether a rule may begin on a day. */
function holds(rule: Rule, day: string): boolean {
  const noon = noonOf(day);
  const date = noon.getUTCDate();
  if (rule.month !== undefined && rule.month !== noon.getUTCMonth() + 1) return false;
  if (rule.dates !== undefined) return rule.dates.includes(date) || (rule.dates.includes(-1) && isLast(day));
  if (rule.weekdays === undefined) return true;
  if (!rule.weekdays.some((name) => WEEKDAYS[noon.getUTCDay()] === name)) return false;
  if (rule.nth === undefined) return true;
  if (rule.nth === -1) return addDays(day, 7).slice(5, 7) !== day.slice(5, 7);
  return Math.ceil(date / 7) === rule.nth;
}

/** Between two 29 February may lie eight years. */
const FARTHEST_DAYS = 366 * 8 + 1;

/** The first day of a rule, counted from a day on; undefined if it has none. */
export function firstDay(rule: Rule, from: string): string | undefined {
  for (let ahead = 0, day = from; ahead < FARTHEST_DAYS; ahead += 1, day = addDays(day, 1)) {
    if (holds(rule, day)) return day;
  }
  return undefined;
}

/** Whether every day of the rule's month and dates exists in some year. */
export function exists({ month, dates = [], interval = 1 }: Rule): boolean {
  const longest = month === undefined ? 31 : new Date(Date.UTC(2024, month, 0)).getUTCDate();
  return (
    interval >= 1 &&
    interval <= MOST_INTERVAL &&
    dates.every((date) => date === -1 || (date >= 1 && date <= longest))
  );
}
