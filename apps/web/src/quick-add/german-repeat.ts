import { MONTH, monthOf, NUMBER, numberOf, ORDINAL, ordinalOf, WEEKDAY, weekdaysOf } from "./german-words.js";
import { type RepeatForm, whole } from "./language.js";
import { datesOf, type Form, fit, type Groups, WORKDAYS } from "./repeat-form.js";
import type { Frequency, Rule } from "./rule.js";

const EVERY = "jede[nsmr]?";
const AND = "(?:, | und | & )";
const DAYS = `(?<days>${WEEKDAY}(?:${AND}(?:jeden )?${WEEKDAY})*)`;
const DATES = `(?<dates>\\d{1,2}\\.(?:${AND}\\d{1,2}\\.)*)`;
const MONTH_DATE = `(?<date>\\d{1,2})\\. ?(?<month>${MONTH}\\.?|\\d{1,2}\\.)`;
const OF_MONTH = " (?:im Monat|des Monats|jeden Monats|eines Monats)";
const UNIT = "(?<unit>Tag|Woche|Monat|Jahr)";

const UNITS: ReadonlyMap<string, Frequency> = new Map([
  ["tag", "DAILY"],
  ["woche", "WEEKLY"],
  ["monat", "MONTHLY"],
  ["jahr", "YEARLY"],
]);

const ADVERBS: ReadonlyMap<string, Rule> = new Map([
  ["täglich", { frequency: "DAILY" }],
  ["wöchentlich", { frequency: "WEEKLY" }],
  ["monatlich", { frequency: "MONTHLY" }],
  ["vierteljährlich", { frequency: "MONTHLY", interval: 3 }],
  ["jährlich", { frequency: "YEARLY" }],
]);

const PART_MINUTES: ReadonlyMap<string, number> = new Map([
  ["morgen", 9 * 60],
  ["vormittag", 9 * 60],
  ["mittag", 12 * 60],
  ["nachmittag", 15 * 60],
  ["abend", 18 * 60],
]);

const frequencyOf = (unit: string | undefined): Frequency => UNITS.get((unit ?? "").toLowerCase()) ?? "DAILY";

/** "alle 3 Wochen", "jede zweite Woche". */
function interval({ count, nth, unit }: Groups): Rule | undefined {
  const interval = nth !== undefined ? ordinalOf(nth) : count === undefined ? 1 : numberOf(count);
  return count === undefined || interval > 1 ? { frequency: frequencyOf(unit), interval } : undefined;
}

function monthDate({ date, month }: Groups): Rule {
  return { frequency: "YEARLY", month: monthOf(month ?? ""), dates: [Number.parseInt(date ?? "", 10)] };
}

/** "jeden zweiten Montag" is every other one; with "im Monat", or the first or last, it is one of the month's. */
function nthWeekday({ nth, days, ofMonth }: Groups): Rule | undefined {
  const place = ordinalOf(nth ?? "");
  const weekdays = weekdaysOf(days ?? "");
  if (place === 2 && ofMonth === undefined) return { frequency: "WEEKLY", interval: 2, weekdays };
  return place <= 4 && place !== 0 ? { frequency: "MONTHLY", nth: place, weekdays } : undefined;
}

const COUNTED_FORMS: readonly Form[] = [
  { pattern: whole(`${EVERY} ${UNIT}`), reach: "edge", rule: interval },
  {
    pattern: whole(`${EVERY} (?<nth>${ORDINAL}|\\d{1,2}\\.) ${UNIT}`),
    reach: "anywhere",
    rule: (groups) => (ordinalOf(groups["nth"] ?? "") > 1 ? interval(groups) : undefined),
  },
  { pattern: whole(`alle (?<count>${NUMBER}) ${UNIT}(?:e|n)`), reach: "anywhere", rule: interval },
];

const WEEKDAY_FORMS: readonly Form[] = [
  {
    pattern: whole(`${EVERY} (?:Werktag|Arbeitstag)|werktags`),
    reach: "anywhere",
    rule: () => ({ frequency: "WEEKLY", weekdays: WORKDAYS }),
  },
  {
    pattern: whole(`${EVERY} Wochenende`),
    reach: "edge",
    rule: () => ({ frequency: "WEEKLY", weekdays: ["SA"] }),
  },
  {
    pattern: whole(`${EVERY} ${DAYS}`),
    reach: "anywhere",
    rule: ({ days }) => ({ frequency: "WEEKLY", weekdays: weekdaysOf(days ?? "") }),
  },
  {
    pattern: whole(`(?<days>${WEEKDAY}s(?:${AND}${WEEKDAY}s)*)`),
    reach: "edge",
    rule: ({ days }) => ({ frequency: "WEEKLY", weekdays: weekdaysOf(days ?? "") }),
  },
  {
    pattern: whole(
      `(?:${EVERY} (?:(?<nth>zweite) )?Woche|alle (?<count>${NUMBER}) Wochen) (?:am ${DAYS}|(?<each>${WEEKDAY})s)`,
    ),
    reach: "anywhere",
    rule: ({ nth, count, days, each }) => ({
      frequency: "WEEKLY",
      interval: nth !== undefined ? 2 : count === undefined ? 1 : numberOf(count),
      weekdays: weekdaysOf(days ?? each ?? ""),
    }),
  },
];

const MONTH_FORMS: readonly Form[] = [
  {
    pattern: whole(`(?:${EVERY}|am) (?<nth>${ORDINAL}|\\d\\.) (?<days>${WEEKDAY})(?<ofMonth>${OF_MONTH})`),
    reach: "anywhere",
    rule: nthWeekday,
  },
  {
    pattern: whole(`${EVERY} (?<nth>${ORDINAL}|\\d\\.) (?<days>${WEEKDAY})`),
    reach: "anywhere",
    rule: nthWeekday,
  },
  {
    pattern: whole(`${EVERY} ${DATES}`),
    reach: "late",
    rule: ({ dates }) => ({ frequency: "MONTHLY", dates: datesOf(dates) }),
  },
  {
    pattern: whole(`${EVERY} Monat am ${DATES}|am (?<dates2>\\d{1,2}\\.) jede[ns] Monats`),
    reach: "anywhere",
    rule: ({ dates, dates2 }) => ({ frequency: "MONTHLY", dates: datesOf(dates ?? dates2) }),
  },
  {
    pattern: whole(`${EVERY} ${DATES}${OF_MONTH}`),
    reach: "anywhere",
    rule: ({ dates }) => ({ frequency: "MONTHLY", dates: datesOf(dates) }),
  },
  {
    pattern: whole(`(?:jeden|am) (?:letzten Tag${OF_MONTH}|Monatsletzten)|am letzten Tag jede[ns] Monats`),
    reach: "anywhere",
    rule: () => ({ frequency: "MONTHLY", dates: [-1] }),
  },
  {
    pattern: whole(
      `jeden ${MONTH_DATE}|jedes Jahr am (?<date2>\\d{1,2})\\. ?(?<month2>${MONTH}\\.?|\\d{1,2}\\.)`,
    ),
    reach: "anywhere",
    rule: ({ date, month, date2, month2 }) => monthDate({ date: date ?? date2, month: month ?? month2 }),
  },
  { pattern: whole(`${EVERY} Quartal`), reach: "edge", rule: () => ({ frequency: "MONTHLY", interval: 3 }) },
];

const PART_OF_DAY = whole(`jeden (?<part>morgen|vormittag|mittag|nachmittag|abend)`);
const AFTER = / (?:nach (?:Erledigung|Abschluss|dem Erledigen)|ab Erledigung)$/i;
const COUNTED = /^(jede[nsmr]?|alle)!(?= )/i;

/** A repetition in German, if a phrase is one and nothing else. */
export function germanRepeat(phrase: string): RepeatForm | undefined {
  const plain = phrase.replace(AFTER, "").replace(COUNTED, "$1");
  // Only plain intervals can be counted from when something was done: there is no Monday after "whenever".
  if (plain !== phrase) return fit(COUNTED_FORMS, plain, true);
  const adverb = ADVERBS.get(phrase.toLowerCase());
  if (adverb) return { reach: "edge", rule: adverb, isCounted: false };
  const part = PART_OF_DAY.exec(phrase)?.groups?.["part"]?.toLowerCase();
  if (part !== undefined) {
    return { reach: "edge", rule: { frequency: "DAILY" }, isCounted: false, minute: PART_MINUTES.get(part) };
  }
  return fit([...COUNTED_FORMS, ...WEEKDAY_FORMS, ...MONTH_FORMS], phrase, false);
}
