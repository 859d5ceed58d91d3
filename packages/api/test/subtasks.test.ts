import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { done, missingNumbers, push } from "./door.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let list: string;
let parent: string;
let [one, two] = ["", ""];

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
  [parent, one, two] = [newId(), newId(), newId()];
  // What stands under another may come before it.
  await run({
    kind: "todo.create",
    listId: list,
    todos: [
      { id: one, text: "Pack", parentId: parent, notes: "Boxes" },
      { id: parent, text: "Move house" },
      { id: newId(), text: "Another", parentId: null, notes: "None" },
      { id: two, text: "Carry", parentId: parent },
    ],
  });
});

const run = (command: NewCommand, who: keyof World["callers"] = "owner") =>
  done(server(), command, world.callers[who]);
const update = (ids: string[], set: Extract<NewCommand, { kind: "todo.update" }>["set"]) =>
  run({ kind: "todo.update", ids, set });
const row = (id: string) => server().db.todo.findUnique({ where: { id } });
/** Whether each of the todos is completed; `-` if it is in the trash, `gone` if it is nowhere. */
const states = async (...ids: string[]) =>
  Promise.all(
    ids.map(async (id) => {
      const found = await row(id);
      return found ? (found.deletedAt ? "-" : found.completed ? "done" : "open") : "gone";
    }),
  );
async function refused(command: NewCommand, code: string, who: keyof World["callers"] = "owner") {
  const before = await everything(server());
  const [result] = await push(server(), [command], world.callers[who]);
  expect(result).toMatchObject({ status: "refused", code, message: expect.stringMatching(/\w\.$/) });
  expect(await everything(server())).toEqual(before);
}

describe("a todo with subtasks", () => {
  it("is completed with them, reopened by one of them, and all of it is taken back", async () => {
    await update([parent], { completed: true });
    expect(await states(parent, one, two)).toEqual(["done", "done", "done"]);
    await update([two], { completed: false });
    expect(await states(parent, one, two)).toEqual(["open", "done", "open"]);
    await run({ kind: "undo" });
    await run({ kind: "undo" });
    expect(await states(parent, one, two)).toEqual(["open", "open", "open"]);
    await run({ kind: "redo" });
    expect(await states(parent, one, two)).toEqual(["done", "done", "done"]);
    await run({
      kind: "todo.create",
      listId: list,
      todos: [{ id: newId(), text: "Clean", parentId: parent }],
    });
    expect(await states(parent)).toEqual(["open"]);
    expect(await missingNumbers(server(), list)).toEqual([]);
  });

  it("is deleted, restored, moved and purged with them", async () => {
    await run({ kind: "todo.delete", ids: [two] });
    await run({ kind: "todo.delete", ids: [parent] });
    expect(await states(parent, one, two)).toEqual(["-", "-", "-"]);
    await run({ kind: "todo.restore", ids: [parent] });
    expect(await states(parent, one, two)).toEqual(["open", "open", "-"]);
    await run({ kind: "todo.move", ids: [parent], listId: world.lists.alone });
    expect(await row(one)).toMatchObject({ listId: world.lists.alone, parentId: parent });
    await run({ kind: "undo" });
    expect([(await row(parent))?.listId, await row(one)]).toMatchObject([
      list,
      { listId: list, parentId: parent },
    ]);
    for (const log of [list, world.lists.alone]) expect(await missingNumbers(server(), log)).toEqual([]);
    await run({ kind: "todo.delete", ids: [parent] });
    await run({ kind: "todo.purge", ids: [parent] });
    expect(await states(parent, one, two)).toEqual(["gone", "gone", "gone"]);
  });

  it("leaves behind what is restored without it", async () => {
    await run({ kind: "todo.delete", ids: [parent] });
    await run({ kind: "todo.restore", ids: [one] });
    expect(await row(one)).toMatchObject({ deletedAt: null, parentId: null });
    await run({ kind: "todo.purge", ids: [parent] });
    expect(await states(parent, one, two)).toEqual(["gone", "open", "gone"]);
  });

  it("is reopened by what is restored under it, but takes nothing under it that is itself under another", async () => {
    await run({ kind: "todo.delete", ids: [one] });
    await update([parent], { completed: true });
    await run({ kind: "todo.restore", ids: [one] });
    expect(await states(parent, one)).toEqual(["open", "open"]);
    await run({ kind: "todo.delete", ids: [one, two] });
    await update([parent], { parentId: world.todos.shared });
    await run({ kind: "todo.restore", ids: [one] });
    expect(await row(one)).toMatchObject({ deletedAt: null, parentId: null });
  });

  it("gives one away to another list, where it stands by itself", async () => {
    await run({ kind: "todo.move", ids: [one], listId: world.lists.alone });
    expect(await row(one)).toMatchObject({ listId: world.lists.alone, parentId: null });
    await run({ kind: "undo" });
    expect(await row(one)).toMatchObject({ listId: list, parentId: parent });
  });

  it("is completed with the whole list, and cleared with what is done", async () => {
    await update([one], { completed: true });
    await run({ kind: "todo.setAllCompleted", listId: list, completed: true });
    expect(await states(parent, one, two)).toEqual(["done", "done", "done"]);
    await run({ kind: "undo" });
    expect(await states(parent, one, two)).toEqual(["open", "done", "open"]);
    await run({ kind: "todo.clearCompleted", listId: list });
    expect(await states(parent, one, two)).toEqual(["open", "-", "open"]);
  });
});

describe("nothing stands under", () => {
  const under = (id: string, parentId: string): NewCommand => ({
    kind: "todo.update",
    ids: [id],
    set: { parentId },
  });
  const made = (parentId: string): NewCommand => ({
    kind: "todo.create",
    listId: list,
    todos: [{ id: newId(), text: "b", parentId }],
  });

  it("itself, a subtask, or anything if it has subtasks", async () => {
    const { shared } = world.todos;
    await refused(under(shared, shared), "CONFLICT");
    await refused(under(shared, one), "CONFLICT");
    await refused(under(parent, shared), "CONFLICT");
    await refused(made(one), "CONFLICT");
  });

  it("what stands in another list, in the trash, with others, or nowhere", async () => {
    const { shared, inbox, deleted, foreign } = world.todos;
    for (const parentId of [inbox, deleted, foreign, newId()]) {
      await refused(under(shared, parentId), "NOT_FOUND");
      await refused(made(parentId), "NOT_FOUND");
    }
  });

  it("another if it repeats, and what stands under another does not repeat", async () => {
    const { shared } = world.todos;
    const series = { id: newId(), rule: "FREQ=DAILY", mode: "schedule", zone: "UTC" } as const;
    await update([shared, one], { due: "2026-03-10" });
    await run({ kind: "todo.repeat", id: shared, series });
    await refused(under(shared, parent), "CONFLICT");
    await refused({ kind: "todo.repeat", id: one, series: { ...series, id: newId() } }, "CONFLICT");
  });

  it("anything for who may only see it", async () => {
    await refused(under(world.todos.shared, parent), "FORBIDDEN", "viewer");
    await refused({ kind: "todo.label", ids: [one], add: ["b"], remove: [] }, "FORBIDDEN", "viewer");
  });

  it("another by a write past the program that points nowhere", async () => {
    const before = await everything(server());
    await expect(
      server().db.todo.update({ where: { id: one }, data: { parentId: newId() } }),
    ).rejects.toThrow();
    expect(await everything(server())).toEqual(before);
  });
});

describe("taking back", () => {
  it("does not put subtasks two levels deep, or leave open ones under what is done", async () => {
    const { shared } = world.todos;
    await update([one], { parentId: null });
    await run({ kind: "todo.update", ids: [shared], set: { parentId: one } }, "editor");
    await refused({ kind: "undo" }, "CONFLICT");
    await run({ kind: "undo" }, "editor");
    await run({ kind: "undo" });
    expect(await row(one)).toMatchObject({ parentId: parent });
    await update([parent], { completed: true });
    await update([parent], { completed: false });
    await run({ kind: "todo.update", ids: [one], set: { completed: false } }, "editor");
    await run({ kind: "undo" });
    expect(await states(parent, one)).toEqual(["open", "open"]);
  });
});

describe("labels", () => {
  const labels = async (id: string) => (await row(id))?.labels;

  it("are put on and taken off several todos at once, recorded and taken back", async () => {
    const owner = new Visitor(server(), world.callers.owner);
    expect((await owner.call("todo.label", { ids: [one, two], add: ["home", "übung"] })).data).toEqual({
      count: 2,
    });
    expect((await owner.call("todo.label", { ids: [one, two], add: ["home"] })).data).toEqual({ count: 0 });
    await run({ kind: "todo.label", ids: [one], add: ["later"], remove: ["home"] }, "editor");
    expect([await labels(one), await labels(two)]).toEqual([
      ["übung", "later"],
      ["home", "übung"],
    ]);
    await run({ kind: "undo" }, "editor");
    expect(await labels(one)).toEqual(["home", "übung"]);
    const { data } = await owner.call("history.list", { listId: list, limit: 1 });
    expect(data.items[0]).toMatchObject({ fields: { labels: { after: ["home", "übung"] } } });
  });

  it("are 20 at most, on all or on none, and each is one word", async () => {
    const many = Array.from({ length: 20 }, (_, index) => `label${index}`);
    await run({ kind: "todo.label", ids: [one], add: many, remove: [] });
    await refused({ kind: "todo.label", ids: [two, one], add: ["more"], remove: [] }, "CONFLICT");
    const owner = new Visitor(server(), world.callers.owner);
    const before = await everything(server());
    for (const add of [["two words"], ["#a"], ["a,b"], [""], ["a".repeat(41)], [...many, "more"], []])
      expect((await owner.call("todo.label", { ids: [two], add })).code).toBe("BAD_REQUEST");
    expect(await everything(server())).toEqual(before);
  });
});
