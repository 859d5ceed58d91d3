import { RULE_LIMITS, type Rule, type Series, type Weekday } from "./rule.js";

const DAY_MS = 86_400_000;
const YEAR = 12;
/** The first day of 1970 was a Thursday. */
const WEEKDAYS: readonly Weekday[] = ["TH", "FR", "SA", "SU", "MO", "TU", "WE"];

/**
 * Whether a month that a rule means is without any of its days; or a year, if it means one month or set of the year.
 * The days of `RULE_LIMITS.years` are looked at, as nearly every part of a rule bears on it. Where it ends is not.
 *
 * @param rule - with the day of its start, where it leaves it to that
 * @param date - of its start; what is counted from completion may begin anywhere
 */
export function skipped(rule: Rule, date: string, mode: Series["mode"]): "month" | "year" | undefined {
  const { freq, interval, months, monthDays, weekdays, positions } = rule;
  const namesDays = monthDays.length > 0 || (weekdays.length > 0 && freq !== "DAILY");
  if (!namesDays || freq === "WEEKLY") return undefined;
  const start = Date.parse(date) / DAY_MS;
  const isMet = (days: readonly number[]) => {
    if (freq !== "DAILY") return isAnyLeft(rule, days.length);
    const phases = new Set(days.map((day) => (((day - start) % interval) + interval) % interval));
    return mode === "completion" ? phases.size === interval : phases.has(0);
  };
  const step = freq === "DAILY" || mode === "completion" ? 1 : interval;
  if (periods(rule, date, step).every((spans) => isMet(spans.flatMap((span) => daysOf(rule, span)))))
    return undefined;
  return months.length === 1 || (freq === "YEARLY" && (positions.length > 0 || isNthOfYear(rule)))
    ? "year"
    : "month";
}

/** Months, counted from 1900. */
interface Span {
  readonly first: number;
  readonly length: number;
}

/** What must not be without a day: each month, or the months of each year together, or each year as a whole. */
function periods(rule: Rule, date: string, step: number): readonly (readonly Span[])[] {
  const { freq, months, positions } = rule;
  const month = (Number(date.slice(0, 4)) - 1900) * YEAR + Number(date.slice(5, 7)) - 1;
  const every = (from: number, by: number) =>
    Array.from({ length: Math.ceil((RULE_LIMITS.years * YEAR) / by) }, (_, index) => from + index * by);
  const isMeant = ({ first }: Span) => months.length === 0 || months.includes((first % YEAR) + 1);
  if (freq !== "YEARLY")
    return every(month, step)
      .map(single)
      .filter(isMeant)
      .map((span) => [span]);
  const years = every(month - (month % YEAR), step * YEAR);
  if (isNthOfYear(rule)) return years.map((first) => [{ first, length: YEAR }]);
  const byYear = years.map((first) =>
    Array.from({ length: YEAR }, (_, index) => single(first + index)).filter(isMeant),
  );
  return positions.length > 0 ? byYear : byYear.flat().map((span) => [span]);
}

const single = (first: number): Span => ({ first, length: 1 });

function isNthOfYear({ freq, months, weekdays }: Rule): boolean {
  return freq === "YEARLY" && months.length === 0 && weekdays.some(({ nth }) => nth !== undefined);
}

/** The days of a span that a rule names, before BYSETPOS, in days since 1970. */
function daysOf({ monthDays, weekdays }: Rule, { first, length }: Span): number[] {
  const from = Date.UTC(1900, first) / DAY_MS;
  const most = Date.UTC(1900, first + length) / DAY_MS - from;
  const isNamed = (at: number) => {
    const name = WEEKDAYS[(((from + at - 1) % 7) + 7) % 7];
    const isNth = (nth = 0) =>
      nth === 0 || nth === Math.ceil(at / 7) || -nth === Math.ceil((most - at + 1) / 7);
    return (
      (monthDays.length === 0 || monthDays.includes(at) || monthDays.includes(at - most - 1)) &&
      (weekdays.length === 0 || weekdays.some(({ day, nth }) => day === name && isNth(nth)))
    );
  };
  return Array.from({ length: most }, (_, index) => index + 1)
    .filter(isNamed)
    .map((at) => from + at - 1);
}

/** Whether BYSETPOS leaves any of so many days. */
function isAnyLeft({ positions, hours, minutes }: Rule, days: number): boolean {
  const count = days * Math.max(hours.length, 1) * Math.max(minutes.length, 1);
  return positions.length === 0 ? count > 0 : positions.some((position) => Math.abs(position) <= count);
}
