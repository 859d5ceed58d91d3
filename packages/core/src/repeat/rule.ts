import { dateOfWall } from "../due.js";

/** What a rule may be. */
export const RULE_LIMITS = {
  /** Characters of a rule. */
  length: 500,
  /** INTERVAL and COUNT, at most. */
  interval: 1_000,
  count: 1_000,
  /** Occurrences on one day, at most. */
  perDay: 24,
  /** Years within which it must come again. */
  years: 40,
} as const;

const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const PARTS = [
  ...["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"],
  ...["BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYHOUR", "BYMINUTE"],
];
/** Parts of RFC 5545 that are refused: there are no words for them, and the libraries do not agree on what they mean. */
const OTHER_PARTS = ["BYSECOND", "BYYEARDAY", "BYWEEKNO"];

/** Days of the months in a leap year. */
const LONGEST: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export type Frequency = (typeof FREQUENCIES)[number];
export type Weekday = (typeof WEEKDAYS)[number];

/** A day of the week; with `nth`, only the nth of the month or year, from its end if negative. */
export interface WeekdayOf {
  readonly day: Weekday;
  readonly nth?: number;
}

/** An RRULE of RFC 5545, taken apart. A list that the rule does not have is empty. */
export interface Rule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly count?: number;
  /** The last day, YYYY-MM-DD, or moment: YYYY-MM-DDTHH:MM:SS by the clock of the series, with a Z by that of UTC. */
  readonly until?: string;
  readonly weekStart: Weekday;
  readonly weekdays: readonly WeekdayOf[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  readonly positions: readonly number[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
}

/**
 * What a rule repeats. Kept apart from the todos it makes.
 *
 * `schedule`: as the calendar says. `completion`: counted from the day on which the todo was completed.
 */
export interface Series {
  /** The value of an RRULE, such as "FREQ=WEEKLY;BYDAY=MO". */
  readonly rule: string;
  readonly mode: "schedule" | "completion";
  /** When the first is due. INTERVAL and COUNT are counted from here; its time and zone are those of all. */
  readonly start: string;
}

/** What keeps a rule from being kept; `part` names what of it. */
export interface RuleProblem {
  readonly code: RuleProblemCode;
  readonly part?: string;
}
export type RuleProblemCode = keyof typeof PROBLEMS;

const PROBLEMS = {
  tooLong: `must be at most ${RULE_LIMITS.length} characters long`,
  syntax: "must be the value of an RRULE, such as FREQ=WEEKLY;BYDAY=MO",
  unknownPart: "has a part that RFC 5545 does not know",
  unsupportedPart: "has a part that is not supported",
  frequency: "must repeat by the day, week, month or year",
  value: "has a part with a value that it cannot have",
  interval: `must have an INTERVAL of 1 to ${RULE_LIMITS.interval}`,
  count: `must have a COUNT of 1 to ${RULE_LIMITS.count}`,
  countAndUntil: "must not have both COUNT and UNTIL",
  combination: "has parts that do not go together",
  start: "must start at a day, or a time in a known zone",
  timeOfDay: "cannot have times of day where only a day is due, or if it is counted from completion",
  tooOften: `must not come more than ${RULE_LIMITS.perDay} times a day`,
  countFromCompletion: "cannot have a COUNT if it is counted from completion",
  never: `must come again within ${RULE_LIMITS.years} years`,
  over: "ends before it begins",
} as const;

/** A problem in English, to come after "The rule". */
export function ruleProblemText({ code, part }: RuleProblem): string {
  return part === undefined ? PROBLEMS[code] : `${PROBLEMS[code]}: ${part}`;
}

/** Takes a rule apart. Says what is wrong with it by itself; `checkRule` also looks at what it would make. */
export function parseRule(text: string): Rule | RuleProblem {
  if (text.length > RULE_LIMITS.length) return { code: "tooLong" };
  const parts = new Map<string, string>();
  for (const piece of text.toUpperCase().split(";")) {
    const [, name, value] = /^([A-Z]+(?:-[A-Z]+)*)=([A-Z0-9,+-]+)$/.exec(piece) ?? [];
    if (name === undefined || value === undefined || parts.has(name)) return { code: "syntax" };
    if (OTHER_PARTS.includes(name)) return { code: "unsupportedPart", part: name };
    if (!PARTS.includes(name)) return { code: "unknownPart", part: name.slice(0, 30) };
    parts.set(name, value);
  }
  const freq = FREQUENCIES.find((known) => known === parts.get("FREQ"));
  if (!freq) return { code: parts.has("FREQ") ? "frequency" : "syntax" };
  const rule = readParts(freq, parts);
  return "code" in rule ? rule : (combination(rule) ?? rule);
}

function readParts(freq: Frequency, parts: ReadonlyMap<string, string>): Rule | RuleProblem {
  const interval = number(parts.get("INTERVAL") ?? "1", 1, RULE_LIMITS.interval);
  if (interval === undefined) return { code: "interval" };
  const count = number(parts.get("COUNT"), 1, RULE_LIMITS.count);
  if (count === undefined && parts.has("COUNT")) return { code: "count" };
  const until = readUntil(parts.get("UNTIL"));
  const weekStart = WEEKDAYS.find((day) => day === (parts.get("WKST") ?? "MO"));
  const most = freq === "MONTHLY" ? 5 : 53;
  const lists = {
    BYDAY: weekdays(parts.get("BYDAY"), most),
    BYMONTHDAY: numbers(parts.get("BYMONTHDAY"), 1, 31, true),
    BYMONTH: numbers(parts.get("BYMONTH"), 1, 12),
    BYSETPOS: numbers(parts.get("BYSETPOS"), 1, 366, true),
    BYHOUR: numbers(parts.get("BYHOUR"), 0, 23),
    BYMINUTE: numbers(parts.get("BYMINUTE"), 0, 59),
  };
  const { BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, BYHOUR, BYMINUTE } = lists;
  if (until === undefined && parts.has("UNTIL")) return { code: "value", part: "UNTIL" };
  if (!weekStart) return { code: "value", part: "WKST" };
  if (!BYDAY || !BYMONTHDAY || !BYMONTH || !BYSETPOS || !BYHOUR || !BYMINUTE) {
    const wrong = Object.entries(lists).find(([, list]) => !list)?.[0];
    return { code: "value", ...(wrong === undefined ? {} : { part: wrong }) };
  }
  return {
    ...{ freq, interval, weekStart, weekdays: BYDAY, monthDays: BYMONTHDAY, months: BYMONTH },
    ...{ positions: BYSETPOS, hours: BYHOUR, minutes: BYMINUTE },
    ...(count === undefined ? {} : { count }),
    ...(until === undefined ? {} : { until }),
  };
}

/** What RFC 5545 forbids, and what its implementations do not agree on. docs/decisions/0028-repetition.md */
function combination(rule: Rule): RuleProblem | undefined {
  const { freq, count, until, weekdays, monthDays, months, positions, hours, minutes } = rule;
  const no = (part: string): RuleProblem => ({ code: "combination", part });
  if (count !== undefined && until !== undefined) return { code: "countAndUntil" };
  const byMonth = freq === "MONTHLY" || freq === "YEARLY";
  const counted = weekdays.filter(({ nth }) => nth !== undefined);
  if (counted.length > 0 && !byMonth) return no(`BYDAY with numbers in FREQ=${freq}`);
  if (counted.length > 0 && counted.length < weekdays.length) return no("BYDAY with and without numbers");
  if (counted.length > 0 && monthDays.length > 0) return no("BYDAY with numbers, BYMONTHDAY");
  if (monthDays.length > 0 && freq === "WEEKLY") return no("BYMONTHDAY in FREQ=WEEKLY");
  if (positions.length > 0 && !byMonth) return no(`BYSETPOS in FREQ=${freq}`);
  const set = [weekdays, monthDays, months, hours, minutes].some((list) => list.length > 0);
  if (positions.length > 0 && !set) return no("BYSETPOS alone");
  const longest = Math.max(...(months.length > 0 ? months.map((month) => LONGEST[month - 1] ?? 31) : [31]));
  if (monthDays.length > 0 && monthDays.every((day) => Math.abs(day) > longest)) return { code: "never" };
  const perDay = Math.max(hours.length, 1) * Math.max(minutes.length, 1);
  return perDay > RULE_LIMITS.perDay ? { code: "tooOften" } : undefined;
}

function number(text: string | undefined, least: number, most: number): number | undefined {
  const value = text !== undefined && /^[+-]?\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

/** The numbers of a list in their order, each once; undefined if one is not allowed. */
function numbers(text: string | undefined, least: number, most: number, fromEnd = false) {
  if (text === undefined) return [];
  const found = text.split(",").map((piece) => {
    return number(piece, least, most) ?? (fromEnd ? number(piece, -most, -least) : undefined);
  });
  const known = found.filter((value) => value !== undefined);
  return known.length === found.length ? [...new Set(known)].sort((a, b) => a - b) : undefined;
}

function weekdays(text: string | undefined, most: number): WeekdayOf[] | undefined {
  if (text === undefined) return [];
  const found = new Map<string, WeekdayOf>();
  for (const piece of text.split(",")) {
    const [, count, name] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(piece) ?? [];
    const day = WEEKDAYS.find((known) => known === name);
    const nth = number(count, 1, most) ?? number(count, -most, -1);
    if (!day || (count !== undefined && nth === undefined)) return undefined;
    found.set(`${nth ?? ""}${day}`, nth === undefined ? { day } : { day, nth });
  }
  const order = ({ day, nth = 0 }: WeekdayOf) => nth * 7 + WEEKDAYS.indexOf(day);
  return [...found.values()].sort((a, b) => order(a) - order(b));
}

function readUntil(text: string | undefined): string | undefined {
  const pattern = /^(\d{4})(\d\d)(\d\d)(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d)(Z?))?$/;
  const [, year, month, day, hour, minute, second, utc] = pattern.exec(text ?? "") ?? [];
  const date = `${year}-${month}-${day}`;
  if (dateOfWall(Date.parse(date)) !== date) return undefined;
  return hour === undefined ? date : `${date}T${hour}:${minute}:${second}${utc}`;
}
