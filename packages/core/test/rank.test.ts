import { expect, it } from "vitest";
import { TODO_LIMITS } from "../src/limits.js";
import { balancedRanks, byRank, type Ranked, rankAt, rankBetween, ranksAfter } from "../src/rank.js";
import { rankSchema } from "../src/todo.js";

const NOW = "2026-11-24T12:00:00.000Z";
const LATER = "2026-11-24T12:00:00.001Z";
const row = (id: string, rank: string | null, createdAt = NOW): Ranked => ({ id, rank, createdAt });

it("orders by creation what was never put anywhere", () => {
  const rows = [row("b", null, LATER), row("c", null), row("a", null)];
  expect(rows.sort(byRank).map(({ id }) => id)).toEqual(["a", "c", "b"]);
  expect(rankAt(NOW) < rankAt(LATER)).toBe(true);
  expect(rankSchema.safeParse(rankAt(NOW)).success).toBe(true);
  expect(rankSchema.safeParse(rankAt("1960-01-01T00:00:00.000Z")).success).toBe(true);
});

it("finds a place between any two, and at both ends", () => {
  const [a, b] = [row("a", rankAt(NOW)), row("b", null, LATER)];
  const between = rankBetween(a, b) ?? "";
  expect([a.rank ?? "", between, rankAt(LATER)]).toEqual([a.rank ?? "", between, rankAt(LATER)].sort());
  expect(rankSchema.parse(between)).toBe(between);
  expect((rankBetween(undefined, a) ?? "") < rankAt(NOW)).toBe(true);
  expect((rankBetween(b, undefined) ?? "") > rankAt(LATER)).toBe(true);
  expect(rankBetween(undefined, undefined)).toBeDefined();
});

it("finds none between two of the same rank, nor where ranks have become long", () => {
  expect(rankBetween(row("a", null), row("b", null))).toBeUndefined();
  let [low, high] = [row("a", rankAt(NOW)), row("b", rankAt(LATER))];
  let count = 0;
  for (;;) {
    const rank = rankBetween(low, high);
    if (rank === undefined) break;
    expect(rank.length).toBeLessThanOrEqual(TODO_LIMITS.usualRankLength);
    if (count % 2 === 0) low = row("a", rank);
    else high = row("b", rank);
    count += 1;
  }
  expect(count).toBeGreaterThan(50);
});

it("puts what is new after everything, and what is rebalanced before everything new", () => {
  const last = row("a", rankAt("2030-01-01T00:00:00.000Z"));
  const ranks = ranksAfter(last, NOW, 3);
  expect([last.rank, ...ranks]).toEqual([last.rank, ...ranks].toSorted());
  const made = balancedRanks(Array.from({ length: 10_000 }, (_, index) => row(String(index), null)));
  expect(made).toEqual(made.toSorted());
  expect(new Set(made).size).toBe(10_000);
  expect((made.at(-1) ?? "z") < rankAt(NOW)).toBe(true);
  expect(balancedRanks([])).toEqual([]);
  expect(Math.max(...made.map(({ length }) => length))).toBeLessThan(10);
});

it.each(["", "a", "a0 ", "ä0", "A00000000000000000000000000", `a1${"V".repeat(300)}`, "a10", "1", "zz"])(
  "refuses %j as a rank",
  (text) => {
    expect(rankSchema.safeParse(text).success).toBe(false);
  },
);
