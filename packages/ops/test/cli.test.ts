import { fileURLToPath } from "node:url";
import { createClient } from "@codex/client";
import { createDb, type Db } from "@codex/db";
import { deployMigrations } from "@codex/db/migrate";
import { createEmptyDatabase, type TestDatabase, testServerUrl } from "@codex/db/testing";
import { execa } from "execa";
import { afterEach, beforeEach, expect, it } from "vitest";
import { serve } from "./filled.js";

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

const secretIn = (link: string) => new URL(link.split("\n").at(-1) ?? "").hash.slice(1);

it("claims the owner of a single server as an account, with everything kept", async () => {
  await codex(["db:seed"]);
  const todos = await db.todo.findMany({ orderBy: { id: "asc" } });
  const claimed = await codex(["user", "claim", "Anna@Example.org", "--url", "https://todo.example.org"]);
  expect([claimed.exitCode, claimed.stdout]).toEqual([
    0,
    expect.stringMatching(/^Open this .*\nhttps:\/\/todo\.example\.org\/reset-password#[\w-]+$/),
  ]);
  expect(await db.user.findMany({ select: { email: true, isGuest: true } })).toEqual([
    { email: "anna@example.org", isGuest: false },
  ]);
  expect(await db.todo.findMany({ orderBy: { id: "asc" } })).toEqual(todos);
  expect((await codex(["user", "list"])).stdout).toBe(`anna@example.org\tanna\t${todos.length}`);
  // The single server's owner is still the same user.
  await codex(["db:seed"]);
  expect(await db.user.count()).toBe(1);
});

it("makes accounts, links to set a password, and tokens", async () => {
  const created = await codex(["user", "create", "ben@example.org", "--name", "Ben"]);
  const reset = await codex(["user", "reset", "BEN@example.org"], { PUBLIC_URL: "https://todo.example.org" });
  expect(reset.stdout).toContain("https://todo.example.org/reset-password#");
  expect(secretIn(created.stdout)).not.toBe(secretIn(reset.stdout));
  const token = await codex([
    "token",
    "create",
    "cron",
    "--user",
    "ben@example.org",
    "--read-only",
    "--days",
    "7",
  ]);
  expect(token.stdout).toMatch(/^codex_[\w-]{43}$/);
  const [made] = await db.token.findMany();
  expect(made).toMatchObject({ name: "cron", scope: "read", lastUsedAt: null });
  expect((await codex(["token", "list", "ben@example.org"])).stdout).toBe(`${made?.id}\tcron\tnever used`);
  expect((await codex(["token", "revoke", made?.id ?? ""])).exitCode).toBe(0);
  expect(await db.token.count()).toBe(0);
});

it("shows what there is of a user, signs them out and deletes them, and hands over what others would lose", async () => {
  await deployMigrations(database.url);
  const server = await serve(database.url);
  const [anna, ben] = [await server.join("anna@example.org"), await server.join("ben@example.org")];
  const [hers, his] = [anna, ben].map((token) => createClient({ url: server.url, token }));
  const list = await hers?.list.create.mutate({ name: "Together" });
  const listId = list?.id ?? "";
  const benId = (await db.user.findUniqueOrThrow({ where: { email: "ben@example.org" } })).id;
  await db.member.create({ data: { listId, userId: benId, role: "editor" } });
  await hers?.todo.create.mutate({ listId, text: "hers" });
  const shown = await codex(["user", "show", "anna@example.org"]);
  expect(shown.stdout).toMatch(/^anna@example\.org\tanna\t.*\n.*without a password/);
  expect(shown.stdout).toContain("list\towner\tTogether\t2 members\t1 todos");
  expect(shown.stdout).not.toContain("hers");

  const userId = (await db.user.findUniqueOrThrow({ where: { email: "anna@example.org" } })).id;
  const soon = new Date(Date.now() + 60_000);
  await db.session.create({ data: { id: crypto.randomUUID(), userId, token: "a", expiresAt: soon } });
  expect((await codex(["user", "sign-out", "anna@example.org"])).stdout).toBe("1 session is ended.");
  expect(await db.session.count()).toBe(0);

  const state = async () => [await db.user.count(), await db.list.count(), await db.member.findMany()];
  const before = await state();
  for (const heir of ["carla@example.org", "anna@example.org"])
    await expect(server.operator.deleteUser("anna@example.org", heir)).rejects.toThrow(
      /no account with the address carla|to themselves/,
    );
  for (const [args, message] of [
    [[], /say --yes/],
    [["--yes"], /Others would lose “Together”.*--hand-over/],
  ] as const) {
    const refused = await codex(["user", "delete", "anna@example.org", ...args]);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(await state()).toEqual(before);
  }
  const deleted = await codex([
    "user",
    "delete",
    "anna@example.org",
    "--yes",
    "--hand-over",
    "ben@example.org",
  ]);
  expect([deleted.exitCode, deleted.stdout]).toEqual([0, "anna@example.org is deleted."]);
  expect(await his?.list.members.query({ listId })).toMatchObject([{ name: "ben", role: "owner" }]);
  expect((await his?.todo.list.query({ listId }))?.items).toMatchObject([{ text: "hers" }]);
  await server.close();
});

const REFUSED: readonly [args: string[], message: RegExp][] = [
  [["user", "create", "nobody"], /e-mail address/],
  [["user", "create", "ben@example.org"], /has an account already/],
  [["user", "claim", "ben@example.org"], /has an account already/],
  [["user", "delete", "carla@example.org", "--yes"], /no account with the address/],
  [["user", "reset", "carla@example.org"], /no account with the address carla@example\.org/],
  [["token", "create", "a", "--user", "carla@example.org"], /no account with the address/],
  [["token", "create", " ", "--user", "ben@example.org"], /name must not be empty/],
  [["token", "create", "a", "--user", "ben@example.org", "--days", "soon"], /expiresAt/],
  [["token", "create", "a", "--user", "ben@example.org", "--days", "-1"], /expiresAt must be in the future/],
  [["token", "revoke", crypto.randomUUID()], /no such token/],
];

it("refuses what cannot be done in one line, and changes nothing", async () => {
  await codex(["user", "create", "ben@example.org"]);
  await codex(["db:seed"]);
  const state = async () => [await db.user.findMany(), await db.token.count(), await db.verification.count()];
  const before = await state();
  for (const [args, message] of REFUSED) {
    const { exitCode, stderr } = await codex(args);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
  expect(await state()).toEqual(before);
});

it("tells what the audit log has, by address and since when", async () => {
  await codex(["user", "create", "anna@example.org"]);
  await codex(["user", "create", "ben@example.org"]);
  await codex(["token", "create", "script", "--user", "anna@example.org"]);
  await db.audit.create({ data: { kind: "pruned", about: { todos: 2 } } });
  const all = await codex(["audit"]);
  expect(all.stdout.split("\n").map((line) => line.split("\t")[1])).toEqual([
    "sign-up",
    "sign-up",
    "token.made",
    "pruned",
  ]);
  expect(all.stdout).toMatch(/\tpruned\t\(server\)\t-\t-\ttodos=2$/);
  expect(all.stdout).toContain("(operator) anna@example.org");
  const annas = await codex(["audit", "--user", "Anna@example.org", "--json"]);
  const lines = annas.stdout.split("\n").map((line): unknown => JSON.parse(line));
  expect(lines).toMatchObject([
    { kind: "sign-up", email: "anna@example.org", userId: null, address: null },
    { kind: "token.made", about: { scope: "read-write" } },
  ]);
  expect((await codex(["audit", "--since", "2999-01-01"])).stdout).toBe("");
  const wrong = await codex(["audit", "--since", "yesterday"]);
  expect([wrong.exitCode, wrong.stderr]).toEqual([
    1,
    expect.stringMatching(/^--since yesterday is no moment: /),
  ]);
});
