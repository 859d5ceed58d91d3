import { fileURLToPath } from "node:url";
import { createDb, type Db } from "@codex/db";
import { createEmptyDatabase, type TestDatabase, testServerUrl } from "@codex/db/testing";
import { execa } from "execa";
import { afterEach, beforeEach, expect, it } from "vitest";

const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

let database: TestDatabase;
let db: Db;

beforeEach(async () => {
  database = await createEmptyDatabase(testServerUrl());
  db = createDb(database.url);
});

afterEach(async () => {
  await db.$disconnect();
  await database.drop();
});

const codex = (args: string[], env: Record<string, string> = {}) =>
  execa("node", [CLI, ...args], {
    env: { DATABASE_URL: database.url, ...env },
    reject: false,
    stdin: "ignore",
  });

it("works on the database that DATABASE_URL names", async () => {
  expect((await codex(["db:status"])).exitCode).toBe(1);
  expect((await codex(["db:deploy"])).exitCode).toBe(0);
  expect(await db.todo.count()).toBe(0);
  expect((await codex(["db:seed"])).exitCode).toBe(0);
  const seeded = await db.todo.findMany({ orderBy: { id: "asc" } });
  expect(seeded.length).toBeGreaterThan(2);
  expect((await codex(["db:seed"])).exitCode).toBe(0);
  expect(await db.todo.findMany({ orderBy: { id: "asc" } })).toEqual(seeded);
});

it("resets only when told to by name, and then wholly", async () => {
  await codex(["db:seed"]);
  const before = await db.todo.findMany({ orderBy: { id: "asc" } });
  const refused = await codex(["db:reset"]);
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining("say --force")]);
  expect(refused.stderr).not.toContain(new URL(database.url).password);
  expect(await db.todo.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  expect((await codex(["db:reset", "--force"])).exitCode).toBe(0);
  expect(await db.todo.count()).toBe(0);
});

it.each([
  [{ DATABASE_URL: "" }, /^DATABASE_URL is not set/],
  [
    { DATABASE_URL: "postgresql://codex:secret@127.0.0.1:1/codex" },
    /^The database cannot be reached: .*ECONNREFUSED/,
  ],
])("says in one line what is wrong with %j", async (env, message) => {
  const { exitCode, stderr } = await codex(["db:status"], env);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/secret|^\s+at /m);
});
