import { dateOfDue, dayAt, instantOfDue, parseDue } from "@codex/core/due";
import { forLanguages } from "./format.js";
import { locale } from "./words.js";

/** Who looks at a due moment: when, in milliseconds since 1970, and in which time zone. */
export interface Looking {
  readonly now: number;
  readonly zone: string;
  /** Their language, as `Intl` calls it; without one, that of the page. */
  readonly tag?: string;
}

const DAY_MS = 86_400_000;
/** Days that are told by their name: none of them is told as today, or comes again a week later. */
const NAMED_DAYS = 6;

/** When a todo is due, as people here say it: the day, and the time by their own clock if there is one. */
export function dueWords(due: string, looking: Looking): string {
  const day = dayWords(dateOfDue(due, looking.zone), looking);
  const { time } = parseDue(due) ?? {};
  return time === undefined ? day : `${day}, ${timeWords(instantOfDue(due), looking)}`;
}

/** A day as people here say it: today, tomorrow, by its name if it is near, else by its date. @param date - YYYY-MM-DD */
export function dayWords(date: string, { now, zone, tag = locale() }: Looking): string {
  const today = dayAt(now, zone);
  const days = Math.round((Date.parse(date) - Date.parse(today)) / DAY_MS);
  if (Math.abs(days) <= 1) return relative(tag).format(days, "day");
  if (days > 0 && days <= NAMED_DAYS) return inUtc(tag, date, { weekday: "long" });
  const isThisYear = date.slice(0, 4) === today.slice(0, 4);
  return inUtc(tag, date, { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) });
}

/** Whether the moment, or the day without a time, is over. */
export function isOverdue(due: string, { now, zone }: Looking): boolean {
  return due.length > 10 ? instantOfDue(due) < now : due < dayAt(now, zone);
}

/** A time of day as people here write it. */
function timeWords(instant: number, { zone, tag = locale() }: Looking): string {
  return dates(tag, { timeStyle: "short", timeZone: zone }).format(instant);
}

function inUtc(tag: string, date: string, options: Intl.DateTimeFormatOptions): string {
  return dates(tag, { ...options, timeZone: "UTC" }).format(Date.parse(date));
}

// To make one takes far longer than to ask it, and rows that are scrolled into sight ask many times.
const made = new Map<string, Intl.DateTimeFormat>();

function dates(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(tag, options);
  made.set(key, known);
  return known;
}

const relative = forLanguages((tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto" }));
