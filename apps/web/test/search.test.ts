import type { Todo } from "@codex/core/todo";
import { expect, it } from "vitest";
import { found } from "../src/todo/search.js";

function todos(...texts: string[]): Todo[] {
  return texts.map((text, index) => ({
    id: String(index),
    listId: "list",
    text,
    completed: false,
    createdAt: "2026-01-01T00:00:00.000Z",
    createdBy: null,
    rank: null,
    deletedAt: null,
  }));
}

const textsOf = (some: readonly Todo[]) => some.map(({ text }) => text);

it("finds what has every word, in any order and case", () => {
  const all = todos("Buy Milk", "Buy bread", "milk the cow");
  expect(textsOf(found(all, "milk"))).toEqual(["Buy Milk", "milk the cow"]);
  expect(textsOf(found(all, " MILK  buy "))).toEqual(["Buy Milk"]);
  expect(found(all, "nothing")).toEqual([]);
});

it("does not ask for accents, and does not mind them", () => {
  const all = todos("Café crème", "Ärger in Łódź", "İstanbul", "日本語 ガ");
  expect(textsOf(found(all, "cafe creme"))).toEqual(["Café crème"]);
  expect(textsOf(found(all, "ARGER"))).toEqual(["Ärger in Łódź"]);
  expect(textsOf(found(all, "é"))).toEqual(["Café crème", "Ärger in Łódź"]);
  expect(textsOf(found(all, "istanbul"))).toEqual(["İstanbul"]);
  expect(textsOf(found(all, "日本"))).toEqual(["日本語 ガ"]);
});

it("an empty search is none: the very same todos", () => {
  const all = todos("a");
  expect(found(all, "  ")).toBe(all);
});

it("looks through notes too, but for no word that begins in the text and ends in them", () => {
  const [first, second] = todos("Cake", "Bread");
  if (!first || !second) throw new Error("There are two");
  const all = [{ ...first, notes: "with Café crème" }, second];
  expect(textsOf(found(all, "cake creme"))).toEqual(["Cake"]);
  expect(found(all, "cakewith")).toEqual([]);
});
