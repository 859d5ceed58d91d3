import { dayAt, parseDue } from "../due.js";
import { type Frequency, parseRule, type Rule, type Series, type Weekday, type WeekdayOf } from "./rule.js";
import { skipped } from "./skips.js";

/** A rule as words can be made of it, in any language. */
export interface Description {
  /** Every two weeks: 2 and "week". */
  readonly every: number;
  readonly unit: "day" | "week" | "month" | "year";
  readonly fromCompletion: boolean;
  /** Monday is 1, Sunday 7; `nth` of the month, or of the year if `nthOf` says so, from its end if negative. */
  readonly weekdays: readonly { readonly day: number; readonly nth?: number }[];
  readonly nthOf?: "month" | "year";
  /** Days of the month, from its end if negative: -1 is the last. */
  readonly monthDays: readonly number[];
  /** On this day of the month, or on its last if it has no such day. Stands in place of `monthDays` and `positions`. */
  readonly orLastDay?: number;
  /** January is 1. */
  readonly months: readonly number[];
  /** Of the days that remain only these are meant, from the end if negative. */
  readonly positions: readonly number[];
  /** Times of day, HH:MM, if there are several, or others than that of the start. */
  readonly times: readonly string[];
  /** The day that weeks begin with, if it matters. */
  readonly weekStart?: number;
  /** How often in all. */
  readonly count?: number;
  /** The last day, YYYY-MM-DD. */
  readonly until?: string;
  /** Some months, or years, have no such day, and are skipped: to be told before it is saved. */
  readonly skips?: "month" | "year";
}

const UNITS = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" } as const;
const WEEKDAYS: readonly Weekday[] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** A rule as words can be made of it: what its start says without words is said. Undefined if it is none. */
export function describe({ rule: text, mode, start }: Series): Description | undefined {
  const written = parseRule(text);
  const from = parseDue(start);
  if ("code" in written || !from) return undefined;
  const rule = mode === "schedule" ? explicit(written, from.date) : written;
  const orLastDay = lastDayInstead(rule);
  const nthOf = nthOfWhat(rule);
  const skips = skipped(rule, from.date, mode);
  const until = rule.until?.endsWith("Z") ? dayAt(Date.parse(rule.until), from.zone ?? "UTC") : rule.until;
  return {
    every: rule.interval,
    unit: UNITS[rule.freq],
    fromCompletion: mode === "completion",
    weekdays: rule.weekdays.map(({ day, nth }) => ({ day: isoDay(day), ...(nth !== undefined && { nth }) })),
    monthDays: orLastDay === undefined ? rule.monthDays : [],
    months: rule.months,
    positions: orLastDay === undefined ? rule.positions : [],
    times: times(rule, from.time),
    ...(nthOf !== undefined && { nthOf }),
    ...(orLastDay !== undefined && { orLastDay }),
    ...(rule.freq === "WEEKLY" && rule.interval > 1 && { weekStart: isoDay(rule.weekStart) }),
    ...(rule.count !== undefined && { count: rule.count }),
    ...(until !== undefined && { until: until.slice(0, 10) }),
    ...(skips !== undefined && { skips }),
  };
}

/** The day of the start, where the rule leaves it to that. */
function explicit(rule: Rule, date: string): Rule {
  const isDay = rule.weekdays.length > 0 || rule.monthDays.length > 0;
  if (isDay || rule.freq === "DAILY") return rule;
  const weekday = WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7] ?? "MO";
  if (rule.freq === "WEEKLY") return { ...rule, weekdays: [{ day: weekday }] };
  const dated = { ...rule, monthDays: [Number(date.slice(8))] };
  const isMonth = rule.freq === "MONTHLY" || rule.months.length > 0;
  return isMonth ? dated : { ...dated, months: [Number(date.slice(5, 7))] };
}

function isoDay(day: Weekday): number {
  return WEEKDAYS.indexOf(day) + 1;
}

/** 31 for BYMONTHDAY=28,29,30,31;BYSETPOS=-1: the last of these days that a month has. */
function lastDayInstead({ freq, weekdays, monthDays, months, positions, hours, minutes }: Rule) {
  const last = monthDays.at(-1);
  const eachMonth: Frequency = months.length === 1 ? "YEARLY" : "MONTHLY";
  const others = weekdays.length + hours.length + minutes.length;
  if (last === undefined || last < 29 || others > 0 || positions.join() !== "-1") return undefined;
  const isRow = monthDays.join() === [28, 29, 30, 31].filter((day) => day <= last).join();
  return isRow && (freq === "MONTHLY" || freq === eachMonth) ? last : undefined;
}

function nthOfWhat({ freq, weekdays, months }: Rule): Description["nthOf"] {
  if (!weekdays.some(({ nth }: WeekdayOf) => nth !== undefined)) return undefined;
  return freq === "YEARLY" && months.length === 0 ? "year" : "month";
}

function times({ hours, minutes }: Rule, time = "00:00"): string[] {
  if (hours.length === 0 && minutes.length === 0) return [];
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const two = (value: number) => String(value).padStart(2, "0");
  return (hours.length > 0 ? hours : [hour]).flatMap((at) =>
    (minutes.length > 0 ? minutes : [minute]).map((past) => `${two(at)}:${two(past)}`),
  );
}
