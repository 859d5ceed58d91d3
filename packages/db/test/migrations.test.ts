import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDb } from "../src/client.js";
import { unappliedMigrations } from "../src/migrate/applied.js";
import { resetDatabase, writeMigration } from "../src/migrate/authoring.js";
import {
  deployMigrations,
  MigrationError,
  migrationStatus,
  resolveMigration,
} from "../src/migrate/history.js";
import { PRISMA_DIR } from "../src/migrate/source.js";
import { createEmptyDatabase, type TestDatabase, testServerUrl } from "../src/testing.js";

const INIT = "20261124000000_init";
const ALL = [
  INIT,
  "20261124110000_log",
  "20261124140000_rank",
  "20261126041444_add_todo_fields",
  "20261126043203_subtasks_series_personal",
  "20261126051751_add_batch",
  "20261126100000_search",
  "20261126190000_audit",
  "20261127010000_functions",
];
/** What the migrations of this release make. */
const TABLES = [
  "_prisma_migrations",
  "account",
  "audit",
  "change",
  "command",
  "gone",
  "invite",
  "label",
  "list",
  "log",
  "member",
  "saved_view",
  "series",
  "session",
  "setting",
  "todo",
  "token",
  "user",
  "verification",
];

let database: TestDatabase;
let dir: string;
let sql: pg.Client;

beforeEach(async () => {
  database = await createEmptyDatabase(testServerUrl());
  dir = await mkdtemp(join(tmpdir(), "codex-migrations-"));
  await cp(PRISMA_DIR, dir, { recursive: true });
  sql = new pg.Client({ connectionString: database.url });
  sql.on("error", () => {});
  await sql.connect();
});

afterEach(async () => {
  await sql.end();
  await rm(dir, { recursive: true, force: true });
  await database.drop();
});

async function addMigration(name: string, script: string): Promise<void> {
  await mkdir(join(dir, "migrations", name), { recursive: true });
  await writeFile(join(dir, "migrations", name, "migration.sql"), script);
}

async function tables(): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}

const names = async () =>
  (await readdir(join(dir, "migrations"), { withFileTypes: true }))
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort();

describe("deploying", () => {
  it("applies every migration to an empty database, and then has nothing to do", async () => {
    expect((await migrationStatus(database.url, dir)).pending).toEqual(ALL);
    expect(await deployMigrations(database.url, dir)).toEqual({ applied: ALL, newer: [] });
    expect(await deployMigrations(database.url, dir)).toEqual({ applied: [], newer: [] });
    expect(await tables()).toEqual(TABLES);
  });

  it("applies each migration once when five processes do it at the same moment", async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => deployMigrations(database.url, dir)));
    expect(outcomes.flatMap(({ applied }) => applied)).toEqual(ALL);
    const { rows } = await sql.query("select migration_name from _prisma_migrations");
    expect(rows).toHaveLength(ALL.length);
  });

  it("sends a script whole: functions, triggers and semicolons in strings arrive as written", async () => {
    await addMigration(
      "20270101000000_trigger",
      `create table note (id int primary key, body text not null default 'a;b');
       create function shout() returns trigger language plpgsql as $$ begin new.body := upper(new.body); return new; end $$;
       create trigger shout before insert on note for each row execute function shout();
       insert into note (id) values (1);`,
    );
    await deployMigrations(database.url, dir);
    expect((await sql.query("select body from note")).rows).toEqual([{ body: "A;B" }]);
  });
});

describe("a migration with one statement", () => {
  it("may build an index while others write, and others wait to migrate", async () => {
    await deployMigrations(database.url, dir);
    await addMigration(
      "20270101000000_index",
      "-- For nothing.\ncreate index concurrently todo_text on todo (text);",
    );
    const outcomes = await Promise.all(Array.from({ length: 3 }, () => deployMigrations(database.url, dir)));
    expect(outcomes.flatMap(({ applied }) => applied)).toEqual(["20270101000000_index"]);
    const { rows } = await sql.query(
      "select indisvalid from pg_index where indexrelid = 'todo_text'::regclass",
    );
    expect(rows).toEqual([{ indisvalid: true }]);
  });
});

describe("a failed migration", () => {
  const BROKEN = "20270101000000_broken";

  beforeEach(async () => {
    await addMigration(BROKEN, "create table half (id int);\ninsert into nowhere values (1);");
  });

  it("leaves nothing of itself behind and names itself, its error and the way out", async () => {
    const failing = deployMigrations(database.url, dir);
    await expect(failing).rejects.toThrow(MigrationError);
    await expect(failing).rejects.toThrow(
      /20270101000000_broken failed: .*relation "nowhere" does not exist \(SQLSTATE 42P01, line 2\).*pnpm db:resolve 20270101000000_broken --rolled-back/s,
    );
    expect(await tables()).toEqual(TABLES);
  });

  it("stops every later start in the same words, until it is resolved", async () => {
    await deployMigrations(database.url, dir).catch(() => {});
    await addMigration(BROKEN, "create table half (id int);");
    await expect(deployMigrations(database.url, dir)).rejects.toThrow(
      /broken failed: .*relation "nowhere" does not exist/,
    );
    expect((await migrationStatus(database.url, dir)).failed).toEqual([
      { name: BROKEN, error: expect.stringContaining('relation "nowhere" does not exist') },
    ]);
    await resolveMigration(database.url, BROKEN, "rolled-back", dir);
    expect(await deployMigrations(database.url, dir)).toEqual({ applied: [BROKEN], newer: [] });
    expect(await tables()).toContain("half");
  });

  it("is not said to have left nothing behind where whoever ran it was stopped", async () => {
    await deployMigrations(database.url, dir).catch(() => {});
    await sql.query("update _prisma_migrations set logs = null where finished_at is null");
    await expect(deployMigrations(database.url, dir)).rejects.toThrow(
      /broken was broken off while it ran.*db:resolve 20270101000000_broken --applied.*INVALID.*--rolled-back/s,
    );
  });

  it("counts as done when it is resolved as applied", async () => {
    await deployMigrations(database.url, dir).catch(() => {});
    await resolveMigration(database.url, BROKEN, "applied", dir);
    expect(await deployMigrations(database.url, dir)).toEqual({ applied: [], newer: [] });
    expect(await tables()).not.toContain("half");
  });

  it("refuses to resolve what did not fail", async () => {
    await deployMigrations(database.url, dir).catch(() => {});
    await expect(resolveMigration(database.url, INIT, "rolled-back", dir)).rejects.toThrow(MigrationError);
    await expect(resolveMigration(database.url, "20200101000000_no_such", "applied", dir)).rejects.toThrow(
      MigrationError,
    );
    expect((await migrationStatus(database.url, dir)).failed).toHaveLength(1);
  });
});

describe("a history that does not fit", () => {
  it("names a migration that was edited after it was applied", async () => {
    await deployMigrations(database.url, dir);
    await addMigration(INIT, "create table other (id int);");
    await expect(deployMigrations(database.url, dir)).rejects.toThrow(
      /Edited after it was applied: 20261124000000_init/,
    );
    expect(await tables()).toEqual(TABLES);
  });

  it("names a migration that is missing in the middle", async () => {
    await addMigration("20270101000000_one", "create table one (id int);");
    await addMigration("20270202000000_two", "create table two (id int);");
    await deployMigrations(database.url, dir);
    await rm(join(dir, "migrations/20270101000000_one"), { recursive: true });
    await expect(deployMigrations(database.url, dir)).rejects.toThrow(/missing here: 20270101000000_one/);
  });

  it("lets a release serve a database that a newer one has migrated", async () => {
    await addMigration("20270101000000_newer", "create table newer (id int);");
    await deployMigrations(database.url, dir);
    expect(await deployMigrations(database.url, PRISMA_DIR)).toEqual({
      applied: [],
      newer: ["20270101000000_newer"],
    });
    const db = createDb(database.url);
    expect(await unappliedMigrations(db)).toEqual([]);
    await db.$disconnect();
  });

  it("refuses a database with tables of somebody else's", async () => {
    await sql.query("create table theirs (id int)");
    await expect(deployMigrations(database.url, dir)).rejects.toThrow(/no migration of Codex made/);
    expect(await tables()).toEqual(["theirs"]);
  });
});

describe("writing the next migration", () => {
  it("writes nothing when the schema is unchanged", async () => {
    await deployMigrations(database.url, dir);
    expect(await writeMigration(database.url, "nothing", dir)).toBeNull();
    expect(await names()).toEqual(ALL);
  });

  it("writes what the schema asks for, and nothing after that", async () => {
    await deployMigrations(database.url, dir);
    const schema = await readFile(join(dir, "schema.prisma"), "utf8");
    await writeFile(
      join(dir, "schema.prisma"),
      schema.replace("completed ", "effort Int @default(0)\n  completed "),
    );
    const written = await writeMigration(database.url, "add_effort", dir);
    expect(written?.name).toMatch(/^\d{14}_add_effort$/);
    expect(await readFile(written?.path ?? "", "utf8")).toContain(
      'ADD COLUMN     "effort" INTEGER NOT NULL DEFAULT 0',
    );
    await deployMigrations(database.url, dir);
    expect(await writeMigration(database.url, "again", dir)).toBeNull();
  });

  it("leaves alone what only SQL can say: collations, checks, triggers, functions, partial indexes", async () => {
    await addMigration(
      "20270101000000_by_hand",
      `alter table todo alter column text type text collate "C", add constraint text_not_empty check (text <> '');
       create index todo_open on todo (created_at) where not completed;
       create function nop() returns trigger language plpgsql as $$ begin return new; end $$;
       create trigger nop before update on todo for each row execute function nop();`,
    );
    await deployMigrations(database.url, dir);
    expect(await writeMigration(database.url, "nothing", dir)).toBeNull();
  });

  it("refuses a name that is none, and writes nothing", async () => {
    for (const name of ["", "../evil", "Add Priority", "a".repeat(101)]) {
      await expect(writeMigration(database.url, name, dir)).rejects.toThrow(MigrationError);
    }
    expect(await names()).toEqual(ALL);
  });

  it("leaves no scratch database behind", async () => {
    await deployMigrations(database.url, dir);
    await writeMigration(database.url, "nothing", dir);
    const { rows } = await sql.query(
      "select datname from pg_database where datname = current_database() || '_scratch'",
    );
    expect(rows).toEqual([]);
  });
});

it("a reset empties the database and brings every migration back", async () => {
  await deployMigrations(database.url, dir);
  await sql.query("insert into list (id, name) values (gen_random_uuid(), 'a')");
  await sql.query("create table extra (id int)");
  await resetDatabase(database.url, dir);
  expect(await tables()).toEqual(TABLES);
  expect((await sql.query("select from list")).rowCount).toBe(0);
});
