import { MONTH, monthName, NUMBER, numberOf, WEEKDAY, weekdayOf } from "./german-words.js";
import { type Ahead, type DueForm, type Reach, type Shape, shapeOf, whole } from "./language.js";

const DATE_NUMBER = "(?:0?[1-9]|[12]\\d|3[01])";
const MONTH_NUMBER = "(?:0?[1-9]|1[0-2])";
const YEAR = "(?:19|20)\\d\\d";
const SHORT_WEEKDAY = "(?:Mo|Di|Mi|Do|Fr|Sa|So)\\.?";
const BESIDE_DATE = `(?:(?:${WEEKDAY}|${SHORT_WEEKDAY}),? (?:den )?)`;
const MONTH_AND_DATE = `(?:${DATE_NUMBER}\\. ?(?:${MONTH}|${MONTH_NUMBER}\\.))`;
const DATE = `(?:${BESIDE_DATE}?${DATE_NUMBER}\\. ?${MONTH}\\.?)`;
const NUMERIC = `(?:${BESIDE_DATE}?${DATE_NUMBER}\\. ?${MONTH_NUMBER}\\.)`;
/** "Donnerstag, den 12. März": the day of the week is not needed, but must be right. */
const WEEKDAY_OF_DATE = new RegExp(`(?<![\\p{L}])${BESIDE_DATE}(?=${MONTH_AND_DATE})`, "iu");
const ANY_NAMED = new RegExp(`^(?:am )?${SHORT_WEEKDAY}(?![\\p{L}])|${WEEKDAY}`, "iu");
const SHORT_WEEKDAY_DOT = /(?<![\p{L}])(Mo|Di|Mi|Do|Fr|Sa|So)\.(?=,? )/u;
const FULL_DATE = `(?:(?:${DATE} ${YEAR})|(?:${NUMERIC} ?(?:${YEAR}|\\d\\d)))`;
const ISO = "(?:\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))";
const CASUAL = "(?:heute|morgen|übermorgen|uebermorgen)";
const PART_NAME = "(?:früh|vormittag|mittag|nachmittag|abend|nacht)";
const NEXT_WEEK = `(?:nächste Woche(?: ${WEEKDAY})?|${WEEKDAY} nächste Woche)`;
const MONTHS = `(?:in (?<months>${NUMBER}) Monat(?:en)?|in (?<years>${NUMBER}) Jahr(?:en)?|nächste[ns] (?<next>Monat|Jahr))`;
const DAYS = `(?:in (?<days>${NUMBER}) Tag(?:en)?|in (?<weeks>${NUMBER}) Wochen?)`;
const NTH = `(?:(?:bis )?(?:am|zum) (?<nth>${DATE_NUMBER})\\.)`;
const ON = "(?:(?:bis (?:spätestens )?(?:zum |am )?|spätestens (?:am )?)|am )";
const NEXT = "(?:nächsten |kommenden |diesen )";

const CLOCK = "(?:(?:[01]\\d|2[0-3]):[0-5]\\d)";
const SHORT_CLOCK = "(?:\\d:[0-5]\\d)";
const HOUR = "(?:[01]?\\d|2[0-3])";
const OF_DAY = "(?: (?:morgens|vormittags|mittags|nachmittags|abends|nachts))?";
const CLOCK_UHR = `(?:${HOUR} Uhr [0-5]\\d|${HOUR}(?:[:.][0-5]\\d)? Uhr${OF_DAY})`;
const HALF = "(?:halb (?:1[0-2]|[1-9])(?: Uhr)?)";
const HALF_HOUR = /halb (\d+)(?: Uhr)?/i;
const SURE_TIME = `(?:(?:um )?${CLOCK_UHR}|um ${HALF}|(?:um )?${CLOCK}|um ${SHORT_CLOCK}|um ${HOUR}${OF_DAY})`;
/** What can only be a time when a day stands beside it. */
const TIME = `(?:${SURE_TIME}|${SHORT_CLOCK}|${HALF}|mittags)`;

const ANY_WEEKDAY = `(?:${NEXT}?${WEEKDAY})`;
const WITH_PART = `(?:(?:heute|morgen|übermorgen|${ON}?${ANY_WEEKDAY}) ${PART_NAME}|${ON}?${ANY_WEEKDAY}(?:vormittag|mittag|nachmittag|abend))`;
const DAY = `(?:${ON}?(?:${FULL_DATE}|${DATE}|${NUMERIC}|${ISO}|${CASUAL}|${ANY_WEEKDAY})|${NEXT_WEEK})`;
const RELATIVE = whole(`(?:${MONTHS}|${DAYS}|${NTH})(?:,? (?<time>${TIME}))?`);
const SOON = whole(`in (?:(?<half>einer halben )|(?<count>${NUMBER}) )(?<unit>Minuten?|Min|Stunden?|Std)`);
const CLEAR_DAY = `${CASUAL}|${NEXT_WEEK}|${NEXT}${WEEKDAY}|(?:zum )?${FULL_DATE}|zum ${NUMERIC}|${ON}(?:${DATE}|${NUMERIC}|${FULL_DATE}|${CASUAL}|${ANY_WEEKDAY})`;
const CLEAR_TIME = `um (?:${CLOCK_UHR}|${CLOCK}|${SHORT_CLOCK}|${HALF})`;

/** The clearer ones first. */
const SHAPES: readonly Shape[] = [
  {
    pattern: whole(`${DAY},? ${TIME}|${TIME},? ${DAY}|${WITH_PART} ${TIME}`),
    reach: "anywhere",
    says: "both",
  },
  // Short names are words besides ("so", "do"): only in capitals, beside a time.
  { pattern: new RegExp(`^(?:am )?${SHORT_WEEKDAY},? ${TIME}$`, "u"), reach: "anywhere", says: "both" },
  { pattern: whole(`${ON}?${ISO}`), reach: "anywhere", says: "day" },
  { pattern: whole(`${ON}?${ISO}T${CLOCK}`), reach: "anywhere", says: "both" },
  { pattern: whole(WITH_PART), reach: "edge", says: "both" },
  { pattern: whole(CLEAR_DAY), reach: "edge", says: "day" },
  { pattern: whole(CLEAR_TIME), reach: "edge", says: "time" },
  { pattern: whole(`${WEEKDAY}|${DATE}|${NUMERIC}`), reach: "end", says: "day" },
  { pattern: whole(SURE_TIME), reach: "end", says: "time" },
];

/** "5.3." as chrono knows it: "5. März". */
function named(phrase: string): string {
  const pattern = /(?<date>\d{1,2})\. ?(?<month>\d{1,2})\.(?: ?(?<year>\d{4}|\d\d)(?![\d:.]|\s*Uhr))?/;
  const groups = pattern.exec(phrase)?.groups;
  if (!groups) return phrase;
  const year = groups["year"];
  const full = year === undefined ? "" : ` ${year.length === 2 ? `20${year}` : year}`;
  return phrase.replace(pattern, `${groups["date"]}. ${monthName(Number(groups["month"]))}${full}`);
}

/** "halb 9" as chrono knows it: "8:30 Uhr". */
function halved(phrase: string): string {
  return phrase.replace(
    HALF_HOUR,
    (_, hour: string) => `${Number(hour) === 1 ? 12 : Number(hour) - 1}:30 Uhr`,
  );
}

/** "5. März 9 Uhr" would be of the year 9. */
const TIME_BEHIND_MONTH = new RegExp(`(${MONTH}\\.?),? (?=\\d{1,2}(?:[:.]\\d\\d)? Uhr|\\d{1,2}:)`, "iu");
const JOINED_PART = new RegExp(`(${WEEKDAY})(?=vormittag|mittag|nachmittag|abend)`, "iu");
const WEEKDAY_OF_NEXT = new RegExp(`^nächste Woche (${WEEKDAY})`, "iu");

/** How chrono is asked for a phrase: without what it does not know. */
function asked(phrase: string): string {
  return named(halved(phrase.replace(WEEKDAY_OF_DATE, "")))
    .replace(TIME_BEHIND_MONTH, "$1 um ")
    .replace(/^(?:bis|spätestens) (?:spätestens )?(?:(?:zum|am) )?|^zum /i, "")
    .replace(/kommenden /i, "")
    .replace(/sonnabend/i, "Samstag")
    .replace(JOINED_PART, "$1 ")
    .replace(/früh(?![\p{L}])/iu, "vormittag")
    .replace(WEEKDAY_OF_NEXT, "$1 nächste Woche")
    .replace(/(\d)\.(?=\d\d Uhr)/i, "$1:")
    .replace(/(\d) Uhr (?=\d\d$)/i, "$1:")
    .replace(SHORT_WEEKDAY_DOT, "$1");
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

function reachOf({ time, nth }: Record<string, string | undefined>): Reach {
  if (time !== undefined) return "anywhere";
  return nth === undefined ? "edge" : "late";
}

/** A date or time in German, if a phrase is one and nothing else. */
export function germanDue(phrase: string, follows: boolean): DueForm | undefined {
  const ahead = relative(phrase);
  if (ahead) return ahead;
  const rest = follows ? phrase.replace(/(^| )(?:ab(?: dem)?|beginnend(?: am)?) /i, "$1") : phrase;
  const shape = shapeOf(SHAPES, rest);
  if (!shape) return undefined;
  const read = asked(rest);
  const isWeekday = ANY_NAMED.test(read) && !/nächste/i.test(read);
  const beside = WEEKDAY_OF_DATE.exec(rest)?.[0];
  return { ...shape, read, isWeekday, onWeekday: beside === undefined ? undefined : weekdayOf(beside) };
}
