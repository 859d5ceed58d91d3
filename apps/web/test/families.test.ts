import type { Todo } from "@codex/core/todo";
import { describe, expect, it } from "vitest";
import { labelsIn, problemWithLabel } from "../src/details/labels.js";
import { safeAddress } from "../src/details/markdown.js";
import { arranged, isUnder, peersOf, subtaskCounts, withMoved } from "../src/todo/families.js";

function todo(id: string, parentId: string | null = null, completed = false): Todo {
  const createdAt = "2026-11-26T08:00:00.000Z";
  return {
    id,
    listId: "list",
    text: id,
    completed,
    createdAt,
    createdBy: null,
    rank: null,
    deletedAt: null,
    parentId,
  };
}

const ids = (todos: readonly Todo[]) => todos.map(({ id }) => id).join(" ");

describe("subtasks", () => {
  const all = [
    todo("b1", "b"),
    todo("a"),
    todo("b"),
    todo("a1", "a", true),
    todo("x1", "x"),
    todo("b2", "b"),
  ];

  it("stand under what they belong to; where that is not shown, on their own", () => {
    const rows = arranged(all);
    expect(ids(rows)).toBe("a a1 b b1 b2 x1");
    expect(rows.map((_, index) => isUnder(rows, index))).toEqual([false, true, false, true, true, false]);
    const plain = [todo("a"), todo("b")];
    expect(arranged(plain)).toBe(plain);
  });

  it("are counted for what they belong to", () => {
    expect(subtaskCounts(all).get("a")).toEqual({ active: 0, completed: 1 });
    expect(subtaskCounts(all).get("b")).toEqual({ active: 2, completed: 0 });
  });

  it("have their place among those beside them", () => {
    const rows = arranged(all);
    expect(ids(peersOf(todo("b1", "b"), rows))).toBe("b1 b2");
    expect(ids(peersOf(todo("a"), rows))).toBe("a b x1");
  });

  it("go with what they stand under when that is moved", () => {
    const rows = arranged(all);
    expect(ids(rows)).toBe("a a1 b b1 b2 x1");
    expect(ids(withMoved(rows, todo("a"), 1))).toBe("b b1 b2 a a1 x1");
    expect(ids(withMoved(rows, todo("a"), 2))).toBe("b b1 b2 x1 a a1");
    expect(ids(withMoved(rows, todo("x1", "x"), 0))).toBe("x1 a a1 b b1 b2");
    expect(ids(withMoved(rows, todo("x1", "x"), 1))).toBe("a a1 x1 b b1 b2");
    expect(ids(withMoved(rows, todo("b2", "b"), 0))).toBe("a a1 b b2 b1 x1");
    expect(ids(withMoved([todo("a"), todo("b"), todo("b1", "b")], todo("a"), 1))).toBe("b b1 a");
  });

  it("are arranged in time that grows with their number alone", () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      todo(`t${index}`, index % 2 === 0 ? null : `t${index - 1}`),
    );
    expect(arranged(many.toReversed()).length).toBe(many.length);
  });
});

describe("labels that are typed", () => {
  it("are words, however they are separated", () => {
    expect(labelsIn(" #home, garden  home\tcafé")).toEqual(["home", "garden", "café"]);
    expect(labelsIn(" # , ")).toEqual([]);
  });

  it("are refused in words", () => {
    expect(problemWithLabel(["x".repeat(41)], 1)).toContain("40");
    expect(problemWithLabel(["x"], 21)).toContain("20");
    expect(problemWithLabel(["x"], 20)).toBeUndefined();
  });
});

describe("links in notes", () => {
  it.each(["https://example.org/a?b#c", "http://localhost:5000", "mailto:anna@example.org"])(
    "lead to %s",
    (address) => {
      expect(safeAddress(address)).toBe(address);
    },
  );

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "//example.org",
    "/account",
    "#1",
  ])("do not lead to %j", (address) => {
    expect(safeAddress(address)).toBeNull();
  });
});
