import type { Description } from "@codex/core/repeat/describe";
import { Calendar } from "../calendar.js";
import { number } from "../format.js";

const NTH: Readonly<Record<number, string>> = {
  ...{ 1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", 5: "fünften" },
};
const EVERY = { day: "jeden Tag", week: "jede Woche", month: "jeden Monat", year: "jedes Jahr" } as const;
const UNITS = { day: "Tage", week: "Wochen", month: "Monate", year: "Jahre" } as const;

/** Der wievielte, vom Ende gezählt wenn negativ. */
function nthWord(nth: number): string {
  if (nth === -1) return "letzten";
  if (nth === -2) return "vorletzten";
  if (nth < 0) return `${number(-nth)}.-letzten`;
  return NTH[nth] ?? `${number(nth)}.`;
}

/** A rule in a sentence, without a full stop. */
export function ruleWords(rule: Description, calendar = new Calendar()): string {
  const { every, unit, fromCompletion, times, weekStart, count, until, skips } = rule;
  const often = every === 1 ? EVERY[unit] : `alle ${number(every)} ${UNITS[unit]}`;
  const on = dayWords(rule, calendar);
  const at = times.length > 0 ? ` um ${calendar.listed(times.map((time) => calendar.time(time)))}` : "";
  const clauses = [
    `${often}${on && ` ${on}`}${at}`,
    fromCompletion ? "ab dem Erledigen gezählt" : "",
    skips ? `${skips === "month" ? "Monate" : "Jahre"} ohne diesen Tag werden übersprungen` : "",
    weekStart !== undefined && weekStart !== 1 ? `Wochen beginnen am ${calendar.weekday(weekStart)}` : "",
    count !== undefined ? (count === 1 ? "einmal" : `${number(count)}-mal`) : "",
    until !== undefined ? `bis ${calendar.date(until)}` : "",
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
    return `am ${calendar.dayOfYear(month, day)}`;
  const inMonths = months.length > 0 ? `im ${calendar.listed(months.map((at) => calendar.month(at)))}` : "";
  const ofYear = nthOf === "year" || (unit === "year" && months.length === 0 && positions.length > 0);
  return [
    daysWords(rule, calendar),
    orLastDay !== undefined ? orLast(orLastDay) : "",
    ofYear ? "des Jahres" : "",
    inMonths,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

const orLast = (day: number) => `am ${number(day)}., oder am letzten Tag, wo es ihn nicht gibt`;

function daysWords({ unit, weekdays, monthDays, positions }: Description, calendar: Calendar): string {
  const isMondayToFriday = weekdays.map(({ day, nth }) => (nth ? 0 : day)).join() === "1,2,3,4,5";
  const names = weekdays.map(({ day, nth }) => {
    return nth === undefined ? calendar.weekday(day) : `${nthWord(nth)} ${calendar.weekday(day)}`;
  });
  const days = monthDays.map((day) => (day > 0 ? `${number(day)}.` : `${nthWord(day)} Tag`));
  if (positions.length > 0) {
    const isWorkday = days.length === 0 && isMondayToFriday;
    const what = isWorkday ? "Tag von Montag bis Freitag" : `von: ${[...names, ...days].join(", ")}`;
    return `am ${calendar.listed(positions.map(nthWord))} ${what}`;
  }
  if (days.length > 0 && names.length > 0)
    return `am ${calendar.listed(days)}, wenn das ein ${calendar.listed(names)} ist`;
  if (days.length > 0) return `am ${calendar.listed(days)}`;
  if (unit === "week" && isMondayToFriday) return "von Montag bis Freitag";
  return names.length > 0 ? `am ${calendar.listed(names)}` : "";
}
