import { afterAll, beforeAll, expect, it } from "vitest";
import { checkConnection, createDb, type Db, describeUrl } from "../src/client.js";
import { isDatabaseAway, isMissing, isTaken, reasonAway } from "../src/errors.js";
import { createTestDatabase, type TestDatabase, testServerUrl } from "../src/testing.js";

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase(testServerUrl(), process.env["TEST_TIMEZONE"]);
  db = createDb(database.url);
});

afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("It did not fail."),
    (error: unknown) => error,
  );

async function connections(): Promise<number> {
  const rows = await db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'codex'`;
  return rows[0]?.n ?? 0;
}

it("opens no second pool over 20 reloads of the module", async () => {
  const before = await connections();
  const clients = new Set<Db>();
  for (let reload = 0; reload < 20; reload++) {
    const fresh = new URL(`../dist/client.js?reload=${reload}`, import.meta.url).href;
    const module: typeof import("../src/client.js") = await import(/* @vite-ignore */ fresh);
    const client = module.getDb(database.url);
    await client.$queryRaw`select 1`;
    clients.add(client);
  }
  expect(clients.size).toBe(1);
  expect(await connections()).toBe(before + 1);
  for (const client of clients) await client.$disconnect();
});

it("holds no more than its ten connections, however much is asked at once", async () => {
  const asked = Array.from({ length: 60 }, () => db.$queryRaw`select pg_sleep(0.02)::text`);
  let most = 0;
  const watching = Promise.all(asked);
  for (let look = 0; look < 5; look++) most = Math.max(most, await connections());
  await watching;
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(10);
});

it("keeps an instant as it is, whatever zone the database and the process are in", async () => {
  const createdAt = new Date("2026-07-01T23:30:00.123Z");
  const id = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
  await db.list.create({ data: { id, name: "a", createdAt } });
  const rows = await db.$queryRaw<{ zone: string; utc: string }[]>`
    select current_setting('timezone') as zone, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') as utc
    from list where id = ${id}::uuid`;
  expect(rows).toEqual([{ zone: "UTC", utc: "2026-07-01 23:30:00.123" }]);
  expect((await db.list.findUniqueOrThrow({ where: { id } })).createdAt).toEqual(createdAt);
});

it("tells a taken id, a missing row and an absent database apart", async () => {
  const id = "00000000-0000-4000-8000-000000000001";
  await db.list.create({ data: { id, name: "a" } });
  const taken = await errorOf(db.list.create({ data: { id, name: "b" } }));
  const missing = await errorOf(db.list.update({ where: { id: crypto.randomUUID() }, data: { name: "c" } }));
  expect([isTaken(taken), isMissing(taken), isDatabaseAway(taken)]).toEqual([true, false, false]);
  expect([isTaken(missing), isMissing(missing), isDatabaseAway(missing)]).toEqual([false, true, false]);
});

it.each([
  ["nothing listens there", { port: "1" }, /ECONNREFUSED/],
  ["the name does not exist", { hostname: "no-such-host.invalid" }, /ENOTFOUND|EAI_AGAIN/],
  ["the password is wrong", { password: "wrong" }, /password authentication failed/],
  [
    "there is no such database",
    { pathname: "/no_such_database" },
    /database "no_such_database" does not exist/,
  ],
])("says that the database is away and why: %s", async (_what, change, reason) => {
  const url = Object.assign(new URL(database.url), change).href;
  expect(reasonAway(await errorOf(checkConnection(url)))).toMatch(reason);
  const nowhere = createDb(url);
  const error = await errorOf(nowhere.$queryRaw`select 1`);
  await nowhere.$disconnect();
  expect(isDatabaseAway(error)).toBe(true);
});

it("describes a URL without its password", () => {
  expect(describeUrl("postgresql://codex:secret@db.example:5432/todos?sslmode=require")).toBe(
    "db.example:5432/todos",
  );
});
