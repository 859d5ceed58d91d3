import { describe, expect, it } from "vitest";
import { newId } from "../src/id.js";
import { idSchema } from "../src/input.js";
import {
  todoCreateInputSchema,
  todoListInputSchema,
  todoTextSchema,
  todoUpdateInputSchema,
} from "../src/todo.js";

describe("text", () => {
  it("is trimmed", () => {
    expect(todoTextSchema.parse(" \t water the plants\n")).toBe("water the plants");
  });

  it.each([
    ["one character", "a"],
    ["2,000 characters", "a".repeat(2_000)],
    ["2,000 emoji, each of two UTF-16 units", "🌱".repeat(2_000)],
    ["any script", "買い物 — спасибо — שלום"],
    ["control characters other than NUL", "a\u0001b"],
    ["a private-use character beyond the basic plane", "\u{10FFFF}"],
  ])("may be %s", (_what, text) => {
    expect(todoTextSchema.parse(text)).toBe(text);
  });

  it.each([
    ["empty", ""],
    ["only white space", " \n\t\u00a0\u3000"],
    ["2,001 characters", "a".repeat(2_001)],
    ["2,001 emoji", "🌱".repeat(2_001)],
    ["NUL", "a\0b"],
    ["a lone high surrogate", "a\ud800b"],
    ["a lone low surrogate", "a\udc00"],
    ["a number", 7],
    ["null", null],
    ["missing", undefined],
  ])("may not be %s", (_what, text) => {
    expect(todoTextSchema.safeParse(text).success).toBe(false);
  });
});

describe("id", () => {
  it.each([
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "9b2a3c52-3a3e-4d26-9d1f-7c3a0e3c8f11",
    "0198f3a0-0000-7000-8000-000000000001",
  ])("is any RFC 9562 UUID: %s", (id) => {
    expect(idSchema.parse(id)).toBe(id);
  });

  it("is read in any case and kept in lower case", () => {
    expect(idSchema.parse("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")).toBe(
      "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    );
  });

  it.each([
    "",
    "1",
    "f81d4fae7dec11d0a76500a0c91e6bf6",
    "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
    "x".repeat(36),
  ])("is nothing else: %s", (id) => {
    expect(idSchema.safeParse(id).success).toBe(false);
  });

  it("made one after the other, ids are different and in order", () => {
    const ids = Array.from({ length: 1_000 }, newId);
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.toSorted()).toEqual(ids);
    expect(ids.every((id) => idSchema.parse(id) === id && id[14] === "7")).toBe(true);
  });
});

describe("inputs", () => {
  it("todo.list may be asked without any", () => {
    expect(todoListInputSchema.parse(undefined)).toEqual({ filter: "all", limit: 50 });
    expect(todoListInputSchema.parse({})).toEqual({ filter: "all", limit: 50 });
  });

  it.each([{ limit: 0 }, { limit: 201 }, { limit: "x" }, { limit: 1.5 }, { filter: "done" }, { page: 2 }])(
    "todo.list refuses %j",
    (input) => {
      expect(todoListInputSchema.safeParse(input).success).toBe(false);
    },
  );

  it("todo.update wants something to change", () => {
    expect(todoUpdateInputSchema.safeParse({ id: newId() }).success).toBe(false);
    expect(todoUpdateInputSchema.safeParse({ id: newId(), completed: false }).success).toBe(true);
  });

  it("no field but the known ones gets in, whatever its name", () => {
    for (const key of ["__proto__", "constructor", "toString", "createdAt"]) {
      const input: unknown = JSON.parse(`{"text":"a","${key}":{"completed":true}}`);
      expect(todoCreateInputSchema.safeParse(input).success, key).toBe(false);
    }
  });
});
