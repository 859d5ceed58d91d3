import { type CommandKind, commandSchema, type NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { useTestServer } from "./server.js";
import { type CallerName, call, everything, type World, worldKeeper } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null, RATE_INVITE: null });
const asMade = worldKeeper(server);
let world: World;

beforeEach(async () => {
  world = await asMade();
});

/** Those who may push at all; the others are refused as by every other mutation, see access.test.ts. */
type Pusher = "stranger" | "viewer" | "editor" | "owner" | "readWriteToken" | "limitedToken";
type Expected = Record<Pusher, string>;

const editors: Expected = {
  stranger: "NOT_FOUND",
  viewer: "FORBIDDEN",
  editor: "accepted",
  owner: "accepted",
  readWriteToken: "accepted",
  limitedToken: "accepted",
};
const owners: Expected = { ...editors, editor: "FORBIDDEN" };
const noTokens = { readWriteToken: "FORBIDDEN", limitedToken: "FORBIDDEN" };
const ownerInPerson: Expected = { ...owners, ...noTokens };
const deletedLists: Expected = { ...owners, viewer: "NOT_FOUND", limitedToken: "NOT_FOUND" };
const all = { stranger: "accepted", viewer: "accepted", editor: "accepted", owner: "accepted" };
const wholeWriters: Expected = { ...all, readWriteToken: "accepted", limitedToken: "FORBIDDEN" };
const nobodyYet: Expected = {
  ...{ stranger: "CONFLICT", viewer: "CONFLICT", editor: "CONFLICT", owner: "CONFLICT" },
  ...{ readWriteToken: "CONFLICT", limitedToken: "CONFLICT" },
};

/** For every kind of command: what each caller is answered when they push one about the shared list. */
const TABLE: Record<CommandKind, readonly [(world: World) => NewCommand, Expected]> = {
  "todo.create": [
    ({ lists }) => ({
      kind: "todo.create",
      listId: lists.shared,
      todos: [{ id: newId(), text: "b" }],
    }),
    editors,
  ],
  "todo.update": [({ todos }) => ({ kind: "todo.update", ids: [todos.shared], set: { text: "b" } }), editors],
  "todo.label": [
    ({ todos }) => ({ kind: "todo.label", ids: [todos.shared], add: ["b"], remove: [] }),
    editors,
  ],
  "todo.repeat": [({ todos }) => ({ kind: "todo.repeat", id: todos.shared, series: null }), editors],
  // It does not repeat.
  "todo.skip": [
    ({ todos }) => ({ kind: "todo.skip", id: todos.shared }),
    {
      ...editors,
      editor: "CONFLICT",
      owner: "CONFLICT",
      readWriteToken: "CONFLICT",
      limitedToken: "CONFLICT",
    },
  ],
  "todo.delete": [({ todos }) => ({ kind: "todo.delete", ids: [todos.shared] }), editors],
  "todo.restore": [({ todos }) => ({ kind: "todo.restore", ids: [todos.deleted] }), editors],
  "todo.purge": [({ todos }) => ({ kind: "todo.purge", ids: [todos.deleted] }), editors],
  "todo.move": [
    ({ todos, lists }) => ({ kind: "todo.move", ids: [todos.shared], listId: lists.shared }),
    editors,
  ],
  "todo.setAllCompleted": [
    ({ lists }) => ({ kind: "todo.setAllCompleted", listId: lists.shared, completed: true }),
    editors,
  ],
  "todo.clearCompleted": [({ lists }) => ({ kind: "todo.clearCompleted", listId: lists.shared }), editors],
  "list.create": [() => ({ kind: "list.create", id: newId(), name: "b" }), wholeWriters],
  "list.rename": [({ lists }) => ({ kind: "list.rename", listId: lists.shared, name: "b" }), owners],
  "list.delete": [({ lists }) => ({ kind: "list.delete", listId: lists.shared }), owners],
  "list.restore": [({ lists }) => ({ kind: "list.restore", listId: lists.deleted }), deletedLists],
  "list.purge": [({ lists }) => ({ kind: "list.purge", listId: lists.deleted }), deletedLists],
  "list.rebalance": [({ lists }) => ({ kind: "list.rebalance", listId: lists.shared }), editors],
  "list.setOrder": [({ lists }) => ({ kind: "list.setOrder", listIds: [lists.shared] }), wholeWriters],
  "list.setRole": [
    ({ lists, users }) => ({
      kind: "list.setRole",
      listId: lists.shared,
      userId: users.viewer,
      role: "editor",
    }),
    ownerInPerson,
  ],
  "list.removeMember": [
    ({ lists, users }) => ({ kind: "list.removeMember", listId: lists.shared, userId: users.viewer }),
    ownerInPerson,
  ],
  "list.leave": [
    ({ lists }) => ({ kind: "list.leave", listId: lists.shared }),
    { ...all, ...noTokens, stranger: "NOT_FOUND", owner: "CONFLICT" },
  ],
  "list.transfer": [
    ({ lists, users }) => ({ kind: "list.transfer", listId: lists.shared, userId: users.viewer }),
    ownerInPerson,
  ],
  "list.join": [({ secretOf }) => ({ kind: "list.join", secret: secretOf.shared }), { ...all, ...noTokens }],
  "label.setColor": [
    () => ({ kind: "label.setColor", id: newId(), name: "home", color: "teal" }),
    wholeWriters,
  ],
  "view.save": [() => ({ kind: "view.save", id: newId(), name: "Home", query: "label=home" }), wholeWriters],
  "view.delete": [
    ({ views }) => ({ kind: "view.delete", id: views.owner }),
    { ...wholeWriters, stranger: "NOT_FOUND", viewer: "NOT_FOUND", editor: "NOT_FOUND" },
  ],
  undo: [() => ({ kind: "undo" }), nobodyYet],
  redo: [() => ({ kind: "redo" }), nobodyYet],
};

it("has a row for every kind", () => {
  const kinds = commandSchema.options.map(({ shape }) => shape.kind.value);
  expect(Object.keys(TABLE).toSorted()).toEqual(kinds.toSorted());
});

async function push(command: NewCommand & { commandId?: string }, caller: CallerName): Promise<string> {
  const input = { commands: [{ commandId: newId(), ...command }] };
  const { code, body } = await call(server(), "sync.push", input, world.callers[caller]);
  if (code !== "ok") return code;
  const [result] = JSON.parse(body).result.data.results;
  return result.status === "refused" ? result.code : result.status;
}

describe.each(Object.entries(TABLE))("%s", (_kind, [command, expected]) => {
  it.each(Object.entries(expected))(
    "pushed by %s is %s, and a refusal changes nothing",
    async (name, code) => {
      const caller = Object.keys(expected).find((known): known is Pusher => known === name) ?? "stranger";
      const before = await everything(server());
      expect(await push(command(world), caller)).toBe(code);
      if (code !== "accepted") expect(await everything(server())).toEqual(before);
    },
  );

  it("is not pushed by who may only read, or is nobody", async () => {
    const before = await everything(server());
    expect(await push(command(world), "readToken")).toBe("FORBIDDEN");
    for (const caller of [
      "nobody",
      "revokedSession",
      "forgedSession",
      "revokedToken",
      "expiredToken",
    ] as const)
      expect(await push(command(world), caller)).toBe("UNAUTHORIZED");
    expect(await everything(server())).toEqual(before);
  });
});

it("a command that is refused does not keep the next from being carried out", async () => {
  const { todos, lists } = world;
  const commands = [
    { kind: "todo.delete", ids: [todos.foreign] },
    { kind: "todo.create", listId: lists.shared, todos: [{ id: newId(), text: "after" }] },
  ].map((command) => ({ ...command, commandId: newId() }));
  const { body } = await call(server(), "sync.push", { commands }, world.callers.owner);
  expect(JSON.parse(body).result.data.results).toMatchObject([
    { status: "refused", code: "NOT_FOUND" },
    { status: "accepted" },
  ]);
});

it("undoing takes the role that doing it would", async () => {
  const { todos, lists, users } = world;
  const updated = {
    kind: "todo.update" as const,
    ids: [todos.shared],
    set: { text: "b" },
    commandId: newId(),
  };
  expect(await push(updated, "editor")).toBe("accepted");
  const demote = {
    kind: "list.setRole",
    listId: lists.shared,
    userId: users.editor,
    role: "viewer",
  } as const;
  expect(await push(demote, "owner")).toBe("accepted");
  expect(await push({ kind: "undo" }, "editor")).toBe("FORBIDDEN");
  expect(await push({ kind: "list.removeMember", listId: lists.shared, userId: users.editor }, "owner")).toBe(
    "accepted",
  );
  expect(await push({ kind: "undo", target: updated.commandId }, "editor")).toBe("NOT_FOUND");
  // What is out of sight is passed over, and the editor did nothing else.
  expect(await push({ kind: "undo" }, "editor")).toBe("CONFLICT");
  expect((await server().db.todo.findUnique({ where: { id: todos.shared } }))?.text).toBe("b");
});

it("a list cannot take the id of a user, whose log it would be, nor a todo that of its list", async () => {
  const { lists, users } = world;
  const before = await everything(server());
  expect(await push({ kind: "list.create", id: users.editor, name: "Spy" }, "viewer")).toBe("CONFLICT");
  const todos = [{ id: lists.shared, text: "a" }];
  expect(await push({ kind: "todo.create", listId: lists.shared, todos }, "editor")).toBe("CONFLICT");
  expect(await everything(server())).toEqual(before);
});
