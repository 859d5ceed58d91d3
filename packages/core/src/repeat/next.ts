import {
  compareDue,
  type Due,
  dateOfWall,
  dayAt,
  instantOfDue,
  isDue,
  parseDue,
  wallAt,
  wallOf,
  writeDue,
} from "../due.js";
import { parseRule, RULE_LIMITS, type Rule, type RuleProblem, type Series } from "./rule.js";
import { occurrenceAfter } from "./timeline.js";

const DAY_MS = 86_400_000;

/** That an occurrence of a series was completed, or skipped. */
export interface Completion {
  /** When it was due as the rule made it, even if it was put elsewhere by hand since (RFC 5545: RECURRENCE-ID). */
  readonly due: string;
  /** ISO 8601. */
  readonly completedAt: string;
  /** The zone of who completes: what day it is for them. Only series of days without a time look at it. */
  readonly zone: string;
  /** Then it was not done today: what the rule has for today may still come. */
  readonly isSkipped?: boolean;
}

/**
 * When the next of a series is due once one of it is completed; undefined if that was the last.
 *
 * By the schedule it is the first that is after the completed one and still to come, so that who is late does not get
 * the missed ones; of days without a time, today does not come again. Counted from completion it is the first after
 * the day of completion, at the time of day of the series. It depends on nothing but what it is given.
 */
export function nextDue(
  series: Series,
  { due, completedAt, zone, isSkipped = false }: Completion,
): string | undefined {
  const rule = parseRule(series.rule);
  const start = parseDue(series.start);
  const done = Date.parse(completedAt);
  const own = parseDue(due);
  if ("code" in rule || !start || !own || Number.isNaN(done)) return undefined;
  const today = dayAt(done, start.zone ?? zone);
  if (series.mode === "completion") {
    const anchor = { ...start, date: today };
    return fromCompletion(rule, anchor)
      .flatMap((one) => first(one, anchor, wallOf(anchor), () => true) ?? [])
      .sort()[0];
  }
  const after = start.time === undefined || own.time !== undefined ? wallOf(own) : wallOf(own) + DAY_MS - 1;
  const untilToday = Date.parse(today) - (isSkipped ? 1 : 0);
  if (start.time === undefined) return first(rule, start, Math.max(after, untilToday), () => true);
  // From a day before: where clocks jump, what is still to come may stand before what they show.
  const shown = wallAt(done, start.zone ?? zone) - DAY_MS;
  return first(rule, start, Math.max(after, shown), (next) => instantOfDue(next) > done);
}

/** When the first todos of a series are due, at most `count`: to be shown before it is saved. */
export function occurrences({ rule: text, start }: Pick<Series, "rule" | "start">, count: number): string[] {
  const rule = parseRule(text);
  const from = parseDue(start);
  if ("code" in rule || !from) return [];
  const found: string[] = [];
  let after = wallOf(from) - 1;
  while (found.length < count) {
    const next = first(rule, from, after, () => true);
    const parts = next === undefined ? undefined : parseDue(next);
    if (next === undefined || !parts) break;
    found.push(next);
    after = wallOf(parts);
  }
  return found;
}

/** The rule of a series as it reads from one of its dates on: of a COUNT, those before are over. */
export function ruleFrom({ rule: text, start }: Pick<Series, "rule" | "start">, due: string): string {
  const rule = parseRule(text);
  const [from, to] = [parseDue(start), parseDue(due)];
  if ("code" in rule || rule.count === undefined || !from || !to) return text;
  const { count, ...endless } = rule;
  let left = count;
  let wall = occurrenceAfter(endless, wallOf(from), wallOf(from) - 1);
  while (wall !== undefined && wall < wallOf(to) && left > 1) {
    left -= 1;
    wall = occurrenceAfter(endless, wallOf(from), wall);
  }
  return text.replace(/COUNT=[+\d]+/i, `COUNT=${left}`);
}

/** Whether one of the dates of a series that began then can be this: not before, and in the same zone, if in any. */
export function canHaveBegun(start: string, due: string): boolean {
  const [from, to] = [parseDue(start), parseDue(due)];
  return from !== undefined && to !== undefined && from.zone === to.zone && compareDue(start, due) <= 0;
}

/** To check one takes a millisecond, and an import asks for each three times. Emptied when it has grown. */
const checked = new Map<string, RuleProblem | undefined>();
const MOST_CHECKED = 5_000;

/** What keeps a series from being kept: a rule that is none, never comes again, or would run away. */
export function checkRule(series: Series): RuleProblem | undefined {
  const key = `${series.mode} ${series.start} ${series.rule}`;
  if (checked.has(key)) return checked.get(key);
  const problem = problemOf(series);
  if (checked.size >= MOST_CHECKED) checked.clear();
  // A file may have longer ones, which are not kept anyway.
  if (series.rule.length <= RULE_LIMITS.length) checked.set(key, problem);
  return problem;
}

function problemOf({ rule: text, mode, start }: Series): RuleProblem | undefined {
  const rule = parseRule(text);
  if ("code" in rule) return rule;
  if (!isDue(start)) return { code: "start" };
  const hasTimes = rule.hours.length > 0 || rule.minutes.length > 0;
  if (hasTimes && (mode === "completion" || start.length === 10)) return { code: "timeOfDay" };
  if (rule.count !== undefined && mode === "completion") return { code: "countFromCompletion" };
  const { count: _, until: __, ...endless } = rule;
  const from = wallOf(parseDue(start) ?? { date: start });
  const one = occurrenceAfter(endless, from, from - 1);
  const two = one === undefined ? undefined : occurrenceAfter(endless, from, one);
  if (two === undefined) return { code: "never" };
  return occurrences({ rule: text, start }, 1).length === 0 ? { code: "over" } : undefined;
}

/** The first occurrence after what a clock shows that is as wanted, unless the rule ends before. */
function first(rule: Rule, start: Due, after: number, wanted: (due: string) => boolean): string | undefined {
  const from = wallOf(start);
  let wall = occurrenceAfter(rule, from, after);
  while (wall !== undefined) {
    const due = dueOf(wall, start);
    if (due === undefined || isOver(rule, due)) return undefined;
    if (wanted(due)) return due;
    wall = occurrenceAfter(rule, from, wall);
  }
  return undefined;
}

function dueOf(wall: number, { zone }: Due): string | undefined {
  const date = dateOfWall(wall);
  if (date === undefined) return undefined;
  return zone === undefined
    ? date
    : writeDue({ date, time: new Date(wall).toISOString().slice(11, 16), zone });
}

/** Whether a rule ends before an occurrence: a day by days, in UTC by the moment, else by the clock of the series. */
function isOver({ until }: Rule, due: string): boolean {
  if (until === undefined) return false;
  const hasTime = until.length > 10 && due.length > 10;
  if (!hasTime) return due.slice(0, 10) > until.slice(0, 10);
  return until.endsWith("Z") ? instantOfDue(due) > Date.parse(until) : due.slice(0, 16) > until.slice(0, 16);
}

/**
 * A rule counted from the day of a completion: a month after 31 January is the last of February, whereas a schedule
 * on the 31st skips it. Several rules, each with one of the months, where a position would be one of the year.
 */
function fromCompletion(rule: Rule, { date }: Due): readonly Rule[] {
  const day = Number(date.slice(8));
  const isPlain = rule.weekdays.length === 0 && rule.monthDays.length === 0 && rule.positions.length === 0;
  if (day <= 28 || !isPlain || (rule.freq !== "MONTHLY" && rule.freq !== "YEARLY")) return [rule];
  const orLast = { ...rule, monthDays: [28, 29, 30, 31].filter((at) => at <= day), positions: [-1] };
  if (rule.freq === "MONTHLY") return [orLast];
  const months = rule.months.length > 0 ? rule.months : [Number(date.slice(5, 7))];
  return months.map((month) => ({ ...orLast, months: [month] }));
}
