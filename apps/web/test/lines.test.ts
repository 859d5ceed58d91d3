import { describe, expect, it } from "vitest";
import { chunksOf, lengthOf, linesOf, problemWith, todosIn } from "../src/todo/lines.js";

describe("pasted text", () => {
  it("makes a todo of every line that holds anything, whatever ends the lines", () => {
    expect(linesOf(" milk \r\n\r\neggs\rbread\n\n \u2028 tea\n")).toEqual(["milk", "eggs", "bread", "tea"]);
  });

  it("keeps back the lines that cannot be a todo, and says why", () => {
    const { texts, refused } = todosIn(`milk\n${"x".repeat(2_001)}\neggs`);
    expect(texts).toEqual(["milk", "eggs"]);
    expect(refused).toEqual([
      {
        text: "x".repeat(2_001),
        problem: "A todo must be at most 2,000 characters long. This one has 2,001.",
      },
    ]);
  });
});

describe("a todo's text", () => {
  it("is counted in characters, not in halves of an emoji", () => {
    expect(lengthOf(" 🙂🙂 ")).toBe(2);
    expect(problemWith("🙂".repeat(2_000))).toBeUndefined();
    expect(problemWith("🙂".repeat(2_001))).toContain("2,001");
  });
});

it("a list is cut into pieces that lose nothing, of not too many and not too much", () => {
  const cut = (items: readonly number[]) => chunksOf(items, { count: 3, weight: 10 }, (item) => item);
  expect(cut([1, 2, 3, 4, 5])).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  expect(cut([5, 5, 1, 11, 9, 2])).toEqual([[5, 5], [1], [11], [9], [2]]);
  expect(cut([])).toEqual([]);
});
