import { locale } from "./words.js";

/** The name of a day of the week; Monday is 1, Sunday 7. */
export function weekdayName(day: number): string {
  // 1 January 2024 was a Monday.
  return named({ weekday: "long" }, Date.UTC(2024, 0, day));
}

/** A day of every year, as "February 29". @param month - January is 1 */
export function monthDayName(month: number, date: number): string {
  return named({ month: "long", day: "numeric" }, Date.UTC(2024, month - 1, date));
}

/** Several things, as "Monday, Wednesday and Friday". */
export function listed(things: readonly string[]): string {
  return new Intl.ListFormat(locale()).format(things);
}

function named(fields: Intl.DateTimeFormatOptions, at: number): string {
  return new Intl.DateTimeFormat(locale(), { ...fields, timeZone: "UTC" }).format(at);
}
