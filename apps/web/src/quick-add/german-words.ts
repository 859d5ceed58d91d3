import { oneOf } from "./language.js";
import type { Weekday } from "./rule.js";

/** Numbers as they are written out, in every ending that follows "in" and "alle". */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ["ein", 1],
  ["eine", 1],
  ["einem", 1],
  ["einer", 1],
  ["zwei", 2],
  ["drei", 3],
  ["vier", 4],
  ["fünf", 5],
  ["sechs", 6],
  ["sieben", 7],
  ["acht", 8],
  ["neun", 9],
  ["zehn", 10],
  ["elf", 11],
  ["zwölf", 12],
]);

/** The beginnings of places in an order, which take many endings. */
const ORDINAL_STARTS: ReadonlyMap<string, number> = new Map([
  ["erst", 1],
  ["zweit", 2],
  ["dritt", 3],
  ["viert", 4],
  ["fünft", 5],
  ["sechst", 6],
  ["letzt", -1],
]);

const WEEKDAY_STARTS: ReadonlyMap<string, Weekday> = new Map([
  ["mo", "MO"],
  ["di", "TU"],
  ["mi", "WE"],
  ["do", "TH"],
  ["fr", "FR"],
  ["sa", "SA"],
  ["so", "SU"],
]);

const MONTH_NAMES = [
  "jan(?:uar)?|jänner",
  "feb(?:ruar)?|feber",
  "märz|mär|mrz",
  "apr(?:il)?",
  "mai",
  "juni?",
  "juli?",
  "aug(?:ust)?",
  "sept?(?:ember)?",
  "okt(?:ober)?",
  "nov(?:ember)?",
  "dez(?:ember)?",
];

/** The months as chrono knows them. */
const FULL_MONTHS = [
  "Januar",
  "Februar",
  "März",
  "April",
  "Mai",
  "Juni",
  "Juli",
  "August",
  "September",
  "Oktober",
  "November",
  "Dezember",
];

/** Pieces of patterns. */
export const NUMBER = `\\d{1,3}|${oneOf(NUMBERS.keys())}`;
export const ORDINAL = `(?:${oneOf(ORDINAL_STARTS.keys())})e[nsrm]?`;
export const WEEKDAY = "(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)";
export const MONTH = `(?:${MONTH_NAMES.join("|")})`;

/** What a number says, in digits or in words. */
export function numberOf(text: string): number {
  return NUMBERS.get(text.toLowerCase()) ?? Number.parseInt(text, 10);
}

/** What an ordinal says ("zweiten", "2."), -1 for "letzten". */
export function ordinalOf(text: string): number {
  return ORDINAL_STARTS.get(text.toLowerCase().replace(/e[nsrm]?$/, "")) ?? Number.parseInt(text, 10);
}

/** The days of the week that a text names, in its order, each once. */
export function weekdaysOf(text: string): Weekday[] {
  const named = text.toLowerCase().match(new RegExp(WEEKDAY, "gu")) ?? [];
  return [...new Set(named.flatMap((word) => WEEKDAY_STARTS.get(word.slice(0, 2)) ?? []))];
}

/** The day of the week that a name or a short name begins. */
export function weekdayOf(text: string): Weekday | undefined {
  return WEEKDAY_STARTS.get(text.slice(0, 2).toLowerCase());
}

/** The number of a month, by its name or in digits. */
export function monthOf(text: string): number {
  return (
    MONTH_NAMES.findIndex((names) => new RegExp(`^(?:${names})\\.?$`, "iu").test(text)) + 1 ||
    Number.parseInt(text, 10)
  );
}

/** A month's full name. */
export function monthName(month: number): string {
  return FULL_MONTHS[month - 1] ?? "";
}
