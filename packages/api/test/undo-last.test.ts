import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import type { PushResult } from "@codex/core/sync";
import { beforeEach, describe, expect, it } from "vitest";
import { done, push } from "./door.js";
import { useTestServer } from "./server.js";
import { type CallerName, everything, makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let list: string;

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
});

const by = (caller: CallerName, command: NewCommand) => done(server(), command, world.callers[caller]);

async function answer(caller: CallerName, command: NewCommand): Promise<PushResult | undefined> {
  return (await push(server(), [command], world.callers[caller]))[0];
}

async function added(text: string, caller: CallerName = "owner", listId = list): Promise<string> {
  const id = newId();
  await by(caller, { kind: "todo.create", listId, todos: [{ id, text }] });
  return id;
}
const update = (id: string, text: string): NewCommand => ({ kind: "todo.update", ids: [id], set: { text } });
const todo = (id: string) => server().db.todo.findUniqueOrThrow({ where: { id } });
const positions = async (userId: string) => {
  const places = await server().db.member.findMany({ where: { userId }, orderBy: { listId: "asc" } });
  return Object.fromEntries(places.map(({ listId, position }) => [listId, position]));
};

describe("one's own order of lists", () => {
  it("is taken back whatever order the other members give them since", async () => {
    const { users, lists } = world;
    const before = await positions(users.owner);
    await by("owner", { kind: "list.setOrder", listIds: [lists.alone, list] });
    await by("editor", { kind: "list.setOrder", listIds: [list] });
    const others = await positions(users.editor);
    expect(await answer("owner", { kind: "undo" })).toMatchObject({ status: "accepted" });
    expect(await positions(users.owner)).toEqual(before);
    expect(await positions(users.editor)).toEqual(others);
  });

  it("is taken back and brought again whatever roles are given since", async () => {
    const { users } = world;
    await by("editor", { kind: "list.setOrder", listIds: [list] });
    const ordered = await positions(users.editor);
    const role = { kind: "list.setRole", listId: list, userId: users.editor, role: "viewer" } as const;
    await by("owner", role);
    await by("editor", { kind: "undo" });
    expect(await positions(users.editor)).toMatchObject({ [list]: 0 });
    await by("editor", { kind: "redo" });
    expect(await positions(users.editor)).toEqual(ordered);
    const place = { listId_userId: { listId: list, userId: users.editor } };
    expect(await server().db.member.findUnique({ where: place })).toMatchObject({ role: "viewer" });
  });
});

describe("without a target undo takes back the last that can be:", () => {
  it("not what was deleted for good since", async () => {
    const kept = await added("kept");
    await by("owner", update(kept, "changed"));
    const purged = await added("purged");
    await by("owner", { kind: "todo.delete", ids: [purged] });
    await by("owner", { kind: "todo.purge", ids: [purged] });
    expect(await answer("owner", { kind: "undo" })).toMatchObject({ status: "accepted" });
    expect((await todo(kept)).text).toBe("kept");
  });

  it("not what is in a list that one is no member of any more", async () => {
    const inbox = newId();
    await by("editor", { kind: "todo.create", todos: [{ id: inbox, text: "mine" }] });
    await by("editor", update(inbox, "changed"));
    await added("ours", "editor");
    await by("owner", { kind: "list.removeMember", listId: list, userId: world.users.editor });
    expect(await answer("editor", { kind: "undo" })).toMatchObject({ status: "accepted" });
    expect((await todo(inbox)).text).toBe("mine");
  });

  it("with a token that is limited to lists, what was done in them", async () => {
    const id = await added("ours", "limitedToken");
    await by("limitedToken", update(id, "changed"));
    await added("elsewhere", "owner", world.lists.alone);
    expect(await answer("limitedToken", { kind: "undo" })).toMatchObject({ status: "accepted" });
    expect((await todo(id)).text).toBe("ours");
  });
});

describe("undo", () => {
  it("finds the next step for each of several that come at the same moment", async () => {
    const id = await added("0");
    for (const text of ["1", "2", "3", "4"]) await by("owner", update(id, text));
    const answers = await Promise.all([1, 2, 3].map(() => answer("owner", { kind: "undo" })));
    expect(answers).toMatchObject([1, 2, 3].map(() => ({ status: "accepted" })));
    expect((await todo(id)).text).toBe("1");
  });

  it("is exactly once too: the same id again takes back nothing more", async () => {
    const id = await added("0");
    for (const text of ["1", "2"]) await by("owner", update(id, text));
    const command = { kind: "undo" as const, commandId: newId() };
    const answers = await Promise.all([1, 2, 3, 4].map(() => push(server(), [command], world.callers.owner)));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect((await todo(id)).text).toBe("1");
  });

  it("keeps what others changed in other fields of the same todo, and of other todos", async () => {
    const [one, two] = [await added("one"), await added("two")];
    await by("owner", { kind: "todo.update", ids: [one, two], set: { completed: true } });
    await by("editor", update(one, "uno"));
    await by("editor", { kind: "todo.delete", ids: [two] });
    expect(await answer("owner", { kind: "undo" })).toMatchObject({ status: "accepted" });
    expect(await todo(one)).toMatchObject({ text: "uno", completed: false, deletedAt: null });
    expect(await todo(two)).toMatchObject({ completed: false, deletedAt: expect.any(Date) });
  });

  it("takes back all of a command or nothing", async () => {
    const [one, two] = [await added("one"), await added("two")];
    await by("owner", { kind: "todo.update", ids: [one, two], set: { text: "same" } });
    await by("editor", update(two, "zwei"));
    const before = await everything(server());
    expect(await answer("owner", { kind: "undo" })).toMatchObject({
      status: "refused",
      code: "CONFLICT",
      message: expect.stringMatching(/“zwei” was changed by editor/),
    });
    expect(await everything(server())).toEqual(before);
  });

  it("takes back a restored todo's restoration, a list's creation, and a restored list's restoration", async () => {
    const { todos, lists } = world;
    await by("owner", { kind: "todo.restore", ids: [todos.deleted] });
    await by("owner", { kind: "list.restore", listId: lists.deleted });
    const made = newId();
    await by("owner", { kind: "list.create", id: made, name: "New" });
    const deleted = async (id: string) =>
      (await server().db.list.findUniqueOrThrow({ where: { id } })).deletedAt !== null;
    for (const [name, gone] of [["undo", true] as const, ["redo", false] as const]) {
      for (let step = 0; step < 3; step++) await by("owner", { kind: name });
      expect([await deleted(made), await deleted(lists.deleted)]).toEqual([gone, gone]);
      expect((await todo(todos.deleted)).deletedAt !== null).toBe(gone);
    }
  });

  it("takes a moved todo back only if one may write where it was and where it is", async () => {
    const id = await added("ours", "editor");
    const inbox = await server().db.list.findUniqueOrThrow({ where: { inboxOf: world.users.editor } });
    await by("editor", { kind: "todo.move", ids: [id], listId: inbox.id });
    const role = { kind: "list.setRole", listId: list, userId: world.users.editor, role: "viewer" } as const;
    await by("owner", role);
    const before = await everything(server());
    expect(await answer("editor", { kind: "undo" })).toMatchObject({ status: "refused", code: "FORBIDDEN" });
    expect(await everything(server())).toEqual(before);
  });
});
