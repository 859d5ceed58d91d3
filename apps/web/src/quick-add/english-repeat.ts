import {
  MONTH,
  monthOf,
  NUMBER,
  numberOf,
  ORDINAL,
  ordinalOf,
  WEEKDAY,
  weekdaysOf,
} from "./english-words.js";
import { type RepeatForm, whole } from "./language.js";
import { datesOf, type Form, fit, type Groups, WORKDAYS } from "./repeat-form.js";
import type { Frequency, Rule } from "./rule.js";

const EVERY = "(?:every|each)";
const AND = "(?:, and |, ?| and | & )";
const DAYS = `(?<days>${WEEKDAY}(?:${AND}${WEEKDAY})*)`;
const FULL_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const NTH = "(?:\\d{1,2}(?:st|nd|rd|th))";
const DATES = `(?<dates>${NTH}(?:${AND}(?:the )?${NTH})*)`;
const MONTH_DATE = `(?:(?<monthFirst>${MONTH})\\.? (?<dateLast>\\d{1,2})(?:st|nd|rd|th)?|(?<dateFirst>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<monthLast>${MONTH})\\.?)`;
const UNIT = "(?<unit>day|week|month|year)";
const OF_MONTH = " (?:of (?:the|each|every) month|in the month)";

const UNITS: ReadonlyMap<string, Frequency> = new Map([
  ["day", "DAILY"],
  ["week", "WEEKLY"],
  ["month", "MONTHLY"],
  ["year", "YEARLY"],
]);

const ADVERBS: ReadonlyMap<string, Rule> = new Map([
  ["daily", { frequency: "DAILY" }],
  ["weekly", { frequency: "WEEKLY" }],
  ["monthly", { frequency: "MONTHLY" }],
  ["quarterly", { frequency: "MONTHLY", interval: 3 }],
  ["yearly", { frequency: "YEARLY" }],
  ["annually", { frequency: "YEARLY" }],
]);

const PART_MINUTES: ReadonlyMap<string, number> = new Map([
  ["morning", 9 * 60],
  ["afternoon", 15 * 60],
  ["evening", 18 * 60],
  ["night", 20 * 60],
]);

const frequencyOf = (unit: string | undefined): Frequency => UNITS.get((unit ?? "").toLowerCase()) ?? "DAILY";

/** "every 3 weeks", "every other day", "every third month"; one is said without a number. */
function interval({ count, nth, unit }: Groups): Rule | undefined {
  const interval = nth === undefined ? numberOf(count ?? "") : nth === "other" ? 2 : ordinalOf(nth);
  return interval > 1 ? { frequency: frequencyOf(unit), interval } : undefined;
}

function monthDate({ monthFirst, dateLast, dateFirst, monthLast }: Groups): Rule {
  const dates = [Number.parseInt(dateLast ?? dateFirst ?? "", 10)];
  return { frequency: "YEARLY", month: monthOf(monthFirst ?? monthLast ?? ""), dates };
}

function nthWeekday({ nth, days }: Groups): Rule | undefined {
  const place = ordinalOf(nth ?? "");
  return place <= 4 ? { frequency: "MONTHLY", nth: place, weekdays: weekdaysOf(days ?? "") } : undefined;
}

const COUNTED_FORMS: readonly Form[] = [
  {
    pattern: whole(`${EVERY} ${UNIT}`),
    reach: "edge",
    rule: ({ unit }) => ({ frequency: frequencyOf(unit) }),
  },
  { pattern: whole(`${EVERY} (?<nth>other|${ORDINAL}) ${UNIT}`), reach: "anywhere", rule: interval },
  { pattern: whole(`${EVERY} (?<count>${NUMBER}) ${UNIT}s`), reach: "anywhere", rule: interval },
];

const FIRST_FORMS: readonly Form[] = [
  {
    pattern: whole(`(?:${EVERY}|(?:on )?the) first of (?:the|each|every) month`),
    reach: "anywhere",
    rule: () => ({ frequency: "MONTHLY", dates: [1] }),
  },
];

const WEEKDAY_FORMS: readonly Form[] = [
  {
    pattern: whole(`on (?<days>${FULL_WEEKDAY}s(?:${AND}${FULL_WEEKDAY}s)*)`),
    reach: "edge",
    rule: ({ days }) => ({ frequency: "WEEKLY", weekdays: weekdaysOf(days ?? "") }),
  },
  {
    pattern: whole(`${EVERY} (?:weekday|workday|work day|business day)`),
    reach: "anywhere",
    rule: () => ({ frequency: "WEEKLY", weekdays: WORKDAYS }),
  },
  {
    pattern: whole(`${EVERY} weekend`),
    reach: "edge",
    rule: () => ({ frequency: "WEEKLY", weekdays: ["SA"] }),
  },
  {
    pattern: whole(`${EVERY} (?<other>(?:other|second) )?${DAYS}`),
    reach: "anywhere",
    rule: ({ other, days }) => ({
      frequency: "WEEKLY",
      interval: other === undefined ? 1 : 2,
      weekdays: weekdaysOf(days ?? ""),
    }),
  },
  {
    pattern: whole(`${EVERY} (?:week|(?<other>other week)|(?<count>${NUMBER}) weeks) on ${DAYS}`),
    reach: "anywhere",
    rule: ({ other, count, days }) => ({
      frequency: "WEEKLY",
      interval: other !== undefined ? 2 : count === undefined ? 1 : numberOf(count),
      weekdays: weekdaysOf(days ?? ""),
    }),
  },
];

const MONTH_FORMS: readonly Form[] = [
  {
    pattern: whole(
      `(?:${EVERY} (?<nth>${ORDINAL}) (?<days>${WEEKDAY})(?:${OF_MONTH})?|(?:on )?the (?<nth2>${ORDINAL}) (?<days2>${WEEKDAY}) of (?:each|every) month)`,
    ),
    reach: "anywhere",
    rule: ({ nth, days, nth2, days2 }) => nthWeekday({ nth: nth ?? nth2, days: days ?? days2 }),
  },
  {
    pattern: whole(`${EVERY} ${DATES}`),
    reach: "late",
    rule: ({ dates }) => ({ frequency: "MONTHLY", dates: datesOf(dates) }),
  },
  {
    pattern: whole(
      `${EVERY} (?:${DATES}${OF_MONTH}|month on the (?<dates2>${NTH}(?:${AND}(?:the )?${NTH})*))`,
    ),
    reach: "anywhere",
    rule: ({ dates, dates2 }) => ({ frequency: "MONTHLY", dates: datesOf(dates ?? dates2) }),
  },
  {
    pattern: whole(`(?:on )?the ${DATES} of (?:each|every) month`),
    reach: "anywhere",
    rule: ({ dates }) => ({ frequency: "MONTHLY", dates: datesOf(dates) }),
  },
  {
    pattern: whole(`${EVERY} last day(?:${OF_MONTH})?|(?:on )?the last day of (?:each|every) month`),
    reach: "anywhere",
    rule: () => ({ frequency: "MONTHLY", dates: [-1] }),
  },
  { pattern: whole(`${EVERY} (?:year on )?(?:the )?${MONTH_DATE}`), reach: "anywhere", rule: monthDate },
  { pattern: whole(`${EVERY} quarter`), reach: "edge", rule: () => ({ frequency: "MONTHLY", interval: 3 }) },
];

const PART_OF_DAY = whole(`${EVERY} (?<part>morning|afternoon|evening|night)`);
const AFTER = / (?:after completion|after completing|after done|when done|from completion)$/i;
const COUNTED = /^(every|each)!(?= )/i;

/** A repetition in English, if a phrase is one and nothing else. */
export function englishRepeat(phrase: string): RepeatForm | undefined {
  const plain = phrase.replace(AFTER, "").replace(COUNTED, "$1");
  // Only plain intervals can be counted from when something was done: there is no Monday after "whenever".
  if (plain !== phrase) return fit(COUNTED_FORMS, plain, true);
  const adverb = ADVERBS.get(phrase.toLowerCase());
  if (adverb) return { reach: "end", rule: adverb, isCounted: false };
  const part = PART_OF_DAY.exec(phrase)?.groups?.["part"]?.toLowerCase();
  if (part !== undefined) {
    return { reach: "edge", rule: { frequency: "DAILY" }, isCounted: false, minute: PART_MINUTES.get(part) };
  }
  // "every second Monday" is every other one, "every second Monday of the month" is not.
  return fit([...COUNTED_FORMS, ...WEEKDAY_FORMS, ...FIRST_FORMS, ...MONTH_FORMS], phrase, false);
}
