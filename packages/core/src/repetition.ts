import type { Rows } from "./view.js";

/**
 * What a rule of repetition means: the part of an effect for which a library is needed, so that a page loads it only
 * for whoever has something that repeats. Until then it shows no next todo; the server always does.
 */
export interface Repetition {
  /** What keeps a series from being kept, as the end of a sentence: that it never comes, for one. */
  problem(series: Pick<Rows["series"], "rule" | "mode" | "start">): string | undefined;
  /**
   * The due moment that follows.
   *
   * @param occurrence - which of the rule's dates was completed
   * @param at - when; ISO 8601, UTC
   * @returns undefined if the rule has ended
   */
  next(series: Rows["series"], occurrence: string, at: string): string | undefined;
  /** The id of the todo that comes after another of a series: the same wherever that is completed. */
  idAfter(seriesId: string, todoId: string): string;
  /** A due moment, moved by as many days as lie between two others. */
  moved(due: string, from: string, to: string): string | undefined;
}
