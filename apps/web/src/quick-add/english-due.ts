import { MONTH, NUMBER, numberOf, ordinalOf, WEEKDAY } from "./english-words.js";
import { type Ahead, type DueForm, type Reach, whole } from "./language.js";

const DATE_NUMBER = "(?:0?[1-9]|[12]\\d|3[01])";
const YEAR = "(?:19|20)\\d\\d";
const DATE = `(?:${MONTH}\\.? ${DATE_NUMBER}(?:st|nd|rd|th)?|${DATE_NUMBER}(?:st|nd|rd|th)? (?:of )?${MONTH}\\.?)`;
const FULL_DATE = `(?:${DATE},? ${YEAR})`;
const ISO = "(?:\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))";
const SLASHED = `(?:\\d{1,2}/\\d{1,2}/${YEAR})`;
const CASUAL = "(?:today|tomorrow|tmrw?)";
const PERIOD = "(?:this weekend|(?:the )?end of (?:the )?month|next week)";
const MONTHS = `(?:(?:in (?<months>${NUMBER}) months?)|(?:in (?<years>${NUMBER}) years?)|next (?<next>month|year))`;
const DAYS = `(?:in (?<days>${NUMBER}) days?|in (?<weeks>${NUMBER}) weeks?|(?:by )?(?<overmorrow>(?:the )?day after tomorrow))`;
const NTH = `(?:on the (?<nth>${DATE_NUMBER}(?:st|nd|rd|th)))`;
const ON = "(?:(?:due )?(?:on|by) (?:the )?|due )";

const HOUR_12 = "(?:0?[1-9]|1[0-2])";
const CLOCK_12 = `(?:${HOUR_12}(?:[:.][0-5]\\d)? ?(?:[ap]m|[ap]\\.m\\.?))`;
const CLOCK_24 = "(?:(?:[01]\\d|2[0-3]):[0-5]\\d)";
const SHORT_CLOCK = "(?:\\d:[0-5]\\d)";
const SURE_TIME = `(?:(?:at |@ ?)?(?:${CLOCK_12}|${CLOCK_24})|(?:at |@ ?)(?:${SHORT_CLOCK}|noon))`;
const AT_HOUR = "(?:(?:at |@ ?)(?:1\\d|2[0-3]|[1-9]))";
/** What can only be a time when a day stands beside it. */
const TIME = `(?:${SURE_TIME}|${AT_HOUR}|${SHORT_CLOCK}|noon)`;
const PART = "(?:(?:in the )?(?:morning|afternoon|evening)|night)";

const ANY_WEEKDAY = `(?:(?:next |this )?${WEEKDAY})`;
const DAY = `(?:${ON}?(?:${FULL_DATE}|${DATE}|${ISO}|${SLASHED}|${CASUAL}|${PERIOD}|${ANY_WEEKDAY}))`;
/** Short names that are words besides: only with a preposition, or in capitals beside a time. */
const MEANT_OTHERWISE = /^(?:sat|sun|wed|mar)\b/;
const ONLY_OTHERWISE = /^(?:sat|sun|wed)$/i;

const RELATIVE = whole(`(?:${MONTHS}|${DAYS}|${NTH})(?:,? (?<time>${TIME}))?`);
const SOON = whole(`in (?<half>half an )?(?:(?<count>${NUMBER}) )?(?<unit>minutes?|mins?|hours?|hrs?)`);
const WITH_ISO = whole(`${ON}?${ISO}(?:T${CLOCK_24})?`);
const DAY_AND_TIME = whole(`${DAY},? ${TIME}|${TIME},? ${DAY}|(?:tonight|this evening) ${TIME}`);
const PART_OF_DAY = whole(
  `(?:today|tomorrow|${ON}?${ANY_WEEKDAY}) ${PART}|tonight|this (?:morning|afternoon|evening)`,
);
const CLEAR_DAY = whole(
  `${CASUAL}|${PERIOD}|(?:next|this) ${WEEKDAY}|${FULL_DATE}|${SLASHED}|${ON}(?:${DATE}|${FULL_DATE}|${SLASHED}|${CASUAL}|${PERIOD}|${ANY_WEEKDAY})`,
);
const CLEAR_TIME = whole(`(?:at |@ ?)(?:${CLOCK_12}|${CLOCK_24}|${SHORT_CLOCK}|noon)`);
const LOOSE_DAY = whole(`${WEEKDAY}|${DATE}`);
const LOOSE_TIME = whole(`${SURE_TIME}|${AT_HOUR}`);

/** How chrono is asked for a phrase: without the words that it does not know. */
function asked(phrase: string): string {
  return phrase
    .replace(/^(?:due )?(?:on|by) (?:the )?|^due |^the (?=end)/i, "")
    .replace(/@ ?/, "at ")
    .replace(/\b(?:in the )(?=morning|afternoon|evening)/i, "")
    .replace(/^at (?=noon$)/i, "");
}

/** Whether a slashed date can be read in one way only, whichever country it comes from. */
function isOneDate(phrase: string): boolean {
  const [, one, other] = /(\d{1,2})\/(\d{1,2})\//.exec(phrase) ?? [];
  return one === undefined || Number(one) > 12 || Number(other) > 12 || Number(one) === Number(other);
}

/** An hour without a.m. or p.m. and without a zero: "at 5" is meant for the afternoon. */
function isAfternoon(phrase: string): boolean {
  return (
    /(?:^|at |@ ?|, | )[1-6](?::\d\d)?(?=$| (?:on|today|tomorrow|next|this))/i.test(phrase) &&
    !/morning|[ap]\.?m/i.test(phrase)
  );
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
  const rest = follows ? phrase.replace(/^(?:starting|beginning|from)(?: on)? /i, "") : phrase;
  if (!isOneDate(rest)) return undefined;
  const isWeekday = new RegExp(`(?<!next )\\b(?:${WEEKDAY}|weekend)\\b`, "i").test(rest);
  const form = { isWeekday, read: asked(rest), isAfternoon: isAfternoon(rest) };
  const isOtherwise = MEANT_OTHERWISE.test(rest);
  if (DAY_AND_TIME.test(rest)) {
    return { ...form, reach: isOtherwise ? "end" : "anywhere", hasDay: true, hasTime: true };
  }
  if (WITH_ISO.test(rest)) return { ...form, reach: "anywhere", hasDay: true, hasTime: rest.includes(":") };
  if (PART_OF_DAY.test(rest)) return { ...form, reach: "edge", hasDay: true, hasTime: true };
  if (CLEAR_DAY.test(rest)) return { ...form, reach: "edge", hasDay: true, hasTime: false };
  if (CLEAR_TIME.test(rest)) return { ...form, reach: "edge", hasDay: false, hasTime: true };
  if (LOOSE_DAY.test(rest) && !ONLY_OTHERWISE.test(rest)) {
    return { ...form, reach: "end", hasDay: true, hasTime: false };
  }
  if (LOOSE_TIME.test(rest)) return { ...form, reach: "end", hasDay: false, hasTime: true };
  return follows && whole(PART).test(rest)
    ? { ...form, reach: "end", hasDay: false, hasTime: true }
    : undefined;
}
