import type { CommandOf } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { expect, it } from "vitest";
import type { User } from "../src/access/caller.js";
import { OPERATOR } from "../src/audit/record.js";
import { execute } from "../src/command/execute.js";
import { since } from "../src/sync/since.js";
import { useTestServer } from "./server.js";

const server = useTestServer({ RATE_USER: null });

/** Columns as a later release might add them, with two values of each. */
const COLUMNS: [declared: string, field: string, one: unknown, two: unknown][] = [
  ["throw_away text", "throwAway", "one", "two “quoted” \\ text"],
  ["due_on date", "dueOn", "2026-01-31", "2026-02-01"],
  ["due_at timestamptz(3)", "dueAt", "2026-01-31T23:30:00.123Z", "2026-07-01T00:00:00.000Z"],
  ['rank_2 text collate "C"', "rank_2", "a", "B"],
  ["minutes int", "minutes", 1, 0],
  ["flagged boolean not null default false", "flagged", true, false],
  ["repeat_rule jsonb", "repeatRule", { every_n: 2, on: ["mo", "we"] }, { every_n: 3, on: [] }],
  ["tag_ids uuid[]", "tagIds", [], ["0197b1f2-0000-7000-8000-000000000000"]],
];

it.each(COLUMNS)(
  "a column of its own (%s) is set by a command, synced, recorded, undone and redone",
  async (declared, field, one, two) => {
    const { db, client } = server();
    await db.$executeRawUnsafe(`alter table todo add column ${declared}`);
    const { id: listId } = await client.list.create.mutate({ name: "A list" });
    const { id } = await client.todo.create.mutate({ listId, text: "Milk" });
    const { userId } = await db.member.findFirstOrThrow({ where: { listId } });
    const user: User = { kind: "owner", userId };
    const giver = { db, now: () => new Date(), wake: () => {}, source: OPERATOR, user };
    const value = async () => {
      const { rows } = await since(db, listId, { limit: 100 });
      return rows.find((row) => row.id === id)?.row?.[field];
    };
    const set = async (to: unknown) => {
      // No wire schema knows of it.
      const fields = { [field]: to } as CommandOf<"todo.update">["set"];
      await execute(giver, { kind: "todo.update", commandId: newId(), ids: [id], set: fields });
    };
    const before = await value();
    await set(one);
    expect(await value()).toEqual(one);
    await set(two);
    expect(await value()).toEqual(two);
    expect((await client.history.list.query({ listId })).items.slice(0, 2)).toMatchObject([
      { id, kind: "todo.update", fields: { [field]: { before: one, after: two } } },
      { id, kind: "todo.update", fields: { [field]: { before, after: one } } },
    ]);
    await client.history.undo.mutate({});
    expect(await value()).toEqual(one);
    await client.history.undo.mutate({});
    expect(await value()).toEqual(before);
    await client.history.redo.mutate({});
    expect(await value()).toEqual(one);
    await client.todo.update.mutate({ id, text: "Bread" });
    await client.todo.delete.mutate({ id });
    await client.history.undo.mutate({});
    expect(await value()).toEqual(one);
  },
);
