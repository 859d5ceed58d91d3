import { tracked } from "@trpc/server";
import { defaultTransformer } from "@trpc/server/unstable-core-do-not-import";
import { describe, expect, it } from "vitest";
import { Chunks } from "../src/chunks.js";

const chunks = new Chunks(defaultTransformer);

function freeze<T extends object>(value: T): T {
  return Object.freeze(value);
}

describe("A value that many streams yield", () => {
  it("is written once if it can never change", () => {
    const event = freeze({ type: "change", rows: freeze([freeze({ id: 1, text: null }), "a", undefined]) });
    expect(`${chunks.event(event)}`).toBe(`data: ${JSON.stringify(event)}\n\n\n`);
    expect(chunks.event(event)).toBe(chunks.event(event));
  });

  it("is written once for each id it is tracked by", () => {
    const event = freeze({ a: 1 });
    const first = chunks.event(tracked("1", event));
    expect(chunks.event(tracked("1", event))).toBe(first);
    expect(`${chunks.event(tracked("2", event))}`).toBe('data: {"a":1}\nid: 2\n\n\n');
    expect(`${chunks.event(event)}`).toBe('data: {"a":1}\n\n\n');
  });

  it.each<[string, object]>([
    ["not frozen", { a: 1 }],
    ["frozen only outside", freeze({ a: { b: 1 } })],
    ["frozen only outside, in a list", freeze([freeze([]), [1]])],
    ["a getter", freeze(Object.defineProperty({}, "a", { get: () => 1, enumerable: true }))],
    ["a date", freeze(new Date(0))],
    ["a date inside", freeze({ at: freeze(new Date(0)) })],
    ["of a class", freeze(new (class Row {})())],
    ["with a method, which may be toJSON", freeze({ toJSON: () => 1 })],
  ])("is written each time if it is %s", (_, value) => {
    expect(chunks.event(value)).not.toBe(chunks.event(value));
    expect(chunks.event(value)).toEqual(chunks.event(value));
  });

  it("is written each time by a transformer", () => {
    const serialize = (value: unknown) => ({ value });
    const own = new Chunks({ ...defaultTransformer, output: { serialize, deserialize: serialize } });
    const event = freeze({ a: 1 });
    expect(own.event(event)).not.toBe(own.event(event));
    expect(`${own.event(event)}`).toBe('data: {"value":{"a":1}}\n\n\n');
  });

  it("that contains itself is refused as always", () => {
    const round: Record<string, unknown> = {};
    round["self"] = round;
    expect(() => chunks.event(freeze(round))).toThrow("circular");
  });
});
