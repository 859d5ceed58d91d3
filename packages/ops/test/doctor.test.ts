import { fileURLToPath } from "node:url";
import { readEnv } from "@codex/api/env";
import { createEmptyDatabase, createTestDatabase, type TestDatabase, testServerUrl } from "@codex/db/testing";
import { execa } from "execa";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Examination, examine } from "../src/doctor/doctor.js";
import { type Finding, LIMITS, type Limits } from "../src/doctor/finding.js";
import { fill, serve } from "./filled.js";

const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

let database: TestDatabase;
let sql: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase(testServerUrl());
  await fill(database.url);
  sql = new pg.Client({ connectionString: database.url });
  sql.on("error", () => {});
  await sql.connect();
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** No port, so that no server is asked for. */
const settings =
  (env: Record<string, string> = {}) =>
  () =>
    readEnv({ PORT: "0", ...env, DATABASE_URL: database.url });

/** What is not right. */
async function troubles(examination: Partial<Examination> = {}): Promise<Finding[]> {
  const findings = await examine({ url: database.url, settings: settings(), ...examination });
  return findings.filter(({ level }) => level !== "ok");
}

const withLimits = (limits: Partial<Limits>) => troubles({ limits: { ...LIMITS, ...limits } });

it("finds nothing wrong with what is as it should be", async () => {
  expect(await troubles()).toEqual([]);
});

/** What breaks it, what is told of that, and what mends it unless that is what the finding says. */
const BROKEN: readonly [how: string, level: Finding["level"], told: RegExp, back?: string][] = [
  [
    "alter table todo disable trigger codex_track",
    "wrong",
    /codex_track/,
    "alter table todo enable trigger codex_track",
  ],
  [
    'drop trigger codex_forget_user on "user"',
    "wrong",
    /codex_forget_user/,
    'create trigger codex_forget_user before delete on "user" for each row execute function codex_forget_user()',
  ],
  [
    "drop index todo_parent_id_idx",
    "wrong",
    /todo_parent_id_idx/,
    "create index todo_parent_id_idx on todo (parent_id)",
  ],
  ["create table theirs (id int)", "warning", /theirs/, "drop table theirs"],
  [
    "alter function codex_number(uuid, boolean) set work_mem = '1MB'",
    "wrong",
    /codex_number/,
    "alter function codex_number(uuid, boolean) reset work_mem",
  ],
  [
    "alter extension unaccent set schema information_schema",
    "wrong",
    /unaccent is not there/,
    "alter extension unaccent set schema public",
  ],
  ["update log set head = 0 where head > 1", "wrong", /behind what stands in them/],
  ["update log set floor = head + 1", "wrong", /floor above/],
  ["delete from log where id in (select id from list)", "wrong", /have no log/],
  ["insert into log (id, head) values (gen_random_uuid(), 1)", "wrong", /nobody's/],
  [
    "update member set role = 'editor' where list_id = (select id from list where inbox_of is null)",
    "wrong",
    /have no owner/,
    "update member set role = 'owner'",
  ],
  [
    "update list set inbox_of = null where inbox_of = (select id from \"user\" where email like 'anna%')",
    "wrong",
    /no Inbox/,
    "update list set inbox_of = (select id from \"user\" where email like 'anna%') where name = 'Inbox' and inbox_of is null",
  ],
  ["select setval('command_n_seq', 1)", "wrong", /sequence is behind/],
  [
    "set session_replication_role = replica; insert into todo (id, list_id, text) values (gen_random_uuid(), gen_random_uuid(), 'lost'); set session_replication_role = origin",
    "wrong",
    /1 rows refer .*todo_list_id_fkey/,
    "set session_replication_role = replica; delete from todo where text = 'lost'; set session_replication_role = origin",
  ],
  [
    "update _prisma_migrations set checksum = repeat('0', 64) where migration_name like '%_search'",
    "wrong",
    /edited/,
    "RESTORE",
  ],
  [
    "insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '29990101000000_new', now())",
    "warning",
    /newer release/,
    "delete from _prisma_migrations where id = 'x'",
  ],
  [
    "insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '20200101000000_old', now())",
    "wrong",
    /file is missing/,
    "delete from _prisma_migrations where id = 'x'",
  ],
  [
    "insert into _prisma_migrations (id, checksum, migration_name) values ('x', 'x', '29990101000000_new')",
    "wrong",
    /broken off/,
    "delete from _prisma_migrations where id = 'x'",
  ],
  [
    "insert into _prisma_migrations (id, checksum, migration_name, logs) values ('x', 'x', '29990101000000_new', 'no room')",
    "wrong",
    /failed: no room/,
    "delete from _prisma_migrations where id = 'x'",
  ],
];

describe("it tells, and how to mend it", () => {
  it.each(BROKEN)("%s", async (how, level, told, back) => {
    const { rows } = await sql.query<{ checksum: string }>(
      "select checksum from _prisma_migrations where migration_name like '%_search'",
    );
    await sql.query(how);
    const found = await troubles();
    const finding = found.find((one) => told.test(one.told));
    expect(finding, JSON.stringify(found)).toMatchObject({ level, mend: expect.stringMatching(/\S/) });
    if (back === "RESTORE")
      await sql.query("update _prisma_migrations set checksum = $1 where migration_name like '%_search'", [
        rows[0]?.checksum,
      ]);
    else await sql.query(back ?? finding?.mend ?? "");
  });

  it("and what it said of them mended it", async () => {
    expect(await troubles()).toEqual([]);
  });

  it("an invalid index", async () => {
    const broken = sql.query("create unique index concurrently twice on member (role)");
    await expect(broken).rejects.toThrow(/duplicate|could not create unique index/);
    expect(await troubles()).toContainEqual(
      expect.objectContaining({ check: "indexes", level: "wrong", told: expect.stringContaining("twice") }),
    );
    await sql.query("drop index twice");
  });

  it("few connections left, a long transaction, old transaction ids, a full disk, another clock", async () => {
    await sql.query(`alter database ${new URL(database.url).pathname.slice(1)} connection limit 5`);
    expect(await troubles()).toMatchObject([{ check: "connections", level: "warning" }]);
    await sql.query(`alter database ${new URL(database.url).pathname.slice(1)} connection limit -1`);

    await sql.query("begin");
    await sql.query("select pg_current_xact_id()");
    expect(await withLimits({ transactionSeconds: 0 })).toMatchObject([
      { check: "transactions", level: "warning" },
    ]);
    await sql.query("rollback");

    const ids = await withLimits({ oldestTransaction: { warning: 1, wrong: 2 } });
    expect(ids).toMatchObject([{ check: "transaction ids", level: "wrong" }]);
    const disk = await withLimits({ freeBytes: Number.MAX_SAFE_INTEGER });
    expect(disk).toMatchObject([{ check: "disk", level: "wrong" }]);
    const late = await troubles({ now: () => new Date(Date.now() + 60_000) });
    expect(late).toMatchObject([
      { check: "clock", level: "wrong", told: expect.stringMatching(/ (59|6\d) s /) },
    ]);
  });

  it("what a session would lose in a crash or a failover", async () => {
    const levels = async (options: string) => {
      const url = new URL(database.url);
      url.searchParams.set("options", options);
      return (await troubles({ url: url.href })).map(({ check, level }) => `${level} ${check}`);
    };
    expect(await levels("-c synchronous_commit=off")).toEqual(["wrong synchronous_commit"]);
    // Without a standby there is none that could take over.
    expect(await levels("-c synchronous_commit=local")).toEqual([]);
    expect(await levels("-c statement_timeout=30s")).toEqual(["warning statement_timeout"]);
  });

  it("that nothing can be written, though the database answers", async () => {
    const url = new URL(database.url);
    url.searchParams.set("options", "-c default_transaction_read_only=on");
    expect(await troubles({ url: url.href })).toMatchObject([
      { check: "default_transaction_read_only", level: "wrong", mend: expect.stringContaining("reset") },
    ]);
  });

  it("a database that is empty, in another encoding, or away", async () => {
    const empty = await createEmptyDatabase(testServerUrl());
    const pending = await troubles({ url: empty.url });
    expect(pending.filter(({ check }) => check === "migrations").length).toBeGreaterThan(6);
    expect(pending.filter(({ check }) => check === "extension")).toHaveLength(2);
    await empty.drop();
    const name = new URL(database.url).pathname.slice(1);
    await sql.query(`create database ${name}_ascii encoding 'SQL_ASCII' locale 'C' template template0`);
    const ascii = await troubles({ url: database.url.replace(name, `${name}_ascii`) });
    expect(ascii).toContainEqual(expect.objectContaining({ check: "encoding", level: "wrong" }));
    await sql.query(`drop database ${name}_ascii`);
    const away = await troubles({ url: "postgresql://codex:secret@127.0.0.1:1/codex" });
    expect(away).toMatchObject([
      { check: "database", level: "wrong", told: expect.stringContaining("ECONNREFUSED") },
    ]);
    expect(JSON.stringify(away)).not.toContain("secret");
  });
});

describe("it tells of settings and servers", () => {
  const told = async (env: Record<string, string>) =>
    (await troubles({ settings: settings(env) })).map(({ check, level }) => `${level} ${check}`);

  it("that are wrong or unsafe", async () => {
    expect(await told({ AUTH_SECRET: "short" })).toEqual(["wrong settings"]);
    expect(await told({ PUBLIC_URL: "http://todo.example.invalid" })).toEqual([
      "warning PUBLIC_URL",
      "wrong server",
    ]);
    expect(await told({ PUBLIC_URL: "https://todo.example.invalid" })).toEqual([
      "warning TRUST_PROXY",
      "wrong server",
    ]);
    expect(await told({ HOST: "0.0.0.0", ACCESS: "single" })).toEqual(["warning ACCESS"]);
  });

  it("that answer, do not, or are not ready", async () => {
    const server = await serve(database.url);
    const { port } = new URL(server.url);
    expect(await told({ PORT: port, HOST: "127.0.0.1", PUBLIC_URL: server.url })).toEqual([]);
    await sql.query(
      "update _prisma_migrations set rolled_back_at = now() where migration_name like '%_search'",
    );
    expect(await told({ PORT: port, HOST: "127.0.0.1" })).toContain("wrong server");
    await sql.query(
      "update _prisma_migrations set rolled_back_at = null where migration_name like '%_search'",
    );
    await server.close();
    expect(await told({ PORT: port, HOST: "127.0.0.1" })).toEqual(["warning server"]);
  });

  it("that send mail", async () => {
    const smtp = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"] });
    const port = await new Promise<number>((resolve) => {
      const server = smtp.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const env = { PUBLIC_URL: "http://127.0.0.1:1", SMTP_URL: `smtp://127.0.0.1:${port}` };
    expect(await told(env)).toEqual(["wrong server"]);
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
    expect(await told(env)).toEqual(["wrong mail", "wrong server"]);
  });
});

it("is a command that exits with 1 if anything is wrong, and speaks JSON", async () => {
  const run = (args: string[], url = database.url) =>
    execa("node", [CLI, "doctor", ...args], { env: { DATABASE_URL: url, PORT: "0" }, reject: false });
  const well = await run([]);
  expect([well.exitCode, well.stdout]).toEqual([0, expect.stringMatching(/^ok {6}database: /)]);
  const ill = await run(["--json"], "postgresql://codex:secret@127.0.0.1:1/codex");
  expect([ill.exitCode, JSON.parse(ill.stdout)]).toEqual([
    1,
    expect.arrayContaining([
      expect.objectContaining({ check: "database", level: "wrong", mend: expect.any(String) }),
    ]),
  ]);
  const malformed = await run(["--json"], "postgresql://codex:secret@a:1,b:port/codex");
  expect([malformed.exitCode, JSON.parse(malformed.stdout), malformed.stderr]).toMatchObject([
    1,
    [{ check: "database", level: "wrong", told: "DATABASE_URL is no URL of a PostgreSQL" }, {}],
    "",
  ]);
});
