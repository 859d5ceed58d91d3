import { DateTime, RRuleSet } from "rrule-rust";
import { Temporal } from "temporal-polyfill";

/** A moment is YYYY-MM-DDTHH:MM by the clock of its series, midnight where only a day is due. */
export interface Asked {
  readonly rule: string;
  readonly start: string;
  readonly end: string;
  /** When it ends, beside what the rule says. */
  readonly until?: Until | undefined;
  readonly zone: string;
  readonly isDay: boolean;
}

/** UNTIL as it is written: a day, a time by the clock of the series, or a moment in UTC. */
export interface Until {
  readonly form: "day" | "clock" | "utc";
  readonly text: string;
}

const basic = (wall: string) => `${wall.replace(/[-:]/g, "")}00Z`;
const dashed = (text: string) => text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d).*/, "$1-$2-$3T$4:$5");

/** A time of the clock, some milliseconds later. */
export const laterBy = (wall: string, ms: number) =>
  new Date(Date.parse(`${wall}Z`) + ms).toISOString().slice(0, 16);

/** The same time on the last day of the month. */
export const lastOfMonth = (wall: string) =>
  Temporal.PlainDateTime.from(wall).with({ day: 31 }).toString({ smallestUnit: "minute" });

/** The moment of a wall-clock time, by another implementation of time zones. */
export const compatible = (wall: string, zone: string) =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;

/** The day of a moment in a zone, by the same. */
export const dayIn = (instant: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** All that the other implementation finds, from the start to the end. */
export function oracle({ rule, start, end, until, zone, isDay }: Asked): string[] {
  // The moment of an end is put to a series in a zone by Temporal, as the other implementation is asked in UTC.
  const isMoment = until?.form === "utc" && !isDay;
  const last = until && !isMoment ? lastOf(until) : undefined;
  // An end before the beginning is an error there.
  if (last !== undefined && last < basic(start)) return [];
  const ended = last === undefined ? rule : `${rule};UNTIL=${last}`;
  const found = RRuleSet.parse(`DTSTART:${basic(start)}\nRRULE:${ended}`)
    .between(DateTime.fromString(basic(start)), DateTime.fromString(basic(end)), true)
    .map((moment) => dashed(moment.toString()));
  return isMoment ? found.filter((wall) => compatible(wall, zone) <= instantOf(until.text)) : found;
}

const lastOf = ({ form, text }: Until) => ({ day: `${text}T235959Z`, clock: `${text}Z`, utc: text })[form];

const instantOf = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

/**
 * What the other implementation finds first after the day on which something was completed, counted from there. A month,
 * or year, after a day that not all months have is that of Temporal: docs/repetition.md, 24.
 */
export function oracleFromCompletion(asked: Asked): string | undefined {
  const { rule, start } = asked;
  const isPlain = /^FREQ=(MONTHLY|YEARLY)/.test(rule) && !/;BY(DAY|MONTHDAY|SETPOS)=/.test(rule);
  if (!isPlain || Number(start.slice(8, 10)) <= 28) return oracle(asked).find((found) => found > start);
  const found = plainFrom(asked).find((wall) => wall > start);
  // Whether it is over by then is asked as of a rule that has nothing but this.
  const once = { ...asked, rule: "FREQ=YEARLY" };
  return found !== undefined && oracle({ ...once, start: found, end: found }).length > 0 ? found : undefined;
}

/** Every so many months or years, on the day of the start or the last that there is. */
function plainFrom({ rule, start, end }: Asked): string[] {
  const from = Temporal.PlainDateTime.from(start);
  const interval = Number(/;INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1);
  const months = /;BYMONTH=([\d,]+)/.exec(rule)?.[1]?.split(",").map(Number);
  const isMonthly = rule.startsWith("FREQ=MONTHLY");
  const found: string[] = [];
  for (let step = 0; ; step += interval) {
    const period = from.add(isMonthly ? { months: step } : { years: step });
    if (period.with({ day: 1 }).toString() > end || period.year > from.year + 10) return found.sort();
    const named = isMonthly ? [period.month] : (months ?? [from.month]);
    for (const month of named.filter((month) => months?.includes(month) ?? true))
      found.push(from.with({ year: period.year, month }).toString({ smallestUnit: "minute" }));
  }
}
