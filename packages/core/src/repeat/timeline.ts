import { RRuleTemporal } from "rrule-temporal";
import { RULE_LIMITS, type Rule } from "./rule.js";

/** Scans of the library that are given up, for rules that have nothing in the years looked at. */
const MOST_STEPS = 50_000;

/** What the library gives moments as: text is all that is needed. */
const TEMPORAL = {
  ZonedDateTime: {
    from: (text: string) => ({ timeZoneId: "UTC", toString: () => text }),
  },
};

/**
 * The first occurrence of a rule after a moment; undefined if there is none within `RULE_LIMITS.years` of it.
 *
 * All moments are those of `wallOf`: what a clock shows, as if it were UTC's. So what is due at nine stays due at nine
 * by construction, and a day stays a day. UNTIL is not looked at.
 */
export function occurrenceAfter(rule: Rule, start: number, after: number): number | undefined {
  try {
    const from = Math.max(start, after);
    return millis(library(rule, start, yearsAfter(from)).next(new Date(after), false));
  } catch (thrown) {
    if (thrown instanceof Error && /^Maximum /.test(thrown.message)) return undefined;
    throw thrown;
  }
}

function library(rule: Rule, start: number, until: number) {
  const byDay = rule.weekdays.map(({ day, nth }) => `${nth ?? ""}${day}`);
  return new RRuleTemporal({
    freq: rule.freq,
    interval: rule.interval,
    wkst: rule.weekStart,
    ...(byDay.length > 0 && { byDay }),
    ...(rule.monthDays.length > 0 && { byMonthDay: [...rule.monthDays] }),
    ...(rule.months.length > 0 && { byMonth: [...rule.months] }),
    ...(rule.positions.length > 0 && { bySetPos: [...rule.positions] }),
    ...(rule.hours.length > 0 && { byHour: [...rule.hours] }),
    ...(rule.minutes.length > 0 && { byMinute: [...rule.minutes] }),
    ...(rule.count !== undefined && { count: rule.count }),
    dtstart: moment(start),
    until: moment(until),
    temporal: TEMPORAL,
    maxIterations: MOST_STEPS,
    cache: false,
  });
}

function moment(wall: number) {
  return TEMPORAL.ZonedDateTime.from(`${new Date(wall).toISOString().slice(0, 19)}+00:00[UTC]`);
}

function millis(found: { toString(): string } | null): number | undefined {
  return found ? Date.parse(found.toString().replace(/\[.*/, "")) : undefined;
}

function yearsAfter(wall: number): number {
  const date = new Date(wall);
  return date.setUTCFullYear(date.getUTCFullYear() + RULE_LIMITS.years);
}
