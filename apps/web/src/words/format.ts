import { locale } from "./words.js";

/** What makes one thing for each language, and only when it is first asked for: to make what `Intl` has takes far longer than to ask it. */
export function forLanguages<T>(make: (tag: string) => T): (tag?: string) => T {
  const made = new Map<string, T>();
  return (tag = locale()) => {
    const known = made.get(tag) ?? make(tag);
    made.set(tag, known);
    return known;
  };
}

const numbers = forLanguages((tag) => new Intl.NumberFormat(tag));
const plurals = forLanguages((tag) => new Intl.PluralRules(tag));

/** A number as people here write it. */
export function number(value: number): string {
  return numbers().format(value);
}

/** What is said of one, or of another number of things, as the language counts. */
export function plural(count: number, one: string, other: string): string {
  return plurals().select(count) === "one" ? one : other;
}

/** A text that somebody wrote, within a sentence: whichever way it is read, it does not turn round what is beside it. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
