import { beforeEach, describe, expect, it } from "vitest";
import type { NewCommand } from "../src/command.js";
import { newId } from "../src/id.js";
import { Refusal } from "../src/view.js";
import { Everything } from "./rows.js";

let rows: Everything;
let parent: string;
let [one, two] = ["", ""];

beforeEach(() => {
  rows = new Everything();
  parent = rows.has({ text: "Move house" });
  [one, two] = [rows.has({ parentId: parent }), rows.has({ parentId: parent })];
});

const completed = (...ids: string[]) => ids.map((id) => rows.row(id).completed);
const isDeleted = (...ids: string[]) => ids.map((id) => rows.row(id).deletedAt !== null);
const update = (ids: string[], set: Extract<NewCommand, { kind: "todo.update" }>["set"]) =>
  rows.run({ kind: "todo.update", ids, set });

describe("completing", () => {
  it("a todo completes what stands under it, and nothing else", () => {
    const other = rows.has();
    update([parent], { completed: true });
    expect(completed(parent, one, two, other)).toEqual([true, true, true, false]);
  });

  it("all subtasks does not complete what they stand under", () => {
    update([one, two], { completed: true });
    expect(completed(parent, one, two)).toEqual([false, true, true]);
  });

  it("passes over subtasks in the trash, and those that are done", () => {
    rows.run({ kind: "todo.delete", ids: [one] });
    update([two], { completed: true });
    expect(update([parent], { completed: true })).toEqual([
      { table: "todo", key: { id: parent }, set: { completed: true } },
    ]);
  });

  it("is taken back for the subtask alone, and for what it stands under", () => {
    update([parent], { completed: true });
    update([one], { completed: false });
    expect(completed(parent, one, two)).toEqual([false, false, true]);
    update([parent], { completed: true });
    update([parent], { completed: false });
    expect(completed(parent, one, two)).toEqual([false, true, true]);
  });

  it("is over once there is something left to do: added, put there, or fetched back", () => {
    const free = rows.has();
    const again = () => update([parent], { completed: true });
    again();
    rows.run({ kind: "todo.create", todos: [{ id: newId(), text: "b", parentId: parent, completed: true }] });
    expect(completed(parent)).toEqual([true]);
    rows.run({ kind: "todo.create", todos: [{ id: newId(), text: "b", parentId: parent }] });
    expect(completed(parent)).toEqual([false]);
    again();
    update([free], { parentId: parent });
    expect(completed(parent)).toEqual([false]);
    update([free], { completed: false });
    rows.run({ kind: "todo.delete", ids: [free] });
    again();
    rows.run({ kind: "todo.restore", ids: [free] });
    expect(completed(parent, free)).toEqual([false, false]);
  });

  it("looks at where a subtask is put, not at where it stood", () => {
    const other = rows.has({ completed: true });
    update([parent], { completed: true });
    update([one], { completed: false, parentId: other });
    expect(completed(parent, other, one)).toEqual([true, false, false]);
  });

  it("of a new todo is not, if something new is left to do under it", () => {
    const [above, below] = [newId(), newId()];
    rows.run({
      kind: "todo.create",
      todos: [
        { id: below, text: "b", parentId: above },
        { id: above, text: "a", completed: true },
      ],
    });
    expect(completed(above, below)).toEqual([false, false]);
  });
});

describe("what stands under a todo goes along:", () => {
  it("into the trash and out of it, but for what was there before", () => {
    rows.run({ kind: "todo.delete", ids: [two] });
    rows.now = "2026-03-11T12:00:00.000Z";
    rows.run({ kind: "todo.delete", ids: [parent] });
    expect(isDeleted(parent, one, two)).toEqual([true, true, true]);
    rows.run({ kind: "todo.restore", ids: [parent] });
    expect(isDeleted(parent, one, two)).toEqual([false, false, true]);
    expect(rows.row(one).parentId).toBe(parent);
  });

  it("to another list, where it still stands under it", () => {
    const list = newId();
    rows.run({ kind: "todo.move", ids: [parent], listId: list });
    expect(rows.live(list).map(({ id, parentId }) => [id, parentId ?? null])).toEqual([
      [parent, null],
      [one, parent],
      [two, parent],
    ]);
    expect(rows.live()).toEqual([]);
  });

  it("for good, from the trash alone", () => {
    rows.run({ kind: "todo.delete", ids: [parent] });
    rows.run({ kind: "todo.restore", ids: [two] });
    rows.run({ kind: "todo.purge", ids: [parent] });
    expect([rows.todo(parent), rows.todo(one)]).toEqual([undefined, undefined]);
    expect(rows.row(two)).toMatchObject({ deletedAt: null, parentId: null });
  });
});

describe("a subtask by itself", () => {
  it("leaves what it stood under when it is moved elsewhere, but not within the list", () => {
    const list = newId();
    rows.run({ kind: "todo.move", ids: [one], listId: rows.inboxId });
    expect(rows.row(one).parentId).toBe(parent);
    rows.run({ kind: "todo.move", ids: [one], listId: list });
    expect(rows.row(one)).toMatchObject({ listId: list, parentId: null });
  });

  it("comes back from the trash on its own if what it stood under is not there", () => {
    rows.run({ kind: "todo.delete", ids: [parent] });
    rows.run({ kind: "todo.restore", ids: [one] });
    expect(rows.row(one)).toMatchObject({ deletedAt: null, parentId: null });
    expect(isDeleted(parent, two)).toEqual([true, true]);
  });

  it("comes back on its own if what it stood under has been put under something", () => {
    rows.run({ kind: "todo.delete", ids: [one, two] });
    update([parent], { parentId: rows.has() });
    rows.run({ kind: "todo.restore", ids: [one] });
    expect(rows.row(one)).toMatchObject({ deletedAt: null, parentId: null });
  });

  it("comes out, and goes under another", () => {
    const other = rows.has();
    update([one, two], { parentId: other });
    update([one], { parentId: null });
    expect([rows.row(one).parentId, rows.row(two).parentId]).toEqual([null, other]);
  });
});

describe("nothing can stand under", () => {
  const refused = (command: () => unknown, code: Refusal["code"]) => {
    const before = rows.live();
    expect(command).toThrow(expect.objectContaining({ code }));
    expect(command).toThrow(Refusal);
    expect(rows.live()).toEqual(before);
  };

  it("itself", () => {
    refused(() => update([one], { parentId: one }), "CONFLICT");
    const free = rows.has();
    refused(() => update([free], { parentId: free }), "CONFLICT");
    const id = newId();
    refused(() => rows.run({ kind: "todo.create", todos: [{ id, text: "a", parentId: id }] }), "CONFLICT");
  });

  it("a subtask, nor with subtasks of its own under another", () => {
    const [free, other] = [rows.has(), rows.has()];
    refused(() => update([free], { parentId: one }), "CONFLICT");
    refused(() => update([free, parent], { parentId: other }), "CONFLICT");
    refused(
      () => rows.run({ kind: "todo.create", todos: [{ id: newId(), text: "a", parentId: one }] }),
      "CONFLICT",
    );
    const [a, b, c] = [newId(), newId(), newId()];
    const chain = [
      { id: a, text: "a" },
      { id: b, text: "b", parentId: a },
      { id: c, text: "c", parentId: b },
    ];
    refused(() => rows.run({ kind: "todo.create", todos: chain }), "CONFLICT");
  });

  it("what stands in another list, is in the trash, or is not there", () => {
    const free = rows.has();
    const gone = rows.has({ deletedAt: rows.now });
    for (const parentId of [rows.has({ listId: newId() }), gone, newId()]) {
      refused(() => update([free], { parentId }), "NOT_FOUND");
      refused(
        () => rows.run({ kind: "todo.create", todos: [{ id: newId(), text: "a", parentId }] }),
        "NOT_FOUND",
      );
    }
  });

  it("another if it repeats; nor does what stands under one", () => {
    const repeating = rows.has({ due: "2026-03-10" });
    rows.repeats(repeating);
    refused(() => update([repeating], { parentId: parent }), "CONFLICT");
    update([one], { due: "2026-03-10" });
    refused(() => rows.repeats(one), "CONFLICT");
  });
});

describe("labels", () => {
  const label = (ids: string[], add: string[], remove: string[] = []) =>
    rows.run({ kind: "todo.label", ids, add, remove });
  const labels = (id: string) => rows.row(id).labels;

  it("are put on and taken off, whatever else is there", () => {
    rows.run({ kind: "todo.update", ids: [two], set: { labels: ["garden"] } });
    label([one, two], ["home", "urgent"]);
    label([one, two], ["later"], ["urgent", "never"]);
    expect([labels(one), labels(two)]).toEqual([
      ["home", "later"],
      ["garden", "home", "later"],
    ]);
  });

  it("that are there already change nothing", () => {
    label([one], ["home"]);
    expect(label([one], ["home"], ["away"])).toEqual([]);
    expect(label([two], [], ["home"])).toEqual([]);
  });

  it("are 20 at most, on all of the todos or on none", () => {
    const many = Array.from({ length: 20 }, (_, index) => `label${index}`);
    label([one], many);
    expect(() => label([two, one], ["more"])).toThrow(Refusal);
    expect(labels(two) ?? []).toEqual([]);
    label([one], ["more"], ["label0"]);
    expect(labels(one)).toHaveLength(20);
  });
});
