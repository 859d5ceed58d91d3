import { afterAll, beforeAll, expect, it } from "vitest";
import { createDb, type Db, sqlOf } from "../src/client.js";
import { isDatabaseAway } from "../src/errors.js";
import { createTestDatabase, type TestDatabase, testServerUrl } from "../src/testing.js";

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase(testServerUrl());
  db = createDb(database.url);
  await db.$executeRaw`create function refuse(code text) returns void language plpgsql as
    $$ begin raise exception 'refused' using errcode = code; end $$`;
});

afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

/** Whether the database is held to be away by what fails through Prisma, and without it. */
async function bothWays(asked: Db, text: string): Promise<boolean[]> {
  const failed = await Promise.allSettled([
    asked.$executeRawUnsafe(text),
    sqlOf(asked).query({ name: text, text }, []),
  ]);
  return failed.map((end) => (end.status === "rejected" ? isDatabaseAway(end.reason) : expect.fail(text)));
}

it.each([
  ["28P01", true],
  ["28000", true],
  ["3D000", true],
  ["57014", true],
  ["57P01", true],
  ["53100", true],
  ["25006", true],
  ["22023", false],
  ["23514", false],
  ["42501", false],
])("%s is the same through Prisma and without it: away is %s", async (code, away) => {
  expect(await bothWays(db, `select refuse('${code}')`)).toEqual([away, away]);
});

it.each([
  ["the password is wrong", { password: "wrong" }],
  ["there is no such database", { pathname: "/no_such_database" }],
  ["nothing listens there", { port: "1" }],
  ["it speaks no TLS", { search: "?sslmode=verify-full" }],
])("is away, through Prisma and without it, where %s", async (_what, change) => {
  const nowhere = createDb(Object.assign(new URL(database.url), change).href);
  const away = await bothWays(nowhere, "select 1");
  await nowhere.$disconnect();
  expect(away).toEqual([true, true]);
});

it.each([
  ["CERT_HAS_EXPIRED", true],
  ["ERR_TLS_CERT_ALTNAME_INVALID", true],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", true],
  ["SELF_SIGNED_CERT_IN_CHAIN", true],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", true],
  ["EADDRNOTAVAIL", true],
  ["EMFILE", true],
  ["ENOENT", false],
  ["ERR_INVALID_ARG_TYPE", false],
])("%s of Node: away is %s", (code, away) => {
  expect(isDatabaseAway(Object.assign(new Error("failed"), { code }))).toBe(away);
});
