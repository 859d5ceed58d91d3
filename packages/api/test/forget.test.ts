import type { NewCommand } from "@codex/core/command";
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

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
});

const SECRET = "The secret";
const owner = (command: NewCommand) => done(server(), command, world.callers.owner);
const editor = (command: NewCommand) => done(server(), command, world.callers.editor);
const create = (id: string, text = SECRET): NewCommand => ({
  kind: "todo.create",
  listId: list,
  todos: [{ id, text }],
});

async function purge(id: string): Promise<void> {
  await owner({ kind: "todo.delete", ids: [id] });
  await owner({ kind: "todo.purge", ids: [id] });
}

const deleteAccount = async (name: "editor" | "viewer") => {
  const answer = await new Visitor(server(), world.callers[name]).call("account.delete", {
    password: PASSWORD,
  });
  expect(answer.code).toBe("ok");
};

/** The tables in which a text still stands; of commands, their kinds. */
async function standsIn(text: string): Promise<string[]> {
  const { command: _commands, ...tables } = await everything(server());
  const commands = await server().db.command.findMany({ orderBy: { n: "asc" } });
  const places = [...Object.entries(tables), ...commands.map((row) => [row.kind, row] as const)];
  return places.flatMap(([name, rows]) =>
    JSON.stringify(rows, withoutBigInts).includes(text) ? [name] : [],
  );
}
const withoutBigInts = (_key: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);

describe("a todo that is deleted for good leaves no text", () => {
  it("in what commands were answered, whoever gave them", async () => {
    const id = newId();
    await owner(create(id));
    await editor({ kind: "todo.update", ids: [id], set: { completed: true } });
    await owner({ kind: "todo.move", ids: [id], listId: world.lists.alone });
    await owner({ kind: "todo.update", ids: [id], set: { text: "b" } });
    expect(await standsIn(SECRET)).toContain("change");
    await purge(id);
    expect(await standsIn(SECRET)).toEqual([]);
  });

  it("in the answer to a command that found it as it should be", async () => {
    const id = newId();
    await owner(create(id));
    await owner(create(id));
    await editor({ kind: "todo.update", ids: [id], set: { text: SECRET } });
    await purge(id);
    expect(await standsIn(SECRET)).toEqual([]);
  });

  it("in answers whose changes are pruned already", async () => {
    const id = newId();
    await owner(create(id));
    await prune(server().db, { now: inDays(0.9), historyDays: 0 });
    expect(await server().db.change.count({ where: { rowId: id } })).toBe(0);
    await purge(id);
    expect(await standsIn(SECRET)).toEqual([]);
  });

  it("when its days in the trash are over, either", async () => {
    const id = newId();
    await owner(create(id));
    await owner({ kind: "todo.delete", ids: [id] });
    expect(await prune(server().db, { now: inDays(31), historyDays: 90 })).toMatchObject({ todos: 2 });
    expect(await standsIn(SECRET)).toEqual([]);
  });

  it("and none of another todo is forgotten with it", async () => {
    const [id, other] = [newId(), newId()];
    await owner(create(id));
    await owner(create(other, "Another"));
    await owner({ kind: "todo.update", ids: [other], set: { text: "b" } });
    await purge(id);
    expect(await standsIn("Another")).toContain("change");
  });
});

describe("a list that is deleted for good leaves nothing", () => {
  it("of its todos and names, also in what its members were answered", async () => {
    await owner({ kind: "list.rename", listId: list, name: `${SECRET} list` });
    await done(server(), { kind: "list.join", secret: world.secretOf.shared }, world.callers.stranger);
    await editor(create(newId()));
    await owner({ kind: "list.rename", listId: list, name: "b" });
    await owner({ kind: "list.delete", listId: list });
    await owner({ kind: "list.purge", listId: list });
    expect(await standsIn(SECRET)).toEqual([]);
    expect(await server().db.log.count({ where: { id: list } })).toBe(0);
    expect(await server().db.change.count({ where: { logId: list } })).toBe(0);
    expect(await server().db.gone.count({ where: { logId: list } })).toBe(0);
  });
});

describe("an account that is deleted leaves no text it wrote in the history of shared lists", () => {
  it("but what still stands in a todo, and what others wrote before", async () => {
    const id = newId();
    await owner(create(id, "Ours"));
    await owner({ kind: "todo.update", ids: [id], set: { text: "Ours, too" } });
    await editor({ kind: "todo.update", ids: [id], set: { text: SECRET } });
    await owner({ kind: "todo.update", ids: [id], set: { completed: true } });
    await owner({ kind: "todo.update", ids: [id], set: { text: "Now" } });
    await deleteAccount("editor");
    expect(await standsIn(SECRET)).toEqual([]);
    expect(await standsIn("Ours")).toContain("change");
  });

  it("in the answers that others were given to commands that changed nothing", async () => {
    const id = newId();
    await editor(create(id));
    await owner({ kind: "todo.update", ids: [id], set: { text: SECRET } });
    await owner({ kind: "todo.update", ids: [id], set: { text: "b" } });
    await deleteAccount("editor");
    expect(await standsIn(SECRET)).toEqual([]);
  });

  it("however long the history is kept: longer than command ids", async () => {
    const id = newId();
    await editor(create(id));
    await owner({ kind: "todo.update", ids: [id], set: { text: "b" } });
    await prune(server().db, { now: inDays(401), historyDays: 10_000 });
    const session = await server().db.session.count({ where: { userId: world.users.editor } });
    expect(session).toBe(0);
    await server().db.user.delete({ where: { id: world.users.editor } });
    expect(await standsIn(SECRET)).toEqual([]);
  });

  it("nor its name in what others were answered", async () => {
    await server().db.user.update({ where: { id: world.users.viewer }, data: { name: "Nameless" } });
    await owner({ kind: "list.setRole", listId: list, userId: world.users.viewer, role: "editor" });
    await deleteAccount("viewer");
    expect(await standsIn("Nameless")).toEqual([]);
  });

  it("nor anything of its own log", async () => {
    const { editor: user } = world.users;
    await editor({ kind: "list.setOrder", listIds: [list] });
    await deleteAccount("editor");
    expect(await server().db.log.count({ where: { id: user } })).toBe(0);
    expect(await server().db.change.count({ where: { logId: user } })).toBe(0);
    expect(await server().db.gone.count({ where: { logId: user } })).toBe(0);
    expect(await server().db.command.count({ where: { userId: user } })).toBe(0);
  });
});
