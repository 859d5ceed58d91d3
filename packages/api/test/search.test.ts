import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let owner: Visitor;

beforeEach(async () => {
  world = await makeWorld(server());
  owner = new Visitor(server(), world.callers.owner);
});

async function add(text: string, fields: object = {}): Promise<string> {
  const { code, data } = await owner.call("todo.create", { text, ...fields });
  expect(code).toBe("ok");
  return data.id;
}
/** The texts that a search finds, in its order. */
async function found(q: string, input: object = {}, who = owner): Promise<string[]> {
  const { code, data, message } = await who.call("todo.search", { q, ...input });
  expect([code, message]).toEqual(["ok", ""]);
  return data.items.map(({ text }: { text: string }) => text);
}

describe("a search finds", () => {
  it.each<[what: string, text: string, q: string]>([
    ["a word", "Buy oat milk", "milk"],
    ["its beginning", "Strawberries", "straw"],
    ["a part of it", "Erdbeermarmelade", "beer"],
    ["one letter", "Q4 report", "q"],
    ["capitals or none", "CALL MUM", "call Mum"],
    ["without accents", "Crème brûlée", "creme brulee"],
    ["with accents", "Muller anrufen", "Müller"],
    ["ß and ss", "Straße fegen", "strasse"],
    ["with a letter missing", "Groceries for Sunday", "grocries"],
    ["with a letter too many", "Buy bread", "breadd"],
    ["with two letters swapped", "Pay the electricity bill", "electrictiy"],
    ["in any order", "Paint the garden fence", "fence paint"],
    ["Cyrillic, with a mistake", "Купить молоко", "молако"],
    ["Chinese", "买牛奶和面包", "牛奶"],
    ["an emoji", "Party 🎉 on Friday", "🎉"],
    ["signs", "Costs 100% (or more)", "100%"],
    ["a backslash", "C:\\temp leeren", "\\temp"],
    ["a quote", 'Ann\'s "book"', "ann's"],
  ])("%s", async (_what, text, q) => {
    await add("Something else altogether");
    await add(text);
    expect(await found(q)).toEqual([text]);
  });

  it("what stands in the notes, after what stands in the text", async () => {
    await add("Notes", { notes: "# Holidays\n\nBook the *ferry*" });
    await add("Ferry to Bornholm");
    expect(await found("ferry")).toEqual(["Ferry to Bornholm", "Notes"]);
  });

  it("what fits best first, then what is to be done, then the newer", async () => {
    const done = await add("Milk for coffee");
    for (const text of ["Soy milk", "Mild soap", "Milk and honey, oat", "Oat milk"]) await add(text);
    await owner.call("todo.update", { id: done, completed: true });
    expect((await found("oat milk")).slice(0, 2)).toEqual(["Oat milk", "Milk and honey, oat"]);
    expect((await found("milk")).slice(0, 4)).toEqual([
      "Oat milk",
      "Milk and honey, oat",
      "Soy milk",
      "Milk for coffee",
    ]);
  });

  it("nothing but what has every word", async () => {
    for (const text of ["Oat milk", "Oat bread", "Soy milk"]) await add(text);
    expect(await found("oat milk")).toEqual(["Oat milk"]);
    expect(await found("oat cake")).toEqual([]);
    expect(await found("zebra")).toEqual([]);
  });

  it("percent signs and underscores as they are", async () => {
    await add("Snake case");
    expect([await found("%"), await found("_"), await found("s%e"), await found("\\")]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    await add("snake_case 5%");
    expect([await found("%"), await found("_")]).toEqual([["snake_case 5%"], ["snake_case 5%"]]);
  });

  it("what is new, changed, or fetched back at once, and nothing in the trash", async () => {
    const id = await add("Buy milk");
    await owner.call("todo.update", { id, notes: "and butter" });
    expect(await found("butter")).toEqual(["Buy milk"]);
    await owner.call("todo.delete", { id });
    expect(await found("milk")).toEqual([]);
    await owner.call("history.undo");
    expect(await found("milk")).toEqual(["Buy milk"]);
  });
});

describe("a search looks", () => {
  it("into all lists that the user can see, or into one", async () => {
    const { shared, alone, foreign, deleted } = world.lists;
    await add("Milk, here");
    await add("Milk, ours", { listId: shared });
    await add("Milk, mine", { listId: alone });
    const data = ["Milk, deleted", "Milk, foreign"].map((text, index) => ({
      id: newId(),
      listId: index === 0 ? deleted : foreign,
      text,
    }));
    await server().db.todo.createMany({ data });
    const sorted = async (input: object, who?: Visitor) => (await found("milk", input, who)).toSorted();
    expect(await sorted({})).toEqual(["Milk, here", "Milk, mine", "Milk, ours"]);
    expect(await sorted({ listId: alone })).toEqual(["Milk, mine"]);
    for (const caller of ["viewer", "limitedToken"] as const)
      expect(await sorted({}, new Visitor(server(), world.callers[caller]))).toEqual(["Milk, ours"]);
    expect(await sorted({}, new Visitor(server(), world.callers.stranger))).toEqual([]);
    for (const listId of [foreign, deleted, newId()])
      expect((await owner.call("todo.search", { q: "milk", listId })).code).toBe("NOT_FOUND");
  });

  it("page by page at everything once, whatever is equal", async () => {
    const texts = Array.from({ length: 25 }, (_, index) => `Milk ${index % 3}`);
    await server().db.todo.createMany({
      data: texts.map((text) => ({ id: newId(), listId: world.lists.alone, text, createdAt: new Date(0) })),
    });
    const ids: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const { data } = await owner.call("todo.search", { q: "milk 1", limit: 4, ...(cursor && { cursor }) });
      ids.push(...data.items.map(({ id }: { id: string }) => id));
      cursor = data.nextCursor ?? undefined;
      if (cursor === undefined) break;
      expect(data.items).toHaveLength(4);
    }
    expect(ids.length).toBeGreaterThanOrEqual(8);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await owner.call("todo.search", { q: "milk", limit: 100 })).data).toMatchObject({
      nextCursor: null,
    });
    expect((await owner.call("todo.search", { q: "milk" })).data.items).toHaveLength(20);
  });

  it("at whole todos, with what a later release may write on them left out", async () => {
    await server().db.$executeRawUnsafe("alter table todo add column if not exists later text default 'b'");
    const id = await add("Milk", { due: "2026-03-10", labels: ["home"], priority: 1 });
    const { data } = await owner.call("todo.search", { q: "milk" });
    expect(data.items).toEqual([(await owner.call("todo.byId", { id })).data]);
  });
});

it.each<[what: string, input: object]>([
  ["nothing", { q: "" }],
  ["blanks", { q: " \n " }],
  ["no text", {}],
  ["201 characters", { q: "a".repeat(201) }],
  ["NUL", { q: "a\0b" }],
  ["half of a surrogate pair", { q: "a\ud800" }],
  ["101 at once", { q: "a", limit: 101 }],
  ["none at once", { q: "a", limit: 0 }],
  ["after a cursor that is none", { q: "a", cursor: "x" }],
  ["with something unknown", { q: "a", fuzzy: true }],
])("a search for %s is refused", async (_what, input) => {
  expect((await owner.call("todo.search", input)).code).toBe("BAD_REQUEST");
});

it("a search for 200 characters, or for many words, is answered", async () => {
  await add("a b c d e f g h i j k l m");
  expect(await found("x".repeat(200))).toEqual([]);
  expect(await found("🌱".repeat(200))).toEqual([]);
  expect(await found("a b c d e f g h i j k l m ".repeat(7).trim())).toEqual(["a b c d e f g h i j k l m"]);
});
