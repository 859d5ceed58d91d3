import { createHash } from "node:crypto";
import { type Command, commandSchema } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { sqlOf, transaction } from "@codex/db";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { User } from "../src/access/caller.js";
import { OPERATOR } from "../src/audit/record.js";
import { asWriter, atLength, execute, type Giver, type Outcome } from "../src/command/execute.js";
import { newUser } from "../src/command/new-user.js";
import { plainly } from "../src/command/plain.js";
import { useTestServer } from "./server.js";

const server = useTestServer({ ACCESS: "accounts" });

const text = fc.constantFrom("Milk", "Bread", "ünïcode 🌱", "'; drop table todo; --");
const fields = {
  completed: fc.boolean(),
  rank: fc.constantFrom("a0", "a1", "Zz"),
  notes: fc.constantFrom(null, 'Two\nlines \\ "quoted"', "ünïcode 🌱"),
  due: fc.constantFrom(null, "2026-03-29", "2026-03-29T09:00[Europe/Berlin]"),
  priority: fc.constantFrom(null, 1, 3),
  labels: fc.uniqueArray(fc.constantFrom("a", "NULL", "ü", "back\\slash"), { maxLength: 3 }),
};
const LISTS = { inbox: "owner", own: "owner", edited: "editor", seen: "viewer", deleted: "owner" } as const;

/** What is done with a todo, by its number: mostly what is plain, and what makes later commands not so. */
const step = fc.record({
  kind: fc.oneof(
    { weight: 5, arbitrary: fc.constant("create" as const) },
    { weight: 9, arbitrary: fc.constant("update" as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        "delete" as const,
        "under" as const,
        "under" as const,
        "repeat" as const,
        "repeat" as const,
      ),
    },
  ),
  number: fc.nat({ max: 7 }),
  parent: fc.nat({ max: 7 }),
  text,
  given: fc.record(fields, { requiredKeys: [] }),
  set: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.oneof(
        ...Object.entries({ text, ...fields }).map(([name, value]) => fc.record({ [name]: value })),
      ),
    },
    { weight: 1, arbitrary: fc.record({ text, ...fields }, { requiredKeys: [] }) },
  ),
  list: fc.constantFrom(
    "inbox",
    "own",
    "own",
    "own",
    "own",
    "inbox",
    "own",
    "edited",
    "seen",
    "deleted",
    "foreign",
    "nowhere",
  ),
  isLimited: fc.nat({ max: 3 }).map((number) => number === 0),
  again: fc.nat({ max: 4 }).map((number) => number === 0),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One of two users who have the same and do the same. */
interface Twin {
  readonly userId: string;
  readonly lists: Readonly<Record<string, string>>;
  /** Ids of todos by their numbers, of series behind them. */
  readonly ids: readonly string[];
  /** Of those, what was made, or was to be. */
  readonly made: string[];
}

let other: string;
beforeAll(async () => {
  other = newId();
  await server().db.user.create({ data: newUser({ id: other, name: "b", email: "b@example.org" }) });
});

async function makeTwin(): Promise<Twin> {
  const { db } = server();
  const userId = newId();
  await db.user.create({ data: newUser({ id: userId, name: "a", email: `${userId}@example.org` }) });
  const inbox = await db.list.findUniqueOrThrow({ where: { inboxOf: userId } });
  const lists: Record<string, string> = { inbox: inbox.id, nowhere: newId() };
  for (const [name, role] of Object.entries({ ...LISTS, inbox: undefined, foreign: undefined })) {
    if (name === "inbox") continue;
    const id = newId();
    lists[name] = id;
    await db.list.create({ data: { id, name, deletedAt: name === "deleted" ? new Date() : null } });
    if (role !== "owner") await db.member.create({ data: { listId: id, userId: other, role: "owner" } });
    if (role !== undefined) await db.member.create({ data: { listId: id, userId, role } });
  }
  return { userId, lists, ids: Array.from({ length: 100 }, newId), made: [] };
}

/** @returns undefined for what is no command */
function commandOf(
  { lists, ids, made }: Twin,
  { kind, number, parent, text, given, set, list }: Step,
  index: number,
): Command | undefined {
  const id = made[number % Math.max(made.length, 1)] ?? ids[99];
  const fresh = parent === 0 ? id : ids[index];
  if (kind === "create" && fresh !== undefined) made.push(fresh);
  const listId = list === "inbox" ? {} : { listId: lists[list] };
  const commandId = newId();
  const commands = {
    create: { kind: "todo.create", ...listId, todos: [{ ...given, id: fresh, text }] },
    update: { kind: "todo.update", ids: [id], set },
    delete: { kind: "todo.delete", ids: [id] },
    under: {
      kind: "todo.update",
      ids: [id],
      set: { parentId: made[parent % Math.max(made.length, 1)] ?? null },
    },
    repeat: {
      kind: "todo.repeat",
      id,
      series: { id: ids[40 + index], rule: "FREQ=DAILY", mode: "schedule", zone: "UTC" },
    },
  };
  return commandSchema.safeParse({ ...commands[kind], commandId }).data;
}

/** In one statement where that can be, or in none. */
const WAYS = {
  short: async (giver: Giver, command: Command, hash: Buffer) => {
    const done = await plainly(asWriter(giver), command, hash);
    if (done) plain.push(command.kind);
    return done ?? atLength(giver, command, hash);
  },
  long: atLength,
};
const plain: string[] = [];

async function outcome(work: Promise<Outcome>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

/** Everything that a twin has or has done, with names in the place of ids. */
async function everythingOf({ userId, lists }: Twin): Promise<unknown> {
  const { db } = server();
  const all = Object.values(lists);
  const [todos, changes, commands, logs] = await Promise.all([
    // By the first change, as ids that the server derives are in another order for each twin.
    db.$queryRaw`select todo.* from todo join (select row_id, min(n) as n from change group by row_id) as first on row_id = id where list_id = any(${all}::uuid[]) order by n`,
    db.$queryRaw`select log_id, rev, entity, row_id, user_id, command_id, before from change where log_id = any(${all}::uuid[]) order by n`,
    db.$queryRaw`select user_id, id, kind, encode(hash, 'hex') as hash, answer, revs, batch, at from command where user_id = ${userId}::uuid order by n`,
    db.$queryRaw`select id, head from log where id = any(${all}::uuid[]) order by array_position(${all}::uuid[], id)`,
  ]);
  return { todos, changes, commands, logs };
}

it("does what the long way does, whatever is done", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 30 }), async (steps) => {
      const twins = { short: await makeTwin(), long: await makeTwin() };
      const told = { short: [] as unknown[], long: [] as unknown[] };
      for (const [index, one] of steps.entries()) {
        const now = new Date(Date.UTC(2026, 1, 1, 0, 0, index));
        for (const way of ["short", "long"] as const) {
          const twin = twins[way];
          const command = commandOf(twin, one, index);
          if (!command) continue;
          const { db } = server();
          const giver: Giver = {
            db,
            now: () => now,
            wake: () => {},
            source: OPERATOR,
            user: userOf(twin, one.isLimited),
          };
          const hash = createHash("sha256").update(JSON.stringify(one)).digest();
          const ask = () => outcome(WAYS[way](giver, command, hash));
          told[way].push({ command, came: await ask(), again: one.again ? await ask() : null });
        }
      }
      const short = named(twins.short, { told: told.short, all: await everythingOf(twins.short) });
      expect(short).toEqual(named(twins.long, { told: told.long, all: await everythingOf(twins.long) }));
    }),
    { numRuns: 30, endOnFailure: true },
  );
  const counts = ["todo.create", "todo.update"].map((kind) => plain.filter((one) => one === kind).length);
  for (const count of counts) expect(count).toBeGreaterThan(40);
});

it("does not go by what was there before it waited", async () => {
  const { db } = server();
  const twin = await makeTwin();
  const listId = twin.lists["own"] ?? "";
  const [id = "", under = ""] = twin.ids;
  await db.todo.create({ data: { id, listId, text: "Milk" } });
  const command: Command = { kind: "todo.update", commandId: newId(), ids: [id], set: { completed: true } };
  const giver: Giver = {
    db,
    now: () => new Date(),
    wake: () => {},
    source: OPERATOR,
    user: userOf(twin, false),
  };
  const executing = await transaction(db, async (sql) => {
    const row = [under, listId, id];
    await sql.query(
      {
        name: "test-subtask",
        text: "insert into todo (id, list_id, text, parent_id) values ($1, $2, 'a', $3)",
      },
      row,
    );
    expect(await plainly(asWriter(giver), command, Buffer.alloc(32))).toBeUndefined();
    const begun = execute(giver, command);
    await expect.poll(() => sqlOf(db).query(WAITING, [])).toHaveLength(1);
    // Wrapped, as it goes on only when this transaction has ended.
    return { begun };
  });
  await executing.begun;
  expect(await db.todo.count({ where: { id: { in: [id, under] }, completed: true } })).toBe(2);
});

const WAITING = {
  name: "test-waiting",
  text: `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%for no key update%'`,
};

function userOf({ userId, lists }: Twin, isLimited: boolean): User {
  if (!isLimited) return { kind: "person", userId, sessionId: newId(), isGuest: false };
  const listIds = [lists["own"], lists["seen"]].flatMap((id) => id ?? []);
  return { kind: "program", userId, tokenId: newId(), scope: "read-write", listIds };
}

/** What differs between the two, ids, is named by the order in which it is met. */
function named(twin: Twin, what: unknown): unknown {
  const names = new Map<string, string>();
  const known = [twin.userId, ...Object.values(twin.lists), ...twin.ids];
  for (const [index, id] of known.entries()) names.set(id, `id ${index}`);
  const json = JSON.stringify(what, (_key, value) => (typeof value === "bigint" ? String(value) : value));
  const told = json.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    if (!names.has(id)) names.set(id, `further id ${names.size}`);
    return names.get(id) ?? id;
  });
  return JSON.parse(told);
}
