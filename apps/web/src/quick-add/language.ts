import type { Chrono } from "chrono-node";
import type { Place } from "./line.js";
import type { Rule, Weekday } from "./rule.js";

/**
 * Where an expression is taken:
 * "anywhere": it is unmistakable.
 * "edge": at the end or the start of the line, or where the language shows that a sentence goes on around it.
 * "late": as "edge", but at the start only with a comma or colon behind it.
 * "end": at the end, or at the start with a comma or colon behind it.
 */
export type Reach = "anywhere" | "edge" | "late" | "end";

/** A way from now that the calendar library gets wrong or does not know. */
export type Ahead =
  | { readonly minutes: number }
  | { readonly days: number }
  | { readonly months: number }
  | { readonly date: number };

/** An expression of a date or time that the language knows. */
export interface DueForm {
  readonly reach: Reach;
  readonly hasDay: boolean;
  readonly hasTime: boolean;
  /** It names a day of the week, of which the next one comes in seven days. */
  readonly isWeekday: boolean;
  /** How chrono is asked; empty if there is nothing to ask. */
  readonly read: string;
  /** The day, where it is not asked for. */
  readonly ahead?: Ahead | undefined;
  /** An hour from 1 to 5 means the afternoon. */
  readonly isAfternoon?: boolean;
  /** The day of the week that was said beside a date: it must be that one. */
  readonly onWeekday?: Weekday | undefined;
}

/** What a date or time looks like, and where it is then taken. */
export interface Shape {
  readonly pattern: RegExp;
  readonly reach: Reach;
  readonly says: "day" | "time" | "both";
}

/** The first shape that a phrase has. */
export function shapeOf(shapes: readonly Shape[], phrase: string) {
  const shape = shapes.find(({ pattern }) => pattern.test(phrase));
  return shape && { reach: shape.reach, hasDay: shape.says !== "time", hasTime: shape.says !== "day" };
}

/** An expression of repetition that the language knows. */
export interface RepeatForm {
  readonly reach: Reach;
  readonly rule: Rule;
  readonly isCounted: boolean;
  /** Minutes since midnight, if it says when in the day. */
  readonly minute?: number | undefined;
}

/** What a language knows of dates and repetition. */
export interface Language {
  readonly chrono: Chrono;
  /** A date or time, if a phrase is one and nothing else. `follows`: right behind a repeat. */
  readonly due: (phrase: string, follows: boolean) => DueForm | undefined;
  /** A repetition, if a phrase is one and nothing else. */
  readonly repeat: (phrase: string) => RepeatForm | undefined;
  /** Whether the words are written as in a sentence, and not as in a title. */
  readonly isPlain: (words: readonly string[], startsLine: boolean) => boolean;
  /** Whether the words around hold on to the phrase: "for | tomorrow", "Black | Friday". */
  readonly isHeld: (phrase: string, place: Place) => boolean;
  /** Whether a sentence goes on around the phrase: "call Bob | tomorrow | about it", "Bob | morgen | anrufen". */
  readonly isWithin: (place: Place) => boolean;
  /** Whether the word behind a phrase at the start makes it a title or a sentence of its own. */
  readonly isTitle: (after: string) => boolean;
}

/** Hours of the parts of a day, by what chrono calls them. */
export const PARTS_OF_DAY: ReadonlyMap<string, number> = new Map([
  ["casualReference/morning", 9],
  ["casualReference/noon", 12],
  ["casualReference/afternoon", 15],
  ["casualReference/evening", 18],
  ["casualReference/tonight", 20],
]);

/** Words as one pattern, longest first, so that none hides another. */
export function oneOf(words: Iterable<string>): string {
  return [...words].sort((one, other) => other.length - one.length).join("|");
}

/** A pattern that a whole phrase must fit. */
export function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, "iu");
}
