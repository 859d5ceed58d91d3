import { MONTH, monthName, NUMBER, numberOf, WEEKDAY } from "./german-words.js";
import { type Ahead, type DueForm, type Reach, whole } from "./language.js";

const DATE_NUMBER = "(?:0?[1-9]|[12]\\d|3[01])";
const MONTH_NUMBER = "(?:0?[1-9]|1[0-2])";
const YEAR = "(?:19|20)\\d\\d";
const DATE = `(?:${DATE_NUMBER}\\. ?${MONTH}\\.?)`;
const NUMERIC = `(?:${DATE_NUMBER}\\. ?${MONTH_NUMBER}\\.)`;
const FULL_DATE = `(?:(?:${DATE} ${YEAR})|(?:${NUMERIC} ?(?:${YEAR}|\\d\\d)))`;
const ISO = "(?:\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))";
const CASUAL = "(?:heute|morgen|übermorgen|uebermorgen)";
const PART_NAME = "(?:früh|vormittag|mittag|nachmittag|abend|nacht)";
const NEXT_WEEK = `(?:nächste Woche(?: ${WEEKDAY})?|${WEEKDAY} nächste Woche)`;
const MONTHS = `(?:in (?<months>${NUMBER}) Monat(?:en)?|in (?<years>${NUMBER}) Jahr(?:en)?|nächste[ns] (?<next>Monat|Jahr))`;
const DAYS = `(?:in (?<days>${NUMBER}) Tag(?:en)?|in (?<weeks>${NUMBER}) Wochen?)`;
const NTH = `(?:(?:bis )?(?:am|zum) (?<nth>${DATE_NUMBER})\\.)`;
const ON = "(?:(?:bis (?:zum |am )?|spätestens (?:am )?)|am |den )";
const NEXT = "(?:nächsten |kommenden |diesen )";

const CLOCK = "(?:(?:[01]\\d|2[0-3]):[0-5]\\d)";
const SHORT_CLOCK = "(?:\\d:[0-5]\\d)";
const HOUR = "(?:[01]?\\d|2[0-3])";
const OF_DAY = "(?: (?:morgens|vormittags|mittags|nachmittags|abends|nachts))?";
const SURE_TIME = `(?:(?:um )?${HOUR}(?:[:.][0-5]\\d)? Uhr${OF_DAY}|(?:um )?${CLOCK}|um ${SHORT_CLOCK}|um ${HOUR}${OF_DAY})`;
/** What can only be a time when a day stands beside it. */
const TIME = `(?:${SURE_TIME}|${SHORT_CLOCK}|mittags)`;

const ANY_WEEKDAY = `(?:${NEXT}?${WEEKDAY})`;
const WITH_PART = `(?:(?:heute|morgen|übermorgen|${ON}?${ANY_WEEKDAY}) ${PART_NAME}|${ON}?${ANY_WEEKDAY}(?:vormittag|mittag|nachmittag|abend))`;
const DAY = `(?:${ON}?(?:${FULL_DATE}|${DATE}|${NUMERIC}|${ISO}|${CASUAL}|${ANY_WEEKDAY})|${NEXT_WEEK})`;
/** Short names are words besides ("so", "do"): only in capitals, beside a time. */
const SHORT_DAY_AND_TIME = new RegExp(`^(?:am )?(?:Mo|Di|Mi|Do|Fr|Sa|So)\\.?,? ${TIME}$`, "u");

const RELATIVE = whole(`(?:${MONTHS}|${DAYS}|${NTH})(?:,? (?<time>${TIME}))?`);
const SOON = whole(`in (?:(?<half>einer halben )|(?<count>${NUMBER}) )(?<unit>Minuten?|Min|Stunden?|Std)`);
const WITH_ISO = whole(`${ON}?${ISO}(?:T${CLOCK})?`);
const DAY_AND_TIME = whole(`${DAY},? ${TIME}|${TIME},? ${DAY}|${WITH_PART} ${TIME}`);
const PART_OF_DAY = whole(WITH_PART);
const CLEAR_DAY = whole(
  `${CASUAL}|${NEXT_WEEK}|${NEXT}${WEEKDAY}|${FULL_DATE}|${ON}(?:${DATE}|${NUMERIC}|${FULL_DATE}|${CASUAL}|${ANY_WEEKDAY})`,
);
const CLEAR_TIME = whole(`um (?:${HOUR}(?:[:.][0-5]\\d)? Uhr${OF_DAY}|${CLOCK}|${SHORT_CLOCK})`);
const LOOSE_DAY = whole(`${WEEKDAY}|${DATE}|${NUMERIC}`);

/** "5.3." as chrono knows it: "5. März". */
function named(phrase: string): string {
  const pattern = /(?<date>\d{1,2})\. ?(?<month>\d{1,2})\.(?: ?(?<year>\d{4}|\d\d)(?![\d:.]|\s*Uhr))?/;
  const groups = pattern.exec(phrase)?.groups;
  if (!groups) return phrase;
  const year = groups["year"];
  const full = year === undefined ? "" : ` ${year.length === 2 ? `20${year}` : year}`;
  return phrase.replace(pattern, `${groups["date"]}. ${monthName(Number(groups["month"]))}${full}`);
}

/** How chrono is asked for a phrase: without what it does not know. */
function asked(phrase: string): string {
  return (
    named(phrase)
      // "5. März 9 Uhr" would be of the year 9.
      .replace(new RegExp(`(${MONTH}\\.?) (?=\\d{1,2}(?:[:.]\\d\\d)? Uhr|\\d{1,2}:)`, "iu"), "$1 um ")
      .replace(/^(?:bis|spätestens) (?:(?:zum|am) )?|^den /i, "")
      .replace(/kommenden /i, "")
      .replace(/sonnabend/i, "Samstag")
      .replace(new RegExp(`(${WEEKDAY})(?=vormittag|mittag|nachmittag|abend)`, "iu"), "$1 ")
      .replace(/früh\b/i, "vormittag")
      .replace(new RegExp(`^nächste Woche (${WEEKDAY})`, "iu"), "$1 nächste Woche")
      .replace(/(\d)\.(?=\d\d Uhr)/i, "$1:")
      .replace(/\b(Mo|Di|Mi|Do|Fr|Sa|So)\.(?=,? )/u, "$1")
  );
}

function aheadOf(groups: Record<string, string | undefined>): Ahead {
  const { months, years, next, days, weeks, nth } = groups;
  if (months !== undefined) return { months: numberOf(months) };
  if (years !== undefined) return { months: numberOf(years) * 12 };
  if (next !== undefined) return { months: next.toLowerCase() === "jahr" ? 12 : 1 };
  if (days !== undefined) return { days: numberOf(days) };
  if (weeks !== undefined) return { days: numberOf(weeks) * 7 };
  return { date: Number.parseInt(nth ?? "", 10) };
}

/** The months, days or minutes that a phrase is ahead. */
function relative(phrase: string): DueForm | undefined {
  const soon = SOON.exec(phrase)?.groups;
  if (soon) {
    const unit = /^s/i.test(soon["unit"] ?? "") ? 60 : 1;
    const ahead = { minutes: soon["half"] ? Math.max(1, unit / 2) : numberOf(soon["count"] ?? "") * unit };
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
  };
}

/** Whether a phrase names a day of the week, of this week or the next. */
function isComing(phrase: string): boolean {
  return new RegExp(WEEKDAY, "iu").test(phrase) && !/nächste/i.test(phrase);
}

function reachOf({ time, nth }: Record<string, string | undefined>): Reach {
  if (time !== undefined) return "anywhere";
  return nth === undefined ? "edge" : "late";
}

/** A date or time in German, if a phrase is one and nothing else. */
export function germanDue(phrase: string, follows: boolean): DueForm | undefined {
  const ahead = relative(phrase);
  if (ahead) return ahead;
  const rest = follows ? phrase.replace(/^(?:ab(?: dem)?|beginnend(?: am)?) /i, "") : phrase;
  const form = { isWeekday: isComing(rest), read: asked(rest) };
  if (DAY_AND_TIME.test(rest)) return { ...form, reach: "anywhere", hasDay: true, hasTime: true };
  if (SHORT_DAY_AND_TIME.test(rest)) {
    return { ...form, isWeekday: true, reach: "anywhere", hasDay: true, hasTime: true };
  }
  if (WITH_ISO.test(rest)) return { ...form, reach: "anywhere", hasDay: true, hasTime: rest.includes(":") };
  if (PART_OF_DAY.test(rest)) return { ...form, reach: "edge", hasDay: true, hasTime: true };
  if (CLEAR_DAY.test(rest)) return { ...form, reach: "edge", hasDay: true, hasTime: false };
  if (CLEAR_TIME.test(rest)) return { ...form, reach: "edge", hasDay: false, hasTime: true };
  if (LOOSE_DAY.test(rest)) return { ...form, reach: "end", hasDay: true, hasTime: false };
  return whole(SURE_TIME).test(rest) ? { ...form, reach: "end", hasDay: false, hasTime: true } : undefined;
}
