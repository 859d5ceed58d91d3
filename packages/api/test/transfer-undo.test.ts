import { newId } from "@codex/core/id";
import { expect, it, vi } from "vitest";
import { useTransfer } from "./transferring.js";

const { server, importing, undoAll, live } = useTransfer();

const LINES = "- Trip\n    - Tickets\n    - Hotel\n- Milk\n- Bread\n- Eggs\n";

const byText = async (text: string) => server().db.todo.findFirstOrThrow({ where: { text } });

/** Texts of what is in use. */
async function texts(): Promise<string[]> {
  const rows = await server().db.todo.findMany({ where: { deletedAt: null }, orderBy: { rank: "asc" } });
  return rows.map(({ text }) => text);
}

/** Takes a whole batch back. @returns how many todos stay, by each of the answers */
async function stayingOf(batch: string): Promise<number[]> {
  const staying: number[] = [];
  for (;;) {
    const answer = await server().client.history.undoBatch.mutate({ batch });
    staying.push(answer.staying);
    if (answer.left === 0) return staying;
  }
}

it("is undone but for what was changed since, which is counted", async () => {
  const { batch } = await importing("text", LINES);
  const { todo } = server().client;
  await todo.update.mutate({ id: (await byText("Milk")).id, text: "Oat milk" });
  await todo.delete.mutate({ id: (await byText("Bread")).id });
  expect(await stayingOf(batch)).toEqual([1]);
  expect(await texts()).toEqual(["Oat milk"]);
});

it("leaves a todo with what stands under it, whichever of them was changed", async () => {
  const { batch } = await importing("text", LINES);
  await server().client.todo.update.mutate({ id: (await byText("Hotel")).id, completed: true });
  expect(await stayingOf(batch)).toEqual([3]);
  expect(await texts()).toEqual(["Trip", "Tickets", "Hotel"]);
});

it("leaves a list in which something stands by now", async () => {
  const { batch } = await importing("todotxt", "Milk +Used\nBread +Unused\n");
  const { listId } = await byText("Milk");
  await server().client.todo.create.mutate({ listId, text: "Mine" });
  expect(await stayingOf(batch)).toEqual([0]);
  expect(await texts()).toEqual(["Mine"]);
  const lists = await server().db.list.findMany({ where: { deletedAt: null, inboxOf: null } });
  expect(lists.map(({ name }) => name)).toEqual(["Used"]);
});

it("of many lists is undone in several calls, and asked again changes nothing", async () => {
  const lines = Array.from({ length: 30 }, (_, index) => `Todo ${index} +List${index}`).join("\n");
  const { batch } = await importing("todotxt", lines);
  const before = await live();
  expect((await stayingOf(batch)).length).toBeGreaterThan(1);
  expect([before, await live()]).toEqual([30, 0]);
  expect(await server().client.history.undoBatch.mutate({ batch })).toEqual({
    count: 0,
    left: 0,
    staying: 0,
  });
});

it("of more than a command holds is there once, however often it broke off, and undone as one", async () => {
  const count = 3_500;
  const lines = Array.from({ length: count }, (_, index) => `Todo ${index}`).join("\n");
  const answer = await fetch(`${server().url}/api/import?format=text`, {
    method: "POST",
    body: lines,
    headers: { "content-type": "application/octet-stream" },
  });
  const reader = answer.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  // What it was writing is written to the end first.
  const { added, known, batch } = await vi.waitFor(() => importing("text", lines), { timeout: 30_000 });
  expect(added + known).toBe(count);
  expect(await texts()).toEqual(lines.split("\n"));
  expect(await importing("text", lines)).toMatchObject({ added: 0, known: count, batch });
  await undoAll(batch);
  expect(await live()).toBe(0);
  expect(await importing("text", lines)).toMatchObject({ added: 0, back: count });
  expect(await texts()).toEqual(lines.split("\n"));
});

it.each([
  ["made", 0],
  ["brought back", 1],
])("leaves a todo that was %s, under which somebody put something", async (_how, undone) => {
  const { batch } = await importing("text", LINES);
  for (let times = 0; times < undone; times += 1) {
    await undoAll(batch);
    await importing("text", LINES);
  }
  const { id: parentId } = await byText("Trip");
  await server().client.todo.create.mutate({ text: "Passport", parentId });
  expect(await stayingOf(batch)).toEqual([3]);
  expect((await texts()).toSorted()).toEqual(["Hotel", "Passport", "Tickets", "Trip"]);
});

it("does not count it as a change that lists or todos were put in order", async () => {
  const { batch } = await importing("todotxt", "Milk +Shop\nBread +Shop\nTent +Trip\n");
  const { client, db } = server();
  const lists = await client.list.all.query();
  const listIds = lists.flatMap(({ id, isInbox }) => (isInbox ? [] : [id])).toReversed();
  await client.list.setOrder.mutate({ listIds });
  await client.todo.update.mutate({ id: (await byText("Bread")).id, rank: "Zz" });
  expect(await stayingOf(batch)).toEqual([0]);
  expect(await live()).toBe(0);
  expect(await db.list.count({ where: { deletedAt: null, inboxOf: null } })).toBe(0);
});

it("goes on where a list is in the trash by now", async () => {
  const { batch } = await importing("todotxt", "Milk +Shop\nTent +Trip\n");
  const { listId } = await byText("Tent");
  await server().client.list.delete.mutate({ listId });
  expect(await stayingOf(batch)).toEqual([0]);
  expect(await texts()).toEqual(["Tent"]);
});

it("goes on where a list, or a todo, was deleted for good", async () => {
  const { batch } = await importing("todotxt", "Milk +Shop\nBread +Other\nTent +Trip\n");
  const { client } = server();
  const [{ listId }, { id }] = [await byText("Tent"), await byText("Bread")];
  await client.list.delete.mutate({ listId });
  await client.list.purge.mutate({ listId });
  await client.todo.delete.mutate({ id });
  await client.trash.purge.mutate({ ids: [id] });
  expect(await stayingOf(batch)).toEqual([0]);
  expect(await live()).toBe(0);
});

it.each([
  ["made", 0],
  ["brought back", 1],
])("leaves a list that was %s and handed over, and goes on", async (_how, undone) => {
  const { db } = server();
  const lines = "Milk +Shop\nTent +Trip\n";
  const { batch } = await importing("todotxt", lines);
  for (let times = 0; times < undone; times += 1) {
    await undoAll(batch);
    await importing("todotxt", lines);
  }
  const { listId } = await byText("Tent");
  const ben = newId();
  await db.user.create({ data: { id: ben, name: "Ben", email: `${ben}@example.org` } });
  await db.member.updateMany({ where: { listId }, data: { role: "editor" } });
  await db.member.create({ data: { listId, userId: ben, role: "owner" } });
  expect(await stayingOf(batch)).toEqual([0]);
  expect(await live()).toBe(0);
  const lists = await db.list.findMany({ where: { deletedAt: null, inboxOf: null } });
  expect(lists.map(({ name }) => name)).toEqual(["Trip"]);
  await db.list.delete({ where: { id: listId } });
  await db.user.delete({ where: { id: ben } });
});
