import { newId } from "@codex/core/id";
import type { Todo } from "@codex/core/todo";
import { beforeEach, describe, expect, it } from "vitest";
import { rowsOf, useTestServer } from "./server.js";

const server = useTestServer();
const todo = () => server().client.todo;

beforeEach(async () => {
  await server().db.todo.deleteMany();
});

async function add(...texts: string[]): Promise<Todo[]> {
  const added: Todo[] = [];
  for (const text of texts) added.push(await todo().create.mutate({ text }));
  return added;
}

async function allPages(input: { filter?: "all" | "active" | "completed"; limit: number }): Promise<Todo[]> {
  const items: Todo[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Todo[]; nextCursor: string | null } = await todo().list.query({
      ...input,
      ...(cursor === null ? {} : { cursor }),
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

describe("create", () => {
  it("keeps the trimmed text and answers with what is in the table", async () => {
    const before = Date.now();
    const created = await todo().create.mutate({ text: "  water the plants  " });
    expect(created).toMatchObject({ text: "water the plants", completed: false });
    expect(created.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(created.createdAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(created.createdAt)).toBeLessThanOrEqual(Date.now());
    expect(await todo().byId.query({ id: created.id })).toEqual(created);
  });

  it("answers the same id and text with the same todo, also twenty at once", async () => {
    const input = { id: newId(), text: "once" };
    const answers = await Promise.all(Array.from({ length: 20 }, () => todo().create.mutate(input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await rowsOf(server())).toHaveLength(1);
  });

  it("knows an id in capitals as the same", async () => {
    const id = newId();
    await todo().create.mutate({ id, text: "once" });
    expect((await todo().create.mutate({ id: id.toUpperCase(), text: "once" })).id).toBe(id);
    expect(await rowsOf(server())).toHaveLength(1);
  });

  it("refuses a taken id with another text, and tells no more", async () => {
    const [first] = await add("first");
    const before = await rowsOf(server());
    await expect(todo().create.mutate({ id: first?.id, text: "second" })).rejects.toMatchObject({
      message: expect.not.stringContaining("first"),
      data: { code: "CONFLICT", httpStatus: 409 },
    });
    expect(await rowsOf(server())).toEqual(before);
  });

  it("keeps any text that PostgreSQL can keep", async () => {
    const texts = [
      "<script>alert(1)</script>",
      "'; drop table todo; --",
      "🌱".repeat(2_000),
      "שלום\u0007",
      "\u{10FFFF}",
    ];
    const added = await add(...texts);
    expect(added.map(({ text }) => text)).toEqual(texts);
    expect((await allPages({ limit: 200 })).map(({ text }) => text)).toEqual(texts);
  });
});

it("keeps the order of a batch, whose calls run in parallel", async () => {
  const ids = Array.from({ length: 50 }, () => newId());
  await Promise.all(ids.map((id, index) => todo().create.mutate({ id, text: `${index}` })));
  expect((await allPages({ limit: 200 })).map(({ id }) => id)).toEqual(ids);
});

describe("list", () => {
  it("gives every todo once, oldest first, whatever the page size", async () => {
    const added = await add(..."abcdefg");
    for (const limit of [1, 2, 3, 7, 8]) expect(await allPages({ limit })).toEqual(added);
  });

  it("pages through todos of one and the same instant", async () => {
    const createdAt = new Date("2026-01-01T00:00:00.000Z");
    const ids = Array.from({ length: 25 }, () => crypto.randomUUID());
    const { id: listId } = await server().db.list.findFirstOrThrow({ where: { inboxOf: { not: null } } });
    await server().db.todo.createMany({ data: ids.map((id) => ({ id, listId, text: id, createdAt })) });
    const listed = await allPages({ limit: 4 });
    expect(listed.map(({ id }) => id)).toEqual(ids.toSorted());
  });

  it("does not miss or repeat while todos come and go between pages", async () => {
    const added = await add(..."abcdef");
    const first = await todo().list.query({ limit: 3 });
    await todo().delete.mutate({ id: added[2]?.id ?? "" });
    await add("g");
    const second = await todo().list.query({ limit: 200, cursor: first.nextCursor ?? "" });
    expect(second.items.map(({ text }) => text)).toEqual(["d", "e", "f", "g"]);
    expect(second.nextCursor).toBeNull();
  });

  it("filters, and counts both kinds", async () => {
    const [a, b, c] = await add("a", "b", "c");
    await todo().update.mutate({ id: b?.id ?? "", completed: true });
    expect((await allPages({ filter: "active", limit: 1 })).map(({ id }) => id)).toEqual([a?.id, c?.id]);
    expect((await allPages({ filter: "completed", limit: 1 })).map(({ id }) => id)).toEqual([b?.id]);
    expect(await todo().counts.query()).toEqual({ active: 2, completed: 1 });
  });

  it("of nothing is empty", async () => {
    expect(await todo().list.query()).toEqual({ items: [], nextCursor: null });
    expect(await todo().counts.query()).toEqual({ active: 0, completed: 0 });
  });
});

describe("update and delete", () => {
  it("changes what is given and nothing else", async () => {
    const [a, b] = await add("a", "b");
    const id = a?.id ?? "";
    expect(await todo().update.mutate({ id, text: " aa " })).toEqual({ ...a, text: "aa" });
    expect(await todo().update.mutate({ id, completed: true })).toEqual({
      ...a,
      text: "aa",
      completed: true,
    });
    expect(await todo().byId.query({ id: b?.id ?? "" })).toEqual(b);
  });

  it("deletes one", async () => {
    const [a, b] = await add("a", "b");
    expect(await todo().delete.mutate({ id: a?.id ?? "" })).toEqual({ id: a?.id });
    expect((await todo().list.query()).items).toEqual([b]);
  });

  it("does not find what is not there, and changes nothing", async () => {
    const [deleted] = await add("gone", "here");
    await todo().delete.mutate({ id: deleted?.id ?? "" });
    const before = await rowsOf(server());
    for (const id of [newId(), deleted?.id ?? "", "00000000-0000-0000-0000-000000000000"]) {
      const refused = { data: { code: "NOT_FOUND", httpStatus: 404 } };
      await expect(todo().byId.query({ id })).rejects.toMatchObject(refused);
      await expect(todo().update.mutate({ id, text: "x" })).rejects.toMatchObject(refused);
      await expect(todo().delete.mutate({ id })).rejects.toMatchObject(refused);
    }
    expect(await rowsOf(server())).toEqual(before);
  });
});

describe("all at once", () => {
  it("completes all, or none, and counts what changed", async () => {
    const [a] = await add("a", "b", "c");
    await todo().update.mutate({ id: a?.id ?? "", completed: true });
    expect(await todo().setAllCompleted.mutate({ completed: true })).toEqual({ count: 2 });
    expect(await todo().setAllCompleted.mutate({ completed: true })).toEqual({ count: 0 });
    expect(await todo().setAllCompleted.mutate({ completed: false })).toEqual({ count: 3 });
  });

  it("clears the completed and leaves the rest", async () => {
    const [a, b] = await add("a", "b");
    await todo().update.mutate({ id: a?.id ?? "", completed: true });
    expect(await todo().clearCompleted.mutate()).toEqual({ count: 1 });
    expect((await todo().list.query()).items).toEqual([b]);
  });
});
