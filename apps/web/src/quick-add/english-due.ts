import { MONTH, NUMBER, numberOf, ordinalOf, WEEKDAY, weekdaysOf } from "./english-words.js";
import { type Ahead, type DueForm, type Reach, type Shape, shapeOf, whole } from "./language.js";

const DATE_NUMBER = "(?:0?[1-9]|[12]\\d|3[01])";
const YEAR = "(?:19|20)\\d\\d";
const MONTH_AND_DATE = `(?:${MONTH}\\.? ${DATE_NUMBER}(?:st|nd|rd|th)?|${DATE_NUMBER}(?:st|nd|rd|th)? (?:of )?${MONTH}\\.?)`;
const DATE = `(?:(?:${WEEKDAY},? )?${MONTH_AND_DATE})`;
const FULL_DATE = `(?:${DATE},? ${YEAR})`;
const ISO = "(?:\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))";
const SLASHED = `(?:\\d{1,2}/\\d{1,2}/${YEAR})`;
const CASUAL = "(?:today|tomorrow|tmrw?)";
const PERIOD = "(?:this weekend|(?:the )?end of (?:the )?month|next week)";
const MONTHS = `(?:(?:in (?<months>${NUMBER}) months?)|(?:in (?<years>${NUMBER}) years?)|next (?<next>month|year))`;
const DAYS = `(?:in (?<days>${NUMBER}) days?|in (?<weeks>${NUMBER}) weeks?|(?:by )?(?<overmorrow>(?:the )?day after tomorrow))`;
const NTH = `(?:(?:on|by) the (?<nth>${DATE_NUMBER}(?:st|nd|rd|th)))`;
const ON = "(?:(?:due )?(?:on|by) (?:the )?|due:? )";

const HOUR_12 = "(?:0?[1-9]|1[0-2])";
const CLOCK_12 = `(?:${HOUR_12}(?:[:.][0-5]\\d)? ?(?:[ap]m|[ap]\\.m\\.?))`;
const CLOCK_24 = "(?:(?:[01]\\d|2[0-3]):[0-5]\\d)";
const SHORT_CLOCK = "(?:\\d:[0-5]\\d)";
const SURE_TIME = `(?:(?:at |by |@ ?)?(?:${CLOCK_12}|${CLOCK_24})|(?:at |by |@ ?)(?:${SHORT_CLOCK}|noon))`;
const AT_HOUR = "(?:(?:at |@ ?)(?:1\\d|2[0-3]|[1-9]))";
/** What can only be a time when a day stands beside it. */
const TIME = `(?:${SURE_TIME}|${AT_HOUR}|${SHORT_CLOCK}|noon)`;
const PART = "(?:(?:in the )?(?:morning|afternoon|evening)|night)";

const ANY_WEEKDAY = `(?:(?:next |this )?${WEEKDAY})`;
const DAY = `(?:${ON}?(?:${FULL_DATE}|${DATE}|${ISO}|${SLASHED}|${CASUAL}|${PERIOD}|${ANY_WEEKDAY}))`;
/** Short names that are words besides: only with a preposition, or in capitals beside a time. */
const MEANT_OTHERWISE = /^(?:sat|sun|wed|mar)\b/;
/** "Thursday, March 12": the day of the week is not needed, but must be right. */
const WEEKDAY_OF_DATE = new RegExp(`\\b${WEEKDAY},? (?=${MONTH_AND_DATE}\\b)`, "i");
const COMING_WEEKDAY = new RegExp(`(?<!next )\\b(?:${WEEKDAY}|weekend)\\b`, "i");
const ONLY_OTHERWISE = /^(?:sat|sun|wed)$/i;

const RELATIVE = whole(`(?:${MONTHS}|${DAYS}|${NTH})(?:,? (?<time>${TIME}))?`);
const SOON = whole(`in (?<half>half an )?(?:(?<count>${NUMBER}) )?(?<unit>minutes?|mins?|hours?|hrs?)`);
const CLEAR_DAY = `${CASUAL}|${PERIOD}|(?:next|this) ${WEEKDAY}|${FULL_DATE}|${SLASHED}|${ON}(?:${DATE}|${FULL_DATE}|${SLASHED}|${CASUAL}|${PERIOD}|${ANY_WEEKDAY})`;
const CLEAR_TIME = `(?:at |by |@ ?)(?:${CLOCK_12}|${CLOCK_24}|${SHORT_CLOCK}|noon)`;
const PART_OF_DAY = `(?:today|tomorrow|${ON}?${ANY_WEEKDAY}) ${PART}|tonight|this (?:morning|afternoon|evening)`;

/** The clearer ones first. "Dinner at 7 with Anna" is clearer than "Dinner Friday with Anna". */
const SHAPES: readonly Shape[] = [
  {
    pattern: whole(`${DAY},? ${TIME}|${TIME},? ${DAY}|(?:tonight|this evening) ${TIME}`),
    reach: "anywhere",
    says: "both",
  },
  { pattern: whole(`${ON}?${ISO}`), reach: "anywhere", says: "day" },
  { pattern: whole(`${ON}?${ISO}T${CLOCK_24}`), reach: "anywhere", says: "both" },
  { pattern: whole(PART_OF_DAY), reach: "edge", says: "both" },
  { pattern: whole(CLEAR_DAY), reach: "edge", says: "day" },
  { pattern: whole(CLEAR_TIME), reach: "edge", says: "time" },
  { pattern: whole(`${WEEKDAY}|${DATE}`), reach: "end", says: "day" },
  { pattern: whole(AT_HOUR), reach: "late", says: "time" },
  { pattern: whole(SURE_TIME), reach: "end", says: "time" },
];
const BARE_PART: Shape = { pattern: whole(PART), reach: "end", says: "time" };

/** How chrono is asked for a phrase: without the words that it does not know. */
function asked(phrase: string): string {
  return phrase
    .replace(WEEKDAY_OF_DATE, "")
    .replace(/^(?:due )?(?:on|by) (?:the )?|^due:? |^the (?=end)/i, "")
    .replace(/@ ?|\bby /, "at ")
    .replace(/\b(?:in the )(?=morning|afternoon|evening)/i, "")
    .replace(/^at (?=noon$)/i, "");
}

/** Whether a slashed date can be read in one way only, whichever country it comes from. */
function isOneDate(phrase: string): boolean {
  const [, one, other] = /(\d{1,2})\/(\d{1,2})\//.exec(phrase) ?? [];
  return one === undefined || Number(one) > 12 || Number(other) > 12 || Number(one) === Number(other);
}

/** An hour from 1 to 5 without a.m. or p.m. and without a zero: "at 5" is meant for the afternoon. */
const AFTERNOON = /(?:at |by |@ ?)[1-5](?::\d\d)?(?![\d:])|(?:^|[ ,])[1-5]:\d\d/i;

function isAfternoon(phrase: string): boolean {
  return AFTERNOON.test(phrase) && !/morning|\d ?[ap]\.?m/i.test(phrase);
}

/** The months, days or minutes that a phrase is ahead. */
function relative(phrase: string): DueForm | undefined {
  const soon = SOON.exec(phrase)?.groups;
  if (soon) {
    const unit = /^h/i.test(soon["unit"] ?? "") ? 60 : 1;
    if ((soon["half"] === undefined) === (soon["count"] === undefined)) return undefined;
    const minutes = soon["half"] ? unit / 2 : numberOf(soon["count"] ?? "") * unit;
    const ahead = { minutes: Math.max(1, Math.round(minutes)) };
    return { reach: "edge", hasDay: true, hasTime: true, isWeekday: false, read: "", ahead };
  }
  const groups = RELATIVE.exec(phrase)?.groups;
  if (!groups) return undefined;
  const time = groups["time"];
  return {
    reach: reachOf(groups),
    hasDay: true,
    hasTime: time !== undefined,
    isWeekday: false,
    read: time === undefined ? "" : asked(time),
    ahead: aheadOf(groups),
    isAfternoon: time !== undefined && isAfternoon(time),
  };
}

function aheadOf(groups: Record<string, string | undefined>): Ahead {
  const { months, years, next, days, weeks, overmorrow, nth } = groups;
  if (months !== undefined) return { months: numberOf(months) };
  if (years !== undefined) return { months: numberOf(years) * 12 };
  if (next !== undefined) return { months: next.toLowerCase() === "year" ? 12 : 1 };
  if (days !== undefined) return { days: numberOf(days) };
  if (weeks !== undefined) return { days: numberOf(weeks) * 7 };
  // chrono counts this one by the clock of the machine.
  if (overmorrow !== undefined) return { days: 2 };
  return { date: ordinalOf(nth ?? "") };
}

function reachOf({ time, nth }: Record<string, string | undefined>): Reach {
  if (time !== undefined) return "anywhere";
  return nth === undefined ? "edge" : "late";
}

/** A date or time in English, if a phrase is one and nothing else. */
export function englishDue(phrase: string, follows: boolean): DueForm | undefined {
  const ahead = relative(phrase);
  if (ahead) return ahead;
  const rest = follows ? phrase.replace(/(^| )(?:starting|beginning|from)(?: on)? /i, "$1") : phrase;
  const shape = shapeOf(follows ? [...SHAPES, BARE_PART] : SHAPES, rest);
  if (!shape || !isOneDate(rest) || ONLY_OTHERWISE.test(rest)) return undefined;
  const read = asked(rest);
  return {
    ...shape,
    reach: MEANT_OTHERWISE.test(rest) ? "end" : shape.reach,
    read,
    isWeekday: COMING_WEEKDAY.test(read),
    isAfternoon: isAfternoon(rest),
    onWeekday: weekdaysOf(WEEKDAY_OF_DATE.exec(rest)?.[0] ?? "")[0],
  };
}
