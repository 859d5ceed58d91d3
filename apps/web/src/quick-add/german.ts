import { casual } from "chrono-node/de";
import { germanDue } from "./german-due.js";
import { germanRepeat } from "./german-repeat.js";
import { MONTH, NUMBER, WEEKDAY } from "./german-words.js";
import type { Language } from "./language.js";

/** Words that would stand there without what they are about: "Kuchen für | morgen". */
const HOLDING = new Set(
  (
    "für von vom bis zum zur ab vor nach seit über und oder der die das dem den des ein eine einen einem einer mit ohne zwischen während " +
    "gegen als wie am um im in an auf aus bei beim letzten letzte letztes vorigen vergangenen jeden jede jedes alle kein keine nicht " +
    "außer statt ist war wird sind kommt mein meinen dein deinen ihr sein unser @ - – — & + / ="
  ).split(" "),
);

/** Words that make a name or a number with a day behind them: "Guten | morgen", "Version | 5.3." */
const NAMING = new Set(
  (
    "guten schwarzer schwarzen blauer blauen weißer weißen schöner schönen stiller version kapitel abschnitt punkt nummer nr nr. satz teil " +
    "release welt bild faz f.a.z. band folge staffel seite artikel paragraf § paragraph"
  ).split(" "),
);

/** What follows a day at the start of a sentence or title that says something of it. */
const TELLING = new Set(
  "ist war wird sind um und oder nie show show, journal hier hier, im von der die das den ein eine kommt kann".split(
    " ",
  ),
);

/** Nouns and names are the only words that have a capital letter inside a German sentence. */
const NOUN = new RegExp(
  `^(?:${WEEKDAY}s?|${WEEKDAY}(?:vormittag|mittag|nachmittag|abend)|${MONTH}\\.?|mo|di|mi|do|fr|sa|so|uhr|tag|tage|tagen|woche|wochen|monat|monate|monaten|monats|` +
    "jahr|jahre|jahren|stunde|stunden|std|minute|minuten|min|vormittag|mittag|nachmittag|abend|nacht|werktag|arbeitstag|" +
    "wochenende|quartal|monatsletzten|erledigung|erledigen|abschluss)[.,;:!]?$",
  "iu",
);
/** What a sentence goes on with after a date in its middle. */
const GOING_ON = new Set("mit bei beim für wegen in im zu zum zur nach über auf an".split(" "));
/** Two dates in a row, of which nobody knows which is meant. */
const DAY_BEFORE = new RegExp(`^(?:${WEEKDAY}|(?:mo|di|mi|do|fr|sa)\\.?|heute|morgen|übermorgen),?$`, "iu");
/** A range, an end, another date: it says more than can be understood. */
const GOING_FURTHER = new RegExp(
  `^(?:(?:-|–|—|bis|oder|außer) |für (?:\\d|(?!eine?$)(?:${NUMBER})$)|in (?:\\d|(?:${NUMBER})$)|\\d+ (?:Tage|Wochen|Monate) |und (?:\\d|um |am |jede|${WEEKDAY}|heute|morgen)|(?:der|den) \\d|im ${MONTH}(?!\\p{L}))`,
  "iu",
);
const CAPITAL = /^\p{Lu}/u;
/** A verb in its infinitive, which ends a German line of things to do: "Bob morgen | anrufen". */
const INFINITIVE = /^\p{Ll}{2,}(?:en|ern|eln|tun)[.!]?$/u;
const ENDS_A_RANGE = /^(?:bis|spätestens)\b/i;
const RANGE_BEFORE = new RegExp(`^(?:\\d.*|${WEEKDAY}|heute|morgen|uhr|tage?|wochen?|monate?|jahre?)$`, "iu");

/** German: in small letters but for nouns; the verb may stand behind the date. */
export const german: Language = {
  chrono: casual,
  due: germanDue,
  repeat: germanRepeat,
  isPlain: (words, startsLine) =>
    words.every((word, at) => {
      if (!CAPITAL.test(word) || (startsLine && at === 0) || NOUN.test(word)) return true;
      return at > 0 && /^morgen[.,;:!]?$/i.test(word);
    }),
  isHeld: (phrase, { before = "", after = "", next = "" }) => {
    const word = before.toLowerCase();
    if (HOLDING.has(word) || /[-–—/]$/.test(word) || NAMING.has(word)) return true;
    if (DAY_BEFORE.test(before) || GOING_FURTHER.test(`${after} ${next}`)) return true;
    return ENDS_A_RANGE.test(phrase) && RANGE_BEFORE.test(before);
  },
  isWithin: ({ after = "", following }) => (following === 1 && INFINITIVE.test(after)) || GOING_ON.has(after),
  isTitle: (after) => TELLING.has(after.toLowerCase()),
};
