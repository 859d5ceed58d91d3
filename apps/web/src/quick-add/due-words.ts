import { type Due, parseDue } from "@codex/core/due";
import { locale } from "../words/words.js";

const DAY_MS = 86_400_000;

/** The days from today for which the day of the week says enough. */
const WITHIN_A_WEEK = 6;

/**
 * When something is due as people here say it: "tomorrow, 9:00 AM", "Friday", "Tue, Dec 1".
 *
 * @param today - YYYY-MM-DD, of who reads it
 */
export function dueInWords(due: string, today: string): string {
  const { date, time }: Due = parseDue(due) ?? { date: due };
  const day = dayInWords(date, today);
  if (time === undefined) return day;
  const clock = { timeStyle: "short", timeZone: "UTC" } as const;
  return `${day}, ${new Intl.DateTimeFormat(locale(), clock).format(new Date(`${date}T${time}Z`))}`;
}

function dayInWords(date: string, today: string): string {
  const days = Math.round((Date.parse(date) - Date.parse(today)) / DAY_MS);
  if (Math.abs(days) <= 1)
    return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(days, "day");
  const isNear = days > 0 && days <= WITHIN_A_WEEK;
  const isThisYear = date.slice(0, 4) === today.slice(0, 4);
  const fields: Intl.DateTimeFormatOptions = isNear
    ? { weekday: "long" }
    : { weekday: "short", day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) };
  return new Intl.DateTimeFormat(locale(), { ...fields, timeZone: "UTC" }).format(new Date(date));
}
