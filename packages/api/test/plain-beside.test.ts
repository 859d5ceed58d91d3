import type { Command } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { sqlOf, transaction } from "@codex/db";
import { describe, expect, it } from "vitest";
import { deleteUser } from "../src/account/commands.js";
import { OPERATOR } from "../src/audit/record.js";
import { asWriter, execute, type Giver } from "../src/command/execute.js";
import { mergeGuest } from "../src/command/merge.js";
import { newUser } from "../src/command/new-user.js";
import { plainly } from "../src/command/plain.js";
import { useTestServer } from "./server.js";

const server = useTestServer({ ACCESS: "accounts" });

/** @returns the user's id and their Inbox */
async function makeUser(isGuest = false): Promise<{ readonly id: string; readonly inbox: string }> {
  const { db } = server();
  const id = newId();
  await db.user.create({ data: newUser({ id, name: "a", email: `${id}@example.org`, isGuest }) });
  return { id, inbox: (await db.list.findUniqueOrThrow({ where: { inboxOf: id } })).id };
}

const giverOf = (userId: string, woken: string[] = []): Giver => ({
  db: server().db,
  now: () => new Date(),
  wake: (logs: readonly string[]) => woken.push(...logs),
  source: OPERATOR,
  user: { kind: "person", userId, sessionId: newId(), isGuest: false },
});

const creating = (listId: string): Command => ({
  kind: "todo.create",
  commandId: newId(),
  listId,
  todos: [{ id: newId(), text: "Milk" }],
});

const WAITING = {
  name: "test-waiting",
  text: "select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()",
};

/** Begins one after the other while a log is held, and lets go of it when each of them waits. */
async function inTurn(log: string, works: readonly (() => Promise<unknown>)[]): Promise<void> {
  const { db } = server();
  const begun = await transaction(db, async (sql) => {
    await sql.query({ name: "test-hold", text: "select from log where id = $1 for no key update" }, [log]);
    const running: Promise<unknown>[] = [];
    for (const work of works) {
      running.push(work());
      await expect
        .poll(async () => (await sqlOf(db).query(WAITING, [])).length)
        .toBeGreaterThanOrEqual(running.length);
    }
    // Wrapped, as they go on only when this transaction has ended.
    return { running };
  });
  await Promise.all(begun.running);
}

describe("a todo that is made while its log is held", () => {
  it("does not stand in the way of a guest's signing in", async () => {
    const [guest, account] = [await makeUser(true), await makeUser()];
    const create = creating(guest.inbox);
    await inTurn(guest.inbox, [
      () => execute(giverOf(guest.id), create),
      () => mergeGuest(server().db, OPERATOR, guest.id, account.id),
    ]);
    const todo = await server().db.todo.findFirstOrThrow({ where: { text: "Milk", listId: account.inbox } });
    expect(todo.listId).toBe(account.inbox);
  });

  it("does not stand in the way of the deletion of its writer", async () => {
    const { db } = server();
    const [owner, writer] = [await makeUser(), await makeUser()];
    const listId = newId();
    const members = [
      { userId: owner.id, role: "owner" as const },
      { userId: writer.id, role: "editor" as const },
    ];
    await db.list.create({ data: { id: listId, name: "s", members: { create: members } } });
    await inTurn(listId, [
      () => execute(giverOf(writer.id), creating(listId)),
      () => deleteUser({ db, source: OPERATOR }, writer.id),
    ]);
    expect(await db.todo.findMany({ where: { listId }, select: { text: true, createdBy: true } })).toEqual([
      { text: "Milk", createdBy: null },
    ]);
  });
});

it("is done, and told to others, although the row cannot be read", async () => {
  const { db } = server();
  const { id: userId, inbox } = await makeUser();
  const id = newId();
  await db.$executeRaw`insert into todo (id, list_id, text, created_at) values (${id}::uuid, ${inbox}::uuid, 'a', 'infinity')`;
  const command: Command = { kind: "todo.update", commandId: newId(), ids: [id], set: { completed: true } };
  const woken: string[] = [];
  const done = await plainly(asWriter(giverOf(userId, woken)), command, Buffer.alloc(32));
  expect(done).toMatchObject({ answer: undefined, wake: [inbox] });
  const [row] = await db.$queryRaw<
    { completed: boolean }[]
  >`select completed from todo where id = ${id}::uuid`;
  expect(row?.completed).toBe(true);
});
