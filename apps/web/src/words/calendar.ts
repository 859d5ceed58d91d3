import { locale } from "./words.js";

/** Monday, 1 January 2024. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** The name of a day of the week. @param day - Monday is 1, Sunday 7 */
export function weekdayName(day: number, length: "long" | "short" = "long"): string {
  return inUtc(A_MONDAY + (day - 1) * DAY_MS, { weekday: length });
}

/** The name of a month. @param month - January is 1 */
export function monthName(month: number): string {
  return inUtc(Date.UTC(2024, month - 1, 1), { month: "long" });
}

/** A day of every year, such as 29 February. */
export function dayOfYear(month: number, day: number): string {
  return inUtc(Date.UTC(2024, month - 1, day), { day: "numeric", month: "long" });
}

/** A date. @param date - YYYY-MM-DD */
export function dateName(date: string): string {
  return inUtc(Date.parse(date), { day: "numeric", month: "short", year: "numeric" });
}

/** A time of day. @param time - HH:MM */
export function timeName(time: string): string {
  return new Date(`2024-01-01T${time}Z`).toLocaleTimeString(locale(), {
    timeStyle: "short",
    timeZone: "UTC",
  });
}

/** Several things in a sentence. */
export function listed(things: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(things);
}

function inUtc(moment: number, options: Intl.DateTimeFormatOptions): string {
  return new Date(moment).toLocaleDateString(locale(), { ...options, timeZone: "UTC" });
}
