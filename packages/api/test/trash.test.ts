import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { done, push } from "./door.js";
import { useTestServer } from "./server.js";
import { type Answer, Visitor } from "./visitor.js";
import { everything, makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let list: string;
let owner: Visitor;

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
  owner = new Visitor(server(), world.callers.owner);
});

const as = (caller: keyof World["callers"]) => new Visitor(server(), world.callers[caller]);
const idsOf = ({ data }: Answer, what: "todos" | "lists" = "todos"): string[] =>
  data[what].map(({ id }: { id: string }) => id);
const trashed = async (caller: keyof World["callers"]) => idsOf(await as(caller).call("trash.list"));

describe("the trash", () => {
  it("shows what is deleted to who may restore it", async () => {
    const { todos, lists } = world;
    await owner.call("todo.delete", { id: todos.inbox });
    expect(await trashed("owner")).toEqual([todos.inbox, todos.deleted]);
    expect(await trashed("readToken")).toEqual([todos.inbox, todos.deleted]);
    expect(await trashed("limitedToken")).toEqual([todos.deleted]);
    expect(await trashed("editor")).toEqual([todos.deleted]);
    expect(await trashed("viewer")).toEqual([]);
    expect(await trashed("stranger")).toEqual([]);
    expect(idsOf(await owner.call("trash.list"), "lists")).toEqual([lists.deleted]);
    for (const caller of ["editor", "limitedToken"] as const)
      expect(idsOf(await as(caller).call("trash.list"), "lists")).toEqual([]);
  });

  it("goes page by page, also through what was deleted at the same moment", async () => {
    const todos = Array.from({ length: 25 }, () => ({ id: newId(), text: "a", completed: true }));
    await done(server(), { kind: "todo.create", listId: list, todos }, world.callers.owner);
    await owner.call("todo.clearCompleted", { listId: list });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await owner.call("trash.list", cursor === null ? { limit: 4 } : { limit: 4, cursor });
      expect(answer.code).toBe("ok");
      expect(answer.data.lists.length).toBe(cursor === null ? 1 : 0);
      seen.push(...idsOf(answer));
      cursor = answer.data.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(26);
    expect(new Set(seen)).toEqual(new Set([...todos.map(({ id }) => id), world.todos.deleted]));
    expect(seen.at(-1)).toBe(world.todos.deleted);
    expect((await owner.call("trash.list", { cursor: "x" })).code).toBe("BAD_REQUEST");
  });

  it("gives back what is restored, where it was and as it was", async () => {
    const before = (await owner.call("todo.byId", { id: world.todos.shared })).data;
    await owner.call("todo.delete", { id: world.todos.shared });
    expect((await owner.call("todo.byId", { id: world.todos.shared })).code).toBe("NOT_FOUND");
    const ids = [world.todos.shared, world.todos.deleted, newId()];
    expect((await as("editor").call("trash.restore", { ids })).data).toEqual({ count: 2 });
    expect((await owner.call("todo.byId", { id: world.todos.shared })).data).toEqual(before);
    expect((await as("editor").call("trash.restore", { ids })).data).toEqual({ count: 0 });
    expect(await trashed("owner")).toEqual([]);
  });

  it("is where only what is in it can be deleted for good", async () => {
    const before = await everything(server());
    expect((await owner.call("trash.purge", { ids: [world.todos.shared] })).code).toBe("NOT_FOUND");
    expect((await owner.call("list.purge", { listId: list })).code).toBe("NOT_FOUND");
    expect((await owner.call("list.purge", { listId: world.lists.ownersInbox })).code).toBe("NOT_FOUND");
    expect(await everything(server())).toEqual(before);
    const both = [world.todos.shared, world.todos.deleted];
    expect((await owner.call("trash.purge", { ids: both })).data).toEqual({ count: 1 });
    expect(await server().db.todo.count({ where: { id: { in: both } } })).toBe(1);
  });

  it("has nothing of a list that is deleted itself, and again when it is restored", async () => {
    await owner.call("list.delete", { listId: list });
    expect(await trashed("owner")).toEqual([]);
    for (const path of ["trash.restore", "trash.purge"])
      expect((await owner.call(path, { ids: [world.todos.deleted] })).code).toBe("NOT_FOUND");
    await owner.call("list.restore", { listId: list });
    expect(await trashed("owner")).toEqual([world.todos.deleted]);
  });

  it("is told to those who follow: what is deleted, restored, and deleted for good", async () => {
    const { shared: id } = world.todos;
    let cursor: string = (await as("viewer").call("sync.since", { log: list })).data.cursor;
    const news = async () => {
      const { data } = await as("viewer").call("sync.since", { log: list, cursor });
      cursor = data.cursor;
      return data.rows;
    };
    await owner.call("todo.delete", { id });
    expect(await news()).toMatchObject([{ table: "todo", id, row: null }]);
    await owner.call("trash.restore", { ids: [id] });
    expect(await news()).toMatchObject([{ table: "todo", id, row: { id, text: "a" } }]);
    await owner.call("todo.delete", { id });
    await owner.call("trash.purge", { ids: [id] });
    expect(await news()).toMatchObject([{ table: "todo", id, row: null }]);
    expect(await news()).toEqual([]);
  });

  it("does not let a todo be made anew under an id that is in it, but under one that is deleted for good", async () => {
    const { deleted: id } = world.todos;
    const create = { kind: "todo.create" as const, listId: list, todos: [{ id, text: "a" }] };
    expect(await push(server(), [create], world.callers.owner)).toMatchObject([{ code: "CONFLICT" }]);
    await owner.call("trash.purge", { ids: [id] });
    expect(await push(server(), [create], world.callers.owner)).toMatchObject([{ status: "accepted" }]);
    const { rows } = (await owner.call("sync.since", { log: list })).data;
    expect(rows.filter((row: { id: string }) => row.id === id)).toMatchObject([{ row: { text: "a" } }]);
  });
});
