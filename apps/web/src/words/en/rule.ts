import type { Description } from "@codex/core/repeat/describe";
import { Calendar } from "../calendar.js";
import { number, plural } from "../format.js";

const NTH: Readonly<Record<number, string>> = {
  1: "first",
  2: "second",
  3: "third",
  4: "fourth",
  5: "fifth",
};
const ORDINAL: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd", other: "th" };

/** 1st, 2nd, 3rd. */
function ordinal(value: number): string {
  return `${number(value)}${ORDINAL[new Intl.PluralRules("en", { type: "ordinal" }).select(value)]}`;
}

/** Which of several, from the end if negative. */
function nthWord(nth: number): string {
  if (nth === -1) return "last";
  const counted = NTH[Math.abs(nth)] ?? ordinal(Math.abs(nth));
  return nth > 0 ? counted : `${counted} to last`;
}

const isMondayToFriday = ({ weekdays }: Description) =>
  weekdays.map(({ day, nth }) => (nth === undefined ? day : 0)).join() === "1,2,3,4,5";

/** A rule in a sentence, without a full stop. */
export function ruleWords(rule: Description, calendar = new Calendar()): string {
  const { every, unit, fromCompletion, times, weekStart, count, until, skips } = rule;
  const often = every === 1 ? `every ${unit}` : `every ${number(every)} ${unit}s`;
  const isWeekday = unit === "week" && every === 1 && isMondayToFriday(rule);
  const on = isWeekday ? "" : dayWords(rule, calendar);
  const clauses = [
    `${isWeekday ? "every weekday" : often}${on && ` ${on}`}${times.length > 0 ? ` at ${calendar.listed(times.map((time) => calendar.time(time)))}` : ""}`,
    fromCompletion ? "counted from completion" : "",
    skips ? `skipping ${skips}s that have none` : "",
    weekStart !== undefined && weekStart !== 1
      ? `with weeks that begin on ${calendar.weekday(weekStart)}`
      : "",
    count !== undefined ? plural(count, "once", `${number(count)} times`) : "",
    until !== undefined ? `until ${calendar.date(until)}` : "",
  ];
  const sentence = clauses.filter((clause) => clause !== "").join(", ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function dayWords(rule: Description, calendar: Calendar): string {
  const { unit, months, monthDays, weekdays, positions, orLastDay, nthOf } = rule;
  const [month, ...otherMonths] = months;
  const [day, ...otherDays] = monthDays;
  const isOneDay = month !== undefined && day !== undefined && otherMonths.length + otherDays.length === 0;
  if (isOneDay && day > 0 && weekdays.length + positions.length === 0)
    return `on ${calendar.dayOfYear(month, day)}`;
  const inMonths = months.length > 0 ? `in ${calendar.listed(months.map((at) => calendar.month(at)))}` : "";
  const ofYear = nthOf === "year" || (unit === "year" && months.length === 0 && positions.length > 0);
  return [
    daysWords(rule, calendar),
    orLastDay !== undefined ? orLast(orLastDay) : "",
    ofYear ? "of the year" : "",
    inMonths,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

const orLast = (day: number) => `on the ${ordinal(day)}, or on the last day where there is none`;

function daysWords({ weekdays, monthDays, positions }: Description, calendar: Calendar): string {
  const names = weekdays.map(({ day, nth }) => {
    return nth === undefined ? calendar.weekday(day) : `${nthWord(nth)} ${calendar.weekday(day)}`;
  });
  const days = monthDays.map((day) => (day > 0 ? ordinal(day) : `${nthWord(day)} day`));
  const isNth = weekdays.some(({ nth }) => nth !== undefined);
  if (positions.length > 0) {
    const isWorkday = days.length === 0 && weekdays.map(({ day }) => day).join() === "1,2,3,4,5";
    const what = isWorkday ? "weekday" : [...names, ...days].join(", ");
    return `on the ${calendar.listed(positions.map(nthWord))} ${isWorkday ? what : `of ${what}`}`;
  }
  if (days.length > 0 && names.length > 0)
    return `on the ${calendar.listed(days)} if that is a ${calendar.listed(names)}`;
  if (days.length > 0) return `on the ${calendar.listed(days)}`;
  return names.length > 0 ? `on ${isNth ? "the " : ""}${calendar.listed(names)}` : "";
}
