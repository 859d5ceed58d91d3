import { locale } from "./words.js";

/** A number as people here write it. */
export function number(value: number): string {
  return value.toLocaleString(locale());
}

/** What is said of one, or of another number of things, as the language counts. */
export function plural(count: number, one: string, other: string): string {
  return new Intl.PluralRules(locale()).select(count) === "one" ? one : other;
}

/** A text that somebody wrote, within a sentence: whichever way it is read, it does not turn round what is beside it. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
