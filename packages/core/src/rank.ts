import { BASE_62_DIGITS, generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import { TODO_LIMITS } from "./limits.js";

/** What decides where a todo stands. */
export interface Ranked {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly rank: string | null;
}

/** Whether a text is a key of fractional indexing. */
export function isRank(text: string): boolean {
  try {
    return generateKeyBetween(text, null) > text;
  } catch {
    return false;
  }
}

/** Ranks of seven digits: what counts milliseconds since 1970 until the year 2081. */
const CLOCK = { head: "g", digits: 7 } as const;

/** The rank that a moment stands for: what is added later comes after. @param moment - ISO 8601 */
export function rankAt(moment: string): string {
  let left = Math.max(Date.parse(moment), 0);
  let digits = "";
  for (let count = 0; count < CLOCK.digits; count++) {
    digits = (BASE_62_DIGITS[left % BASE_62_DIGITS.length] ?? "") + digits;
    left = Math.floor(left / BASE_62_DIGITS.length);
  }
  return CLOCK.head + digits;
}

/** Where a todo stands: where it was put, or where its creation puts it. */
export function rankOf({ rank, createdAt }: Ranked): string {
  return rank ?? rankAt(createdAt);
}

/** The order of a list: by rank, and of two with the same by id. */
export function byRank(a: Ranked, b: Ranked): number {
  return compare(rankOf(a), rankOf(b)) || compare(a.id, b.id);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The rank of a place between two neighbours, each undefined at that end of the list.
 *
 * @returns undefined if they leave no room, as two people put something at the same place, or a rank would become
 *   long: `list.rebalance` makes room
 */
export function rankBetween(before: Ranked | undefined, after: Ranked | undefined): string | undefined {
  const [low, high] = [before && rankOf(before), after && rankOf(after)];
  if (low !== undefined && high !== undefined && low >= high) return undefined;
  const rank = generateKeyBetween(low, high);
  return rank.length > TODO_LIMITS.usualRankLength ? undefined : rank;
}

/** Ranks for new todos at the end of a list. @param last - what stands there now @param now - ISO 8601 */
export function ranksAfter(last: Ranked | undefined, now: string, count: number): readonly string[] {
  const clock = rankAt(now);
  const low = last && rankOf(last) > clock ? rankOf(last) : clock;
  return generateNKeysBetween(low, null, count);
}

/** Short ranks for all todos of a list, given in their order: before whatever is added to its end, and whenever asked the same. */
export function balancedRanks(rows: readonly Ranked[]): readonly string[] {
  const last = rows.at(-1);
  return last ? generateNKeysBetween(null, rankOf(last), rows.length) : [];
}
