import { newId } from "@codex/core/id";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type CodexClient, createClient } from "../src/client.js";
import { RefusedError } from "../src/store/outbox.js";
import type { KeptCommand, Persistence } from "../src/store/persistence.js";
import { createStore, type Store } from "../src/store/store.js";
import { startServer, type TestServer } from "./server.js";

let server: TestServer;
let codex: CodexClient;
const open: Store[] = [];

beforeAll(async () => {
  server = await startServer();
  codex = createClient({ url: server.url });
});
afterAll(() => server.close());
beforeEach(async () => {
  await codex.todo.clearCompleted.mutate();
});
afterEach(() => {
  for (const store of open.splice(0)) store.close();
});

/** A store that follows the server. */
async function following(): Promise<Store> {
  const store = createStore({ url: server.url });
  open.push(store);
  await vi.waitFor(() => expect(store.get().status).toBe("live"), 20_000);
  return store;
}

/** A list of its own, known to a store. */
async function newList(store: Store): Promise<string> {
  const { id } = await codex.list.create.mutate({ name: "A list" });
  await until(store, () => expect(store.get().rows.list(id)).toBeDefined());
  return id;
}

const until = (_store: Store, check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 10 });
const texts = (store: Store, list: string) =>
  store
    .get()
    .rows.todosOf(list)
    .map(({ text }) => text);
const add = (store: Store, listId: string, ...all: string[]) =>
  store.run({ kind: "todo.create", listId, todos: all.map((text) => ({ id: newId(), text })) });

it("shows a command at once, and what others do as it happens", async () => {
  const [here, there] = [await following(), await following()];
  const list = await newList(here);
  const run = add(here, list, "Milk");
  expect(texts(here, list)).toEqual(["Milk"]);
  expect(here.get().waiting).toHaveLength(1);
  await run.accepted;
  await until(there, () => expect(texts(there, list)).toEqual(["Milk"]));
  await until(here, () => expect(here.get().waiting).toEqual([]));
  const kept = (await codex.todo.list.query({ listId: list })).items;
  // Answered is not yet counted in: until then it is dated by the clock here.
  await until(here, () => expect(here.get().rows.todosOf(list)).toEqual(kept));
});

it("shows a list that was made here without a break, until its log is read", async () => {
  const store = await following();
  const id = newId();
  const gone: string[] = [];
  const watch = () => {
    const { rows } = store.get();
    if (!rows.list(id) || !rows.memberships().some(({ listId }) => listId === id)) gone.push("gone");
    else if (store.isAt(id, 1) && rows.list(id)?.name !== "A list") gone.push("nameless");
  };
  const run = store.run({ kind: "list.create", id, name: "A list" });
  const end = store.subscribe(watch);
  await run.accepted;
  await until(store, () => expect(store.isAt(id, 1)).toBe(true));
  add(store, id, "Milk");
  await until(store, () => expect(store.get().waiting).toEqual([]));
  end();
  expect(gone).toEqual([]);
  expect((await codex.todo.list.query({ listId: id })).items).toMatchObject([{ text: "Milk" }]);
});

it("takes back what it showed of a refused command, and says why", async () => {
  const store = await following();
  const list = await newList(store);
  await add(store, list, "Milk").accepted;
  const [todo] = store.get().rows.todosOf(list);
  const run = store.run({
    kind: "todo.create",
    listId: list,
    todos: [{ id: todo?.id ?? "", text: "Bread" }],
  });
  await expect(run.accepted).rejects.toThrow(RefusedError);
  expect(store.get().refused).toMatchObject([{ error: { code: "CONFLICT" } }]);
  expect(texts(store, list)).toEqual(["Milk"]);
  expect(store.dismissRefused()).toHaveLength(1);
  expect(store.get().refused).toEqual([]);
});

it("takes commands back and brings them again, at once", async () => {
  const store = await following();
  const list = await newList(store);
  add(store, list, "Milk");
  const id = store.get().rows.todosOf(list)[0]?.id ?? "";
  store.run({ kind: "todo.update", ids: [id], set: { text: "Oat milk" } });
  store.run({ kind: "todo.delete", ids: [id] });
  expect(texts(store, list)).toEqual([]);
  store.undo();
  expect(texts(store, list)).toEqual(["Oat milk"]);
  store.undo();
  expect(texts(store, list)).toEqual(["Milk"]);
  store.redo();
  expect(texts(store, list)).toEqual(["Oat milk"]);
  store.undo();
  await store.undo()?.accepted;
  expect(texts(store, list)).toEqual([]);
  expect(store.get().canUndo).toBe(false);
  await until(store, () => expect(store.get().waiting).toEqual([]));
  expect((await codex.todo.list.query({ listId: list })).items).toEqual([]);
});

it("holds ten thousand todos, and sends them in order", async () => {
  const [here, there] = [await following(), await following()];
  const list = await newList(here);
  const all = Array.from({ length: 10_000 }, (_, index) => `todo ${index}`);
  for (let start = 0; start < all.length; start += 1_000) add(here, list, ...all.slice(start, start + 1_000));
  expect(texts(here, list)).toEqual(all);
  await until(here, () => expect(here.get().waiting).toEqual([]));
  expect(texts(here, list)).toEqual(all);
  await until(there, () => expect(texts(there, list)).toEqual(all));
});

it("does not send by itself what was written longer ago than the server remembers", async () => {
  const nowhere = createStore({ url: "http://127.0.0.1:1" });
  open.push(nowhere);
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const run = nowhere.run({ kind: "todo.create", todos: [{ id: newId(), text: "Old" }] });
    vi.setSystemTime(Date.now() + 401 * 86_400_000);
    nowhere.hurry();
    await expect(run.accepted).rejects.toThrow("too long ago");
    expect(nowhere.get()).toMatchObject({ waiting: [], refused: [{ command: { kind: "todo.create" } }] });
  } finally {
    vi.useRealTimers();
  }
});

it("sends again what was not answered, and each command takes effect once", async () => {
  const store = await following();
  const list = await newList(store);
  let lost = 0;
  const losing = createStore({
    url: server.url,
    fetch: async (url, request) => {
      const answer = await fetch(url, request);
      lost += 1;
      if (lost <= 3) throw new TypeError("The answer was lost.");
      return answer;
    },
  });
  open.push(losing);
  await add(losing, list, "once").accepted;
  expect(lost).toBeGreaterThan(3);
  await until(store, () => expect(texts(store, list)).toEqual(["once"]));
});

it("does not take over again what it was done with while that was read", async () => {
  const kept = new Map<string, KeptCommand>();
  let answer = () => {};
  const persistence: Persistence = {
    load: async () => ({ userId: undefined, logs: [], commands: [], overwritten: [] }),
    commands: async () => {
      const read = [...kept.values()];
      // A browser that is busy answers later than it reads.
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return read;
    },
    putCommand: async (command) => {
      kept.set(command.given.command.commandId, command);
      return kept.size;
    },
    dropCommands: async (ids) => {
      for (const id of ids) kept.delete(id);
    },
    putRows: async () => {},
    dropOverwritten: async () => {},
    only: async () => {},
    clear: async () => kept.clear(),
  };
  const store = createStore({ url: server.url, persistence });
  open.push(store);
  await until(store, () => expect(store.get().status).toBe("live"));
  answer();
  const list = await newList(store);
  add(store, list, "Milk");
  store.hurry();
  await until(store, () => expect(kept.size).toBe(0));
  answer();
  await new Promise(setImmediate);
  expect(store.get().waiting).toEqual([]);
  expect(texts(store, list)).toEqual(["Milk"]);
});

it("brings back what was deleted at once, with what it stood under or by itself, and takes that back", async () => {
  const store = await following();
  const list = await newList(store);
  const [parent, part] = [newId(), newId()];
  const todos = [
    { id: parent, text: "Trip" },
    { id: part, text: "Tickets", parentId: parent },
  ];
  store.run({ kind: "todo.create", listId: list, todos });
  store.run({ kind: "todo.delete", ids: [part] });
  await store.run({ kind: "todo.delete", ids: [parent] }).accepted;
  await until(store, () => expect(store.get().waiting).toEqual([]));
  const { todos: deleted } = await codex.trash.list.query({});
  const read = (id: string, parentId: string | null = null) =>
    deleted.filter((todo) => todo.id === id).map((todo) => ({ ...todo, parentId, deletedAt: null }));
  expect(deleted.find(({ id }) => id === part)).toMatchObject({ parentId: parent });

  const back = store.run({ kind: "todo.restore", ids: [part] }, undefined, read(part));
  expect(store.get().rows.todosOf(list)).toMatchObject([{ text: "Tickets", parentId: null }]);
  expect(store.get().canUndo).toBe(true);
  await back.accepted;
  await until(store, () => expect(store.get().waiting).toEqual([]));
  expect(store.get().rows.todosOf(list)).toMatchObject([{ text: "Tickets", parentId: null }]);
  store.undo();
  expect(texts(store, list)).toEqual([]);
  store.redo();
  expect(texts(store, list)).toEqual(["Tickets"]);
  await store.undo()?.accepted;
  expect((await codex.todo.list.query({ listId: list })).items).toEqual([]);

  store.run({ kind: "todo.restore", ids: [parent] }, undefined, read(parent));
  await store.run({ kind: "todo.restore", ids: [part] }, undefined, read(part, parent)).accepted;
  expect(store.get().rows.todosOf(list)).toMatchObject([
    { text: "Trip" },
    { text: "Tickets", parentId: parent },
  ]);
  const { items } = await codex.todo.list.query({ listId: list });
  await until(store, () => expect(store.get().rows.todosOf(list)).toEqual(items));
  expect(items).toMatchObject([{ text: "Trip" }, { text: "Tickets", parentId: parent }]);
});
