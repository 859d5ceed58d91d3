import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { prune } from "../src/command/prune.js";
import { done, missingNumbers, push } from "./door.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, inDays, makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null, RATE_INVITE: null });
let world: World;
let list: string;
let owner: Visitor;

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
  owner = new Visitor(server(), world.callers.owner);
});

const creating = (text: string): NewCommand => ({
  kind: "todo.create",
  listId: list,
  todos: [{ id: newId(), text }],
});

/** An input of every mutation that is thin over a command, and what has to be done before. */
const THIN: Record<string, (world: World) => object> = {
  "todo.create": ({ lists }) => ({ listId: lists.shared, text: "b" }),
  "todo.update": ({ todos }) => ({ id: todos.shared, text: "b" }),
  "todo.delete": ({ todos }) => ({ id: todos.shared }),
  "todo.move": ({ todos, lists }) => ({ ids: [todos.shared], listId: lists.alone }),
  "todo.setAllCompleted": ({ lists }) => ({ listId: lists.shared, completed: true }),
  "todo.clearCompleted": ({ lists }) => ({ listId: lists.shared }),
  "trash.restore": ({ todos }) => ({ ids: [todos.deleted] }),
  "trash.purge": ({ todos }) => ({ ids: [todos.deleted] }),
  "list.create": () => ({ name: "b" }),
  "list.rename": ({ lists }) => ({ listId: lists.shared, name: "b" }),
  "list.delete": ({ lists }) => ({ listId: lists.shared }),
  "list.restore": ({ lists }) => ({ listId: lists.deleted }),
  "list.purge": ({ lists }) => ({ listId: lists.deleted }),
  "list.setOrder": ({ lists }) => ({ listIds: [lists.shared] }),
  "list.setRole": ({ lists, users }) => ({ listId: lists.shared, userId: users.viewer, role: "editor" }),
  "list.removeMember": ({ lists, users }) => ({ listId: lists.shared, userId: users.viewer }),
  "list.transfer": ({ lists, users }) => ({ listId: lists.shared, userId: users.viewer }),
};

describe("a mutation with a commandId", () => {
  it.each(Object.entries(THIN))("%s takes effect once, and is answered the same", async (path, input) => {
    const asked = { commandId: newId(), ...input(world) };
    const first = await owner.call(path, asked);
    expect(first.code).toBe("ok");
    const after = await everything(server());
    const again = await Promise.all([owner.call(path, asked), owner.call(path, asked)]);
    for (const { code, data } of again) expect({ code, data }).toEqual({ code: "ok", data: first.data });
    expect(await everything(server())).toEqual(after);
  });

  it("list.leave and list.acceptInvite too, although one is no member any more, or the invite is used up", async () => {
    await server().db.invite.updateMany({ data: { uses: 1 } });
    const stranger = new Visitor(server(), world.callers.stranger);
    for (const [path, input] of [
      ["list.acceptInvite", { commandId: newId(), secret: world.secretOf.shared }],
      ["list.leave", { commandId: newId(), listId: list }],
    ] as const) {
      const first = await stranger.call(path, input);
      expect(first.code).toBe("ok");
      expect((await stranger.call(path, input)).data).toEqual(first.data);
    }
    expect(await server().db.invite.findUnique({ where: { id: world.invites.shared } })).toMatchObject({
      used: 1,
    });
  });

  it("history.undo and history.redo too", async () => {
    await owner.call("todo.update", { id: world.todos.shared, text: "b" });
    for (const path of ["history.undo", "history.redo"]) {
      const input = { commandId: newId() };
      const first = await owner.call(path, input);
      expect(first.data).toMatchObject({ kind: "todo.update", count: 1 });
      expect((await owner.call(path, input)).data).toEqual(first.data);
    }
    expect((await owner.call("todo.byId", { id: world.todos.shared })).data.text).toBe("b");
  });

  it("that is answered for several todos is so again after one of them is deleted for good", async () => {
    const input = { commandId: newId(), listId: list, completed: true };
    const first = await owner.call("todo.setAllCompleted", input);
    await owner.call("todo.delete", { id: world.todos.shared });
    await owner.call("trash.purge", { ids: [world.todos.shared] });
    expect((await owner.call("todo.setAllCompleted", input)).data).toEqual(first.data);
  });
});

describe("the same answer again tells who is no member any more nothing of what was done since", () => {
  const removeEditor = (): NewCommand => ({
    kind: "list.removeMember",
    listId: list,
    userId: world.users.editor,
  });

  it.each([
    ["that changed nothing", { text: "a" }],
    ["that changed something", { text: "b" }],
  ])("to an update %s", async (_which, set) => {
    const editor = new Visitor(server(), world.callers.editor);
    const input = { commandId: newId(), id: world.todos.shared, ...set };
    const first = await editor.call("todo.update", input);
    await done(server(), removeEditor(), world.callers.owner);
    await owner.call("todo.update", { id: world.todos.shared, text: "The secret", completed: true });
    await owner.call("todo.move", { ids: [world.todos.shared], listId: world.lists.alone });
    await prune(server().db, { now: inDays(0.5), historyDays: 0.1 });
    const again = await editor.call("todo.update", input);
    expect(again.code === "NOT_FOUND" || again.data).toEqual(again.code === "NOT_FOUND" || first.data);
    expect(JSON.stringify(again.data)).not.toMatch(/The secret/);
  });

  it.each(["list.transfer", "list.setRole"])("to %s", async (path) => {
    const { users, callers, secretOf } = world;
    const editor = new Visitor(server(), callers.editor);
    const input = { commandId: newId(), listId: list, userId: users.editor };
    const asked = path === "list.setRole" ? { ...input, role: "viewer" } : input;
    expect((await owner.call(path, asked)).code).toBe("ok");
    if (path === "list.setRole") await owner.call("list.transfer", { listId: list, userId: users.editor });
    await new Visitor(server(), callers.stranger).call("list.acceptInvite", { secret: secretOf.shared });
    await editor.call("list.removeMember", { listId: list, userId: users.owner });
    await editor.call("account.rename", { name: "The secret" });
    const again = await owner.call(path, asked);
    expect(JSON.stringify(again.data)).not.toMatch(/The secret/);
    expect(JSON.stringify(again.data)).not.toContain(users.stranger);
  });
});

describe("an id of a command", () => {
  it("is one command's, whichever of forty that come at once with it", async () => {
    const commandId = newId();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        push(server(), [{ ...creating(`${index}`), commandId }], world.callers.owner),
      ),
    );
    const accepted = answers.flat().filter(({ status }) => status === "accepted");
    const refused = answers.flat().flatMap((each) => (each.status === "refused" ? [each.code] : []));
    expect(accepted).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(["CONFLICT"]));
    expect(await server().db.change.count({ where: { commandId } })).toBe(1);
    expect(await missingNumbers(server(), list)).toEqual([]);
  });

  it("is each user's own: another's neither meets it nor learns of it", async () => {
    const commandId = newId();
    const [mine, theirs] = [creating("mine"), creating("theirs")];
    await push(server(), [{ ...mine, commandId }], world.callers.owner);
    expect(await push(server(), [{ ...theirs, commandId }], world.callers.editor)).toMatchObject([
      { status: "accepted" },
    ]);
    const undone = await push(server(), [{ kind: "undo", target: commandId }], world.callers.editor);
    expect(undone).toMatchObject([{ status: "accepted" }]);
    expect(await owner.texts(list)).toContain("mine");
    expect(await owner.texts(list)).not.toContain("theirs");
  });

  it("comes twice in one push, and is answered the same twice", async () => {
    const command = { ...creating("once"), commandId: newId() };
    const [first, second] = await push(server(), [command, command], world.callers.owner);
    expect(first).toMatchObject({ status: "accepted" });
    expect(second).toEqual(first);
  });

  it("is answered to who lost the role since, but not to a token that may only read", async () => {
    const command = { ...creating("a"), commandId: newId() };
    const first = await push(server(), [command], world.callers.editor);
    const { editor } = world.users;
    await done(server(), { kind: "list.removeMember", listId: list, userId: editor }, world.callers.owner);
    expect(await push(server(), [command], world.callers.editor)).toEqual(first);
    await expect(push(server(), [command], world.callers.readToken)).rejects.toThrow("FORBIDDEN");
  });
});

describe("another's ids in a push look as if they were not there", () => {
  const commands: [string, (world: World, absent: string | undefined) => NewCommand][] = [
    [
      "todo.update",
      ({ todos }, id = todos.foreign) => ({ kind: "todo.update", ids: [id], set: { text: "b" } }),
    ],
    ["todo.delete", ({ todos }, id = todos.foreign) => ({ kind: "todo.delete", ids: [id] })],
    ["todo.restore", ({ todos }, id = todos.foreign) => ({ kind: "todo.restore", ids: [id] })],
    ["todo.purge", ({ todos }, id = todos.foreign) => ({ kind: "todo.purge", ids: [id] })],
    [
      "todo.move",
      ({ todos, lists }, id = todos.foreign) => ({ kind: "todo.move", ids: [id], listId: lists.shared }),
    ],
    [
      "todo.move into",
      ({ todos, lists }, id = lists.foreign) => ({ kind: "todo.move", ids: [todos.shared], listId: id }),
    ],
    [
      "todo.create",
      ({ lists }, id = lists.foreign) => ({
        kind: "todo.create",
        listId: id,
        todos: [{ id: newId(), text: "b" }],
      }),
    ],
    [
      "todo.setAllCompleted",
      ({ lists }, id = lists.foreign) => ({ kind: "todo.setAllCompleted", listId: id, completed: true }),
    ],
    ["todo.clearCompleted", ({ lists }, id = lists.foreign) => ({ kind: "todo.clearCompleted", listId: id })],
    ["list.rename", ({ lists }, id = lists.foreign) => ({ kind: "list.rename", listId: id, name: "b" })],
    ["list.delete", ({ lists }, id = lists.foreign) => ({ kind: "list.delete", listId: id })],
    ["list.restore", ({ lists }, id = lists.foreign) => ({ kind: "list.restore", listId: id })],
    ["list.purge", ({ lists }, id = lists.foreign) => ({ kind: "list.purge", listId: id })],
    ["list.leave", ({ lists }, id = lists.foreign) => ({ kind: "list.leave", listId: id })],
    [
      "list.setRole",
      ({ lists, users }, id = users.other) => ({
        kind: "list.setRole",
        listId: lists.shared,
        userId: id,
        role: "viewer",
      }),
    ],
    [
      "list.removeMember",
      ({ lists, users }, id = users.other) => ({
        kind: "list.removeMember",
        listId: lists.shared,
        userId: id,
      }),
    ],
    [
      "list.transfer",
      ({ lists, users }, id = users.other) => ({ kind: "list.transfer", listId: lists.shared, userId: id }),
    ],
    ["undo", (_world, id = theirs) => ({ kind: "undo", target: id })],
    ["redo", (_world, id = theirs) => ({ kind: "redo", target: id })],
  ];
  let theirs: string;
  it.each(commands)("%s", async (_name, command) => {
    const other = world.sessions.other.shown;
    const set = { text: "b" };
    theirs = await done(server(), { kind: "todo.update", ids: [world.todos.foreign], set }, other);
    const before = await everything(server());
    const commandId = newId();
    const ask = (absent?: string) =>
      push(server(), [{ ...command(world, absent), commandId }], world.callers.owner);
    const answer = await ask();
    expect(answer).toMatchObject([{ status: "refused", code: "NOT_FOUND" }]);
    expect(await ask(newId())).toEqual(answer);
    expect(await everything(server())).toEqual(before);
  });

  it("beside one's own are passed over", async () => {
    const ids = [world.todos.foreign, world.todos.shared, newId()];
    await done(server(), { kind: "todo.update", ids, set: { text: "b" } }, world.callers.owner);
    const rows = await server().db.todo.findMany({ where: { id: { in: ids } }, orderBy: { text: "asc" } });
    expect(rows.map(({ id, text }) => [id, text])).toEqual([
      [world.todos.foreign, "a"],
      [world.todos.shared, "b"],
    ]);
  });
});
