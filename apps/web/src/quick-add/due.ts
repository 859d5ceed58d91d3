import type { ParsedComponents } from "chrono-node";
import { addDays, type Clock, clockIn, dayOf, noonOf } from "./calendar.js";
import { type Ahead, type DueForm, type Language, PARTS_OF_DAY } from "./language.js";
import { WEEKDAYS } from "./rule.js";

/** A day, a time, or both, as an expression says them. */
export interface When {
  readonly day?: string | undefined;
  readonly minute?: number | undefined;
}

/** Now: the instant, and what the person's wall clock shows. */
export interface Now extends Clock {
  readonly instant: Date;
  readonly zone: string;
}

/** So many months later, on the same date or the last one that the month has. */
function addMonths(day: string, months: number): string | undefined {
  const noon = noonOf(day);
  const index = noon.getUTCFullYear() * 12 + noon.getUTCMonth() + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  for (let date = noon.getUTCDate(); date > 27; date -= 1) {
    const found = dayOf(year, month, date);
    if (found !== undefined) return found;
  }
  return dayOf(year, month, noon.getUTCDate());
}

/** The next day that has a date; today counts. */
function nextDate(day: string, date: number): string | undefined {
  for (let ahead = 0, found = day; ahead < 62; ahead += 1, found = addDays(found, 1)) {
    if (noonOf(found).getUTCDate() === date) return found;
  }
  return undefined;
}

/** The next day that has a month and a date; today counts. */
function nextYearly(today: string, month: number, date: number): string | undefined {
  const year = Number(today.slice(0, 4));
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const found = dayOf(year + ahead, month, date);
    if (found !== undefined && found >= today) return found;
  }
  return undefined;
}

function dayAhead(ahead: Exclude<Ahead, { minutes: number }>, today: string): string | undefined {
  if ("days" in ahead) return addDays(today, ahead.days);
  return "months" in ahead ? addMonths(today, ahead.months) : nextDate(today, ahead.date);
}

/** A leap year, in which every date is that is in any. */
const LEAP_YEAR = "2024-01-01";

/**
 * What chrono reads in a phrase, if it is all of it and one time. It reckons from noon as if the person's clock were
 * UTC: no clock of any zone is put forward or back at noon.
 */
function parsed(phrase: string, language: Language, day: string): ParsedComponents | undefined {
  const reference = { instant: noonOf(day), timezone: 0 };
  const [result, ...others] = language.chrono.parse(phrase, reference, { forwardDate: true });
  const isAll = result?.text.length === phrase.length && others.length === 0 && !result.end;
  return isAll ? result.start : undefined;
}

/** Minutes since midnight, by the hour that was said or what the part of the day stands for. */
function minuteOf(start: ParsedComponents, form: DueForm): number {
  const tags = start.tags();
  const named = [...PARTS_OF_DAY].find(([tag]) => tags.has(tag))?.[1];
  if (!start.isCertain("hour")) return (named ?? start.get("hour") ?? 0) * 60;
  const hour = start.get("hour") ?? 0;
  const isLater = form.isAfternoon && named === undefined && hour >= 1 && hour <= 5;
  return ((hour + (isLater ? 12 : 0)) % 24) * 60 + (start.get("minute") ?? 0);
}

/** The day and time of a phrase. */
function read(form: DueForm, language: Language, today: string): When | undefined {
  // It refuses 29 February in a year that has none, even if the next one was meant.
  const start = parsed(form.read, language, today) ?? parsed(form.read, language, LEAP_YEAR);
  if (!start) return undefined;
  const [year, month, date] = [start.get("year") ?? 0, start.get("month") ?? 0, start.get("day") ?? 0];
  const weekday = form.isWeekday ? start.get("weekday") : null;
  const isYearly = start.isCertain("day") && !start.isCertain("year");
  let day = isYearly ? nextYearly(today, month, date) : dayOf(year, month, date);
  // What is the coming Saturday it decides by the machine's clock too.
  if (weekday !== null) day = addDays(today, (weekday - noonOf(today).getUTCDay() + 7) % 7);
  return { day, minute: form.hasTime ? minuteOf(start, form) : undefined };
}

/** What an expression means now; undefined if there is no such day or time. */
export function whenOf(form: DueForm, language: Language, now: Now): When | undefined {
  const { ahead } = form;
  if (ahead !== undefined && "minutes" in ahead) {
    return clockIn(now.zone, new Date(now.instant.getTime() + ahead.minutes * 60_000));
  }
  const said = form.read === "" ? {} : read(form, language, now.day);
  if (said === undefined) return undefined;
  const minute = form.hasTime ? said.minute : undefined;
  if (!form.hasDay) return { minute };
  const day = ahead === undefined ? said.day : dayAhead(ahead, now.day);
  if (day === undefined) return undefined;
  const { onWeekday } = form;
  if (onWeekday !== undefined && WEEKDAYS[noonOf(day).getUTCDay()] !== onWeekday) return undefined;
  const isOver = form.isWeekday && day === now.day && minute !== undefined && minute <= now.minute;
  return { day: isOver ? addDays(day, 7) : day, minute };
}
