import { newId } from "@codex/core/id";
import { REQUEST_LIMITS, TODO_LIMITS } from "@codex/core/limits";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { type CodexClient, createClient, isCodexError } from "../src/client.js";
import { errorOf, recordRequests } from "./recorder.js";
import { startServer, type TestServer } from "./server.js";

let server: TestServer;
let codex: CodexClient;

beforeAll(async () => {
  server = await startServer();
  codex = createClient({ url: server.url });
  return server.close;
});

beforeEach(async () => {
  await codex.todo.setAllCompleted.mutate({ completed: true });
  await codex.todo.clearCompleted.mutate();
});

const createMany = (count: number, client = codex) =>
  Promise.all(Array.from({ length: count }, (_, n) => client.todo.create.mutate({ text: `Todo ${n}` })));

it("calls every procedure", async () => {
  const id = newId();
  const created = await codex.todo.create.mutate({ id, text: " Water the plants " });
  const { createdAt, createdBy, listId, rank } = created;
  const text = "Water the plants";
  expect(created).toEqual({
    id,
    text,
    completed: false,
    createdAt,
    createdBy,
    listId,
    rank,
    deletedAt: null,
    notes: null,
    due: null,
    priority: null,
    labels: [],
    parentId: null,
    seriesId: null,
    occurrence: null,
  });
  expect(new Date(created.createdAt).toISOString()).toBe(created.createdAt);
  expect(await codex.todo.byId.query({ id })).toEqual(created);
  expect(await codex.todo.list.query()).toEqual({ items: [created], nextCursor: null });
  expect(await codex.todo.counts.query()).toEqual({ active: 1, completed: 0 });

  const updated = await codex.todo.update.mutate({ id, text: "Water the flowers", completed: true });
  expect(updated).toEqual({ ...created, text: "Water the flowers", completed: true });
  expect(await codex.todo.setAllCompleted.mutate({ completed: false })).toEqual({ count: 1 });
  expect(await codex.todo.list.query({ filter: "active" })).toMatchObject({ items: [{ id }] });
  expect(await codex.todo.list.query({ filter: "completed" })).toMatchObject({ items: [] });

  await codex.todo.update.mutate({ id, completed: true });
  expect(await codex.todo.clearCompleted.mutate()).toEqual({ count: 1 });
  const other = await codex.todo.create.mutate({ text: "Feed the cat" });
  expect(await codex.todo.delete.mutate({ id: other.id })).toEqual({ id: other.id });
  expect(await codex.todo.counts.query()).toEqual({ active: 0, completed: 0 });
});

it("pages through a list", async () => {
  const created = await createMany(7);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await codex.todo.list.query({ limit: 3, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen.toSorted()).toEqual(created.map(({ id }) => id).toSorted());
});

it.each(["", "/", "//"])("takes the server's address with %j at its end", async (end) => {
  const { fetch, sent } = recordRequests();
  await createClient({ url: server.url + end, fetch }).todo.counts.query();
  expect(sent.map(({ url }) => url)).toEqual([expect.stringMatching(`^${server.url}/trpc/todo.counts\\?`)]);
});

it("calls the page's own server without an address, and one below a path", async () => {
  const asked: string[] = [];
  const nothing = async (url: string) => {
    asked.push(url.split("?", 1).join());
    return { ok: true, json: async () => [{ result: { data: { active: 0, completed: 0 } } }] };
  };
  for (const url of ["", "/", "https://example.org/codex/"]) {
    await createClient({ url, fetch: nothing }).todo.counts.query();
  }
  expect(asked).toEqual([
    "/trpc/todo.counts",
    "/trpc/todo.counts",
    "https://example.org/codex/trpc/todo.counts",
  ]);
});

it("sends 120 calls of one moment in batches of no more than the server takes", async () => {
  const { fetch, sent } = recordRequests();
  const todos = await createMany(120, createClient({ url: server.url, fetch }));
  expect(todos.map(({ text }) => text)).toEqual(Array.from({ length: 120 }, (_, n) => `Todo ${n}`));
  expect(sent.map(({ method, calls }) => [method, calls])).toEqual([
    ["POST", REQUEST_LIMITS.batchCalls],
    ["POST", REQUEST_LIMITS.batchCalls],
    ["POST", 120 - 2 * REQUEST_LIMITS.batchCalls],
  ]);
  expect(await codex.todo.counts.query()).toEqual({ active: 120, completed: 0 });
});

it("keeps the URLs of 60 queries of one moment as short as the server takes them", async () => {
  const todos = await createMany(60);
  const { fetch, sent } = recordRequests();
  const reader = createClient({ url: server.url, fetch });
  expect(await Promise.all(todos.map(({ id }) => reader.todo.byId.query({ id })))).toEqual(todos);
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.length).toBeLessThan(10);
  for (const { url, calls } of sent) {
    expect(url.length).toBeLessThanOrEqual(REQUEST_LIMITS.urlLength);
    expect(calls).toBeLessThanOrEqual(REQUEST_LIMITS.batchCalls);
  }
});

it("fills a URL up to the limit, and the server takes it", async () => {
  await createMany(3);
  const { nextCursor } = await codex.todo.list.query({ limit: 1 });
  const { fetch, sent } = recordRequests();
  const reader = createClient({ url: server.url, fetch });
  const ask = () => reader.todo.list.query({ filter: "active", limit: 200, cursor: nextCursor ?? undefined });
  const pages = await Promise.all(Array.from({ length: 100 }, ask));
  expect(pages.every(({ items }) => items.length === 2)).toBe(true);
  const longest = sent.toSorted((a, b) => b.url.length - a.url.length)[0];
  expect(longest?.calls).toBeLessThan(REQUEST_LIMITS.batchCalls);
  expect(longest?.url.length).toBeGreaterThan(REQUEST_LIMITS.urlLength - 250);
  expect(longest?.url.length).toBeLessThanOrEqual(REQUEST_LIMITS.urlLength);
});

it("fits a full batch of the largest texts into one body", async () => {
  const { fetch, sent } = recordRequests();
  const writer = createClient({ url: server.url, fetch });
  // A control character takes six bytes in JSON, more than any other character that a text may hold.
  const text = "\u0001".repeat(TODO_LIMITS.textLength);
  const batch = Array.from({ length: REQUEST_LIMITS.batchCalls }, () =>
    writer.todo.create.mutate({ id: newId(), text }),
  );
  expect((await Promise.all(batch)).every((todo) => todo.text === text)).toBe(true);
  expect(sent.map(({ calls }) => calls)).toEqual([REQUEST_LIMITS.batchCalls]);
  expect(Buffer.byteLength(sent[0]?.body ?? "")).toBeLessThan(REQUEST_LIMITS.bodyBytes);
});

it("sends headers, and asks a function for them at every request", async () => {
  const { fetch, sent } = recordRequests();
  await createClient({ url: server.url, fetch, headers: { authorization: "Bearer a" } }).todo.counts.query();
  let asked = 0;
  const headers = async () => ({ authorization: `Bearer ${++asked}` });
  const fresh = createClient({ url: server.url, fetch, headers });
  await Promise.all([fresh.todo.counts.query(), fresh.todo.list.query()]);
  await fresh.todo.create.mutate({ text: "a" });
  expect(sent.map((request) => request.headers["authorization"])).toEqual([
    "Bearer a",
    "Bearer 1",
    "Bearer 2",
  ]);
});

it("gives up a request when all calls in it are given up, and none that another call needs", async () => {
  const abort = new AbortController();
  const givenUp = () => codex.todo.counts.query(undefined, { signal: abort.signal });
  const together = [givenUp(), codex.todo.list.query()];
  abort.abort();
  expect((await Promise.allSettled(together)).map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
  ]);
  const error = await errorOf(givenUp());
  expect(error).toBeInstanceOf(Error);
  expect(isCodexError(error)).toBe(false);
});

it("acts for a user with a token where the server has accounts, and is told where to get one without", async () => {
  const { url, operator, close } = await startServer({ ACCESS: "accounts" });
  try {
    const refused = await errorOf(createClient({ url }).todo.list.query());
    expect(isCodexError(refused, "UNAUTHORIZED")).toBe(true);
    expect(refused).toMatchObject({ message: expect.stringMatching(/token made at .*\/account/) });
    await operator.createUser("anna@example.org");
    const { secret } = await operator.createToken("anna@example.org", { name: "a", scope: "read-write" });
    const anna = createClient({ url, token: secret, headers: { "x-trace": "a" } });
    await anna.todo.create.mutate({ text: "milk" });
    expect((await anna.todo.list.query()).items).toMatchObject([{ text: "milk" }]);
    expect(await anna.list.all.query()).toMatchObject([{ isInbox: true, active: 1 }]);
  } finally {
    await close();
  }
});
