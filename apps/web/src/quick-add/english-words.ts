import { oneOf } from "./language.js";
import type { Weekday } from "./rule.js";

/** Numbers as they are written out. */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ["a", 1],
  ["an", 1],
  ["one", 1],
  ["two", 2],
  ["three", 3],
  ["four", 4],
  ["five", 5],
  ["six", 6],
  ["seven", 7],
  ["eight", 8],
  ["nine", 9],
  ["ten", 10],
  ["eleven", 11],
  ["twelve", 12],
]);

/** Places in an order as they are written out. */
const ORDINALS: ReadonlyMap<string, number> = new Map([
  ["first", 1],
  ["second", 2],
  ["third", 3],
  ["fourth", 4],
  ["last", -1],
]);

const WEEKDAY_STARTS: ReadonlyMap<string, Weekday> = new Map([
  ["mon", "MO"],
  ["tue", "TU"],
  ["wed", "WE"],
  ["thu", "TH"],
  ["fri", "FR"],
  ["sat", "SA"],
  ["sun", "SU"],
]);

const MONTH_STARTS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Pieces of patterns. */
export const NUMBER = `\\d{1,3}|${oneOf(NUMBERS.keys())}`;
export const ORDINAL = `\\d{1,2}(?:st|nd|rd|th)|${oneOf(ORDINALS.keys())}`;
export const WEEKDAY =
  "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)";
export const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

/** What a number says, in digits or in words. */
export function numberOf(text: string): number {
  return NUMBERS.get(text.toLowerCase()) ?? Number.parseInt(text, 10);
}

/** What an ordinal says, -1 for "last". */
export function ordinalOf(text: string): number {
  return ORDINALS.get(text.toLowerCase()) ?? Number.parseInt(text, 10);
}

/** The days of the week that a text names, in its order, each once. */
export function weekdaysOf(text: string): Weekday[] {
  const named = text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  return [...new Set(named.flatMap((word) => WEEKDAY_STARTS.get(word.slice(0, 3)) ?? []))];
}

/** The number of a month. */
export function monthOf(text: string): number {
  return MONTH_STARTS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}
