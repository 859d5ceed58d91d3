import { casual } from "chrono-node/en";
import { englishDue } from "./english-due.js";
import { englishRepeat } from "./english-repeat.js";
import { MONTH, NUMBER, WEEKDAY } from "./english-words.js";
import type { Language } from "./language.js";

/** Words that would stand there without what they are about: "slides for | Friday". */
const HOLDING = new Set(
  (
    "for of from to until till before after since about around than then and or nor the a an with without per vs versus " +
    "between during through throughout except like as called named titled last past previous every each on by at in into this next my " +
    "your our his her its their no not never once is was are were be if when while because that what it's that's @ - – — & + / ="
  ).split(" "),
);

/** Words that make a name with a day behind them. */
const NAMING = new Set(
  (
    "black bowl taco throwback good freaky ash cyber super palm easter bloody ruby blue manic fat shrove maundy holy giving casual mad " +
    "stormy whit girl man gloomy"
  ).split(" "),
);

/** What a sentence goes on with after a time in its middle. */
const GOING_ON = new Set("with at for about in to via by near from re on".split(" "));

/** What follows a day at the start of a sentence that says something of it. */
const TELLING = new Set(
  "is was will and or never in i'm it we he she they the a an are be has had counts night nights".split(" "),
);

const NAME = new RegExp(`^(?:${WEEKDAY}s?|${MONTH}|[ap]m)[.,;:!]?$`, "i");
/** Two dates in a row, of which nobody knows which is meant. */
const DAY_BEFORE = new RegExp(`^(?:${WEEKDAY}|today|tomorrow)[,]?$`, "i");
/** A range, an end, another date: it says more than can be understood. */
const GOING_FURTHER = new RegExp(
  `^(?:(?:-|–|—|to|until|till|through|thru|except|but|or) |for (?:\\d|(?!an?$)(?:${NUMBER})$)|in (?:\\d|(?:${NUMBER})$)|and (?:\\d|at |on |every |${WEEKDAY}|today|tomorrow)|in ${MONTH}\\b)`,
  "i",
);
const CAPITAL = /^\p{Lu}/u;
const ENDS_A_RANGE = /^(?:by|on|due)\b/i;

/** English: what is written as in a sentence, in small letters but for the names of days and months. */
export const english: Language = {
  chrono: casual,
  due: englishDue,
  repeat: englishRepeat,
  isPlain: (words, startsLine) =>
    words.every((word, at) => !CAPITAL.test(word) || (startsLine && at === 0) || NAME.test(word)),
  isHeld: (phrase, { before = "", after = "", next = "" }) => {
    const word = before.toLowerCase();
    if (HOLDING.has(word) || /[-–—/]$/.test(word)) return true;
    if (DAY_BEFORE.test(before) || GOING_FURTHER.test(`${after} ${next}`)) return true;
    return !ENDS_A_RANGE.test(phrase) && NAMING.has(word);
  },
  isWithin: ({ after = "" }) => GOING_ON.has(after),
  isTitle: (after) => CAPITAL.test(after) || TELLING.has(after.toLowerCase()) || /^['’]/.test(after),
};
