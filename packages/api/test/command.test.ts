import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { buildApp } from "../src/app.js";
import { createLog } from "../src/http/log.js";
import { done, missingNumbers, push } from "./door.js";
import { DEFAULT_ENV, useTestServer } from "./server.js";

const server = useTestServer({ RATE_USER: null });
let list: string;

beforeEach(async () => {
  list = (await server().client.list.create.mutate({ name: "A list" })).id;
});

const adding = (text: string, id = newId()) => ({
  kind: "todo.create" as const,
  listId: list,
  todos: [{ id, text }],
});
const texts = async () =>
  (await server().client.todo.list.query({ listId: list, limit: 200 })).items.map(({ text }) => text);
const head = async () => Number((await server().db.log.findUniqueOrThrow({ where: { id: list } })).head);

describe("the same command id again", () => {
  it("gives the first answer, and has no second effect", async () => {
    const { client } = server();
    const commandId = newId();
    const first = await client.todo.create.mutate({ commandId, listId: list, text: "Milk" });
    await client.todo.update.mutate({ id: first.id, text: "Oat milk" });
    const before = await head();
    expect(await client.todo.create.mutate({ commandId, listId: list, text: "Milk" })).toEqual(first);
    expect([await texts(), await head()]).toEqual([["Oat milk"], before]);
  });

  it("does so for a deletion too, which could not be carried out twice", async () => {
    const { client } = server();
    const { id } = await client.todo.create.mutate({ listId: list, text: "Milk" });
    const commandId = newId();
    for (let time = 0; time < 3; time++)
      expect(await client.todo.delete.mutate({ commandId, id })).toEqual({ id });
    await expect(client.todo.delete.mutate({ id })).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
  });

  it("takes effect once forty times at once, through two processes", async () => {
    const second = await buildApp({ db: server().db, env: DEFAULT_ENV, log: createLog("silent") });
    const url = await second.listen({ host: "127.0.0.1", port: 0 });
    const command = { ...adding("once"), commandId: newId() };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => push(index % 2 ? server() : { url }, [command])),
    );
    await second.close();
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject([{ status: "accepted", revs: { [list]: 2 } }]);
    expect(await texts()).toEqual(["once"]);
    expect(await head()).toBe(2);
  });

  it("with another input is a conflict, and changes nothing", async () => {
    const commandId = newId();
    await push(server(), [{ ...adding("Milk"), commandId }]);
    const before = await head();
    expect(await push(server(), [{ ...adding("Bread"), commandId }])).toMatchObject([
      { status: "refused", code: "CONFLICT", message: expect.stringContaining("commandId") },
    ]);
    expect([await texts(), await head()]).toEqual([["Milk"], before]);
  });

  it("is the same whatever order its fields come in", async () => {
    const [commandId, id] = [newId(), newId()];
    await push(server(), [{ ...adding("Milk", id), commandId }]);
    const { kind, todos, listId } = adding("Milk", id);
    expect(await push(server(), [{ todos, listId, commandId, kind }])).toMatchObject([
      { status: "accepted" },
    ]);
  });

  it("may be tried again after it was refused, having left no trace", async () => {
    const id = newId();
    const command = { kind: "todo.update" as const, ids: [id], set: { text: "Bread" }, commandId: newId() };
    const before = await server().db.command.count();
    expect(await push(server(), [command])).toMatchObject([{ status: "refused", code: "NOT_FOUND" }]);
    expect(await server().db.command.count()).toBe(before);
    await done(server(), adding("Milk", id));
    expect(await push(server(), [command])).toMatchObject([{ status: "accepted" }]);
    expect(await texts()).toEqual(["Bread"]);
  });
});

describe("the log", () => {
  it("gives ten thousand todos one number for each command, and keeps the order of a push", async () => {
    for (let chunk = 0; chunk < 10; chunk++)
      await done(server(), {
        kind: "todo.create",
        listId: list,
        todos: Array.from({ length: 1_000 }, (_, index) => ({ id: newId(), text: `${chunk} ${index}` })),
      });
    await done(server(), { kind: "todo.setAllCompleted", listId: list, completed: true });
    await done(server(), { kind: "todo.clearCompleted", listId: list });
    expect(await head()).toBe(13);
    expect(await missingNumbers(server(), list)).toEqual([]);
    await done(server(), { kind: "undo" });
    expect(await server().client.todo.counts.query({ listId: list })).toEqual({
      active: 0,
      completed: 10_000,
    });
    await done(server(), { kind: "undo" });
    expect(await server().client.todo.counts.query({ listId: list })).toEqual({
      active: 10_000,
      completed: 0,
    });
  });

  it("numbers what is changed by other means, and no insertion that did not happen", async () => {
    const { db } = server();
    const id = newId();
    await done(server(), adding("Milk", id));
    await db.$executeRaw`insert into todo (id, list_id, text) values (${id}::uuid, ${list}::uuid, 'b') on conflict do nothing`;
    expect(await db.change.count({ where: { rowId: id } })).toBe(1);
    await db.$executeRaw`update todo set text = 'Bread' where id = ${id}::uuid`;
    await db.$executeRaw`update todo set text = 'Bread' where id = ${id}::uuid`;
    expect(
      await db.change.findMany({
        where: { rowId: id, userId: null },
        select: { before: true, commandId: true },
      }),
    ).toEqual([{ before: { text: "Milk" }, commandId: null }]);
  });

  it("carries a column that nothing knows of: synced, recorded and undone", async () => {
    const { db, client } = server();
    await db.$executeRawUnsafe("alter table todo add column throw_away text");
    try {
      const id = newId();
      await done(server(), adding("Milk", id));
      await db.$executeRaw`update todo set throw_away = 'before' where id = ${id}::uuid`;
      const rows = async () =>
        (await client.sync.since.query({ log: list })).rows.filter((row) => row.id === id);
      expect(await rows()).toMatchObject([{ row: { text: "Milk", throwAway: "before" } }]);
      // The database changes it along with the text, as a later release's command would.
      await db.$executeRawUnsafe(
        `create function along() returns trigger language plpgsql as $$ begin
           if new.text = 'Bread' then new.throw_away := 'after'; end if; return new; end $$`,
      );
      await db.$executeRawUnsafe(
        "create trigger a_first before update on todo for each row execute function along()",
      );
      await done(server(), { kind: "todo.update", ids: [id], set: { text: "Bread" } });
      expect(await rows()).toMatchObject([{ row: { text: "Bread", throwAway: "after" } }]);
      const { items } = await client.history.list.query({ listId: list });
      expect(items[0]?.fields).toEqual({
        text: { before: "Milk", after: "Bread" },
        throwAway: { before: "before", after: "after" },
      });
      await done(server(), { kind: "undo" });
      expect(await rows()).toMatchObject([{ row: { text: "Milk", throwAway: "before" } }]);
    } finally {
      await db.$executeRawUnsafe("drop function if exists along() cascade");
      await db.$executeRawUnsafe("alter table todo drop column throw_away");
    }
  });
});

it("changes many todos that differ in what is new to them in a few statements, and takes that back", async () => {
  const todos = Array.from({ length: 1_000 }, (_, index) => ({
    id: newId(),
    text: `todo ${index}`,
    completed: index % 2 === 0,
  }));
  await done(server(), { kind: "todo.create", listId: list, todos });
  const ids = todos.map(({ id }) => id);
  await done(server(), { kind: "todo.update", ids, set: { text: "the same", completed: true } });
  expect(await server().client.todo.counts.query({ listId: list })).toEqual({ active: 0, completed: 1_000 });
  await done(server(), { kind: "undo" });
  expect(await texts()).toEqual(todos.slice(0, 200).map(({ text }) => text));
});
