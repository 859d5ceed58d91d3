import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { prune } from "../src/command/prune.js";
import { done } from "./door.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, inDays, makeWorld, PASSWORD, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null, RATE_SIGN_IN: null });
let world: World;
let list: string;
let owner: Visitor;
let editor: Visitor;

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
  owner = new Visitor(server(), world.callers.owner);
  editor = new Visitor(server(), world.callers.editor);
});

async function added(text: string): Promise<string> {
  return (await owner.call("todo.create", { listId: list, text })).data.id;
}
const row = async (id: string) => {
  const found = await server().db.todo.findUniqueOrThrow({ where: { id } });
  return {
    text: found.text,
    completed: found.completed,
    listId: found.listId,
    deleted: found.deletedAt !== null,
  };
};
const undo = async (input: object = {}) => (await owner.call("history.undo", input)).code;
const redo = async (input: object = {}) => (await owner.call("history.redo", input)).code;

describe("undo", () => {
  it("goes back several steps, and redo forth again until something else is done", async () => {
    const id = await added("one");
    const start = { text: "one", completed: false, listId: list, deleted: false };
    const steps = [start];
    const did = async (path: string, input: object) => {
      expect((await owner.call(path, input)).code).toBe("ok");
      steps.push(await row(id));
    };
    await did("todo.update", { id, text: "two" });
    await did("todo.update", { id, completed: true });
    await did("todo.move", { ids: [id], listId: world.lists.alone });
    await did("todo.delete", { id });
    for (const step of steps.slice(0, -1).toReversed()) {
      expect(await undo()).toBe("ok");
      expect(await row(id)).toEqual(step);
    }
    for (const step of steps.slice(1)) {
      expect(await redo()).toBe("ok");
      expect(await row(id)).toEqual(step);
    }
    expect(await redo()).toBe("CONFLICT");
    expect(await undo()).toBe("ok");
    await added("something else");
    expect(await redo()).toBe("CONFLICT");
    expect(await undo()).toBe("ok");
    expect(await undo()).toBe("ok");
    expect(await row(id)).toEqual(steps[2]);
  });

  it("takes back an addition, a whole list's changes, and what was done to lists", async () => {
    const id = await added("one");
    const other = await added("two");
    await owner.call("todo.setAllCompleted", { listId: list, completed: true });
    await owner.call("todo.clearCompleted", { listId: list });
    expect(await undo()).toBe("ok");
    expect(await undo()).toBe("ok");
    expect([await row(id), await row(other)]).toMatchObject([
      { completed: false, deleted: false },
      { completed: false, deleted: false },
    ]);
    expect(await undo()).toBe("ok");
    expect((await row(other)).deleted).toBe(true);
    await owner.call("list.rename", { listId: list, name: "Renamed" });
    await owner.call("list.setOrder", { listIds: [list, world.lists.alone] });
    await owner.call("list.delete", { listId: list });
    const names = async () => (await owner.lists()).map(({ name }) => name);
    expect(await names()).not.toContain("Renamed");
    expect(await undo()).toBe("ok");
    expect(await names()).toContain("Renamed");
    expect([await undo(), await undo()]).toEqual(["ok", "ok"]);
    expect(await names()).toContain("Shared");
  });

  it("is each person's own", async () => {
    const id = await added("one");
    await editor.call("todo.update", { id, completed: true });
    await owner.call("todo.update", { id, text: "two" });
    expect((await editor.call("history.undo", {})).data).toMatchObject({ kind: "todo.update", count: 1 });
    expect(await row(id)).toMatchObject({ text: "two", completed: false });
    const target = await done(
      server(),
      { kind: "todo.update", ids: [id], set: { text: "three" } },
      world.callers.owner,
    );
    expect((await editor.call("history.undo", { target })).code).toBe("NOT_FOUND");
  });

  it("names the todo and the person who changed the same field since, and changes nothing", async () => {
    const id = await added("Milk");
    await owner.call("todo.update", { id, text: "Oat milk" });
    await editor.call("todo.update", { id, completed: true });
    await editor.call("todo.update", { id, text: "Soy milk" });
    const before = await everything(server());
    const answer = await owner.call("history.undo", {});
    expect([answer.code, answer.message]).toEqual([
      "CONFLICT",
      expect.stringMatching(/“Soy milk” was changed by editor/),
    ]);
    expect(await everything(server())).toEqual(before);
    await editor.call("history.undo", {});
    expect(await undo()).toBe("ok");
    expect(await row(id)).toMatchObject({ text: "Milk", completed: true });
    // Taking back the addition would take the editor's tick with it.
    expect(await undo()).toBe("CONFLICT");
  });

  it("does it once, and not for what cannot be taken back", async () => {
    const id = await added("Milk");
    const target = await done(
      server(),
      { kind: "todo.update", ids: [id], set: { text: "b" } },
      world.callers.owner,
    );
    expect([await undo({ target }), await undo({ target })]).toEqual(["ok", "CONFLICT"]);
    expect([await redo({ target }), await redo({ target })]).toEqual(["ok", "CONFLICT"]);
    expect([await undo({ target: newId() }), await redo({ target: newId() })]).toEqual([
      "NOT_FOUND",
      "NOT_FOUND",
    ]);
    const role = { kind: "list.setRole", listId: list, userId: world.users.viewer, role: "editor" } as const;
    expect(await undo({ target: await done(server(), role, world.callers.owner) })).toBe("CONFLICT");
    await owner.call("todo.delete", { id });
    await owner.call("trash.purge", { ids: [id] });
    expect(await undo({ target })).toBe("CONFLICT");
  });

  it("of two at the same moment, each takes back another step", async () => {
    const id = await added("0");
    for (const text of ["1", "2", "3", "4"]) await owner.call("todo.update", { id, text });
    const answers = await Promise.all([undo(), undo(), undo()]);
    const undone = answers.filter((code) => code === "ok").length;
    expect(undone).toBeGreaterThan(0);
    expect((await row(id)).text).toBe(String(4 - undone));
  });
});

describe("the history", () => {
  it("says in fields who did what, and pages through it", async () => {
    const id = await added("Milk");
    await editor.call("todo.update", { id, text: "Oat milk", completed: true });
    await owner.call("todo.move", { ids: [id], listId: world.lists.alone });
    const { data } = await editor.call("history.list", { listId: list, limit: 2 });
    expect(data.items).toMatchObject([
      {
        what: "left",
        user: { name: "owner" },
        kind: "todo.move",
        title: "Oat milk",
        undone: false,
        fields: { text: { before: "Oat milk", after: null } },
      },
      {
        what: "changed",
        user: { name: "editor", isYou: true },
        id,
        fields: { text: { before: "Milk", after: "Oat milk" }, completed: { before: false, after: true } },
      },
    ]);
    const { data: next } = await editor.call("history.list", {
      listId: list,
      limit: 2,
      cursor: data.nextCursor,
    });
    expect(next.items[0]).toMatchObject({
      what: "added",
      id,
      fields: { text: { before: null, after: "Milk" } },
    });
    expect((await editor.call("history.list", { listId: list, cursor: "x" })).code).toBe("BAD_REQUEST");
  });

  it("forgets the texts of what is deleted for good", async () => {
    const id = await added("The secret");
    await owner.call("todo.update", { id, text: "Another secret" });
    await owner.call("todo.delete", { id });
    expect((await owner.call("trash.list")).data.todos.map((todo: { id: string }) => todo.id)).toContain(id);
    expect((await owner.call("trash.purge", { ids: [id] })).data).toEqual({ count: 1 });
    expect(JSON.stringify(await everything(server()))).not.toMatch(/The secret|Another secret/);
    expect((await owner.call("trash.restore", { ids: [id] })).code).toBe("NOT_FOUND");
  });

  it("forgets the texts of whoever deletes their account, also where others wrote over them", async () => {
    const id = await added("Ours");
    await editor.call("todo.update", { id, text: "The secret" });
    await owner.call("todo.update", { id, completed: true });
    await owner.call("todo.update", { id, text: "Ours again" });
    expect((await editor.call("account.delete", { password: PASSWORD })).code).toBe("ok");
    expect(await row(id)).toMatchObject({ text: "Ours again", completed: true });
    expect(JSON.stringify(await everything(server()))).not.toMatch(/The secret|Another secret/);
  });

  it("of a list is gone with the list", async () => {
    await added("The secret");
    await owner.call("list.delete", { listId: list });
    expect((await owner.call("list.purge", { listId: list })).code).toBe("ok");
    expect(JSON.stringify(await everything(server()))).not.toMatch(/The secret|Another secret/);
  });
});

describe("pruning", () => {
  it("raises the floor, so that an older cursor begins anew", async () => {
    const id = await added("Milk");
    await owner.call("todo.move", { ids: [id], listId: world.lists.alone });
    const old = (await owner.call("sync.since", { log: list })).data.cursor;
    expect((await owner.call("sync.since", { log: list, cursor: "1" })).data).toMatchObject({ reset: false });
    const pruned = await prune(server().db, { now: inDays(91), historyDays: 90 });
    expect([pruned.changes > 0, pruned.gone > 0]).toEqual([true, true]);
    owner = new Visitor(server(), (await freshSession()).shown);
    expect((await owner.call("sync.since", { log: list, cursor: "1" })).data).toMatchObject({ reset: true });
    // The todo in the trash went after that.
    expect((await owner.call("sync.since", { log: list, cursor: old })).data).toMatchObject({ reset: true });
    const { cursor } = (await owner.call("sync.since", { log: list })).data;
    expect((await owner.call("sync.since", { log: list, cursor })).data).toMatchObject({
      reset: false,
      rows: [],
    });
    expect((await owner.call("sync.since", { log: list, cursor: "999" })).data).toMatchObject({
      reset: true,
    });
    expect((await owner.call("history.list", { listId: list })).data.items).toEqual([]);
  });

  it("purges what was in the trash for 30 days, and forgets command ids after 400", async () => {
    const id = await added("Milk");
    await owner.call("todo.delete", { id });
    expect(await prune(server().db, { now: inDays(29), historyDays: 90 })).toMatchObject({
      todos: 0,
      commands: 0,
    });
    expect(await prune(server().db, { now: inDays(31), historyDays: 90 })).toMatchObject({ todos: 2 });
    expect(await server().db.todo.count({ where: { id } })).toBe(0);
    expect(await prune(server().db, { now: inDays(399), historyDays: 90 })).toMatchObject({ commands: 0 });
    expect(await prune(server().db, { now: inDays(401), historyDays: 90 })).toMatchObject({ commands: 2 });
  });
});

/** Pruning ends sessions too. */
async function freshSession() {
  const { shown } = world.sessions.owner;
  const token = decodeURIComponent(/=(.*)\./.exec(shown.cookie)?.[1] ?? "");
  await server().db.session.create({
    data: { id: newId(), userId: world.users.owner, token, expiresAt: inDays(500) },
  });
  return { shown };
}
