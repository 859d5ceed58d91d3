import type { Reach, RepeatForm } from "./language.js";
import { exists, type Rule, type Weekday } from "./rule.js";

/** The named groups of a match. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** A way to say a repetition, and what it says by the groups of its pattern. */
export interface Form {
  readonly pattern: RegExp;
  readonly reach: Reach;
  readonly rule: (groups: Groups) => Rule | undefined;
}

/** The days on which people work. */
export const WORKDAYS: readonly Weekday[] = ["MO", "TU", "WE", "TH", "FR"];

/** The numbers in a text, in their order, each once. */
export function datesOf(text: string | undefined): number[] {
  const numbers = (text?.match(/\d+/g) ?? []).map(Number);
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** What the first of the forms says that a phrase fits, if there is such a repetition. */
export function fit(forms: readonly Form[], phrase: string, isCounted: boolean): RepeatForm | undefined {
  for (const { pattern, reach, rule } of forms) {
    const match = pattern.exec(phrase);
    const said = match && rule(match.groups ?? {});
    if (said && exists(said)) return { reach: isCounted ? "anywhere" : reach, rule: said, isCounted };
  }
  return undefined;
}
