import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { deployMigrations, migrationStatus } from "@codex/db/migrate";
import { expectedShape, readShape } from "@codex/db/shape";
import { createEmptyDatabase, createTestDatabase, type TestDatabase, testServerUrl } from "@codex/db/testing";
import { execa } from "execa";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { backup, restoreFrom } from "../src/backup/commands.js";
import { readCompressed } from "../src/backup/files.js";
import { BackupError } from "../src/backup/format.js";
import { Progress } from "../src/backup/progress.js";
import { verifyBackup } from "../src/backup/reader.js";
import { restore } from "../src/backup/restore.js";
import { seed } from "../src/database.js";
import { everything, fill, withClient } from "./filled.js";

const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

let source: TestDatabase;
let target: TestDatabase;
let folder: string;
let file: string;
/** What `file` holds. */
let filled: Record<string, string[]>;

const codex = (url: string, args: string[], options: { input?: Buffer; encoding?: "buffer" } = {}) =>
  execa("node", [CLI, ...args], { env: { DATABASE_URL: url }, reject: false, ...options });

const quiet = new Progress(() => {});

/** Waits until a backup waits for a lock that `client` holds in its transaction. */
async function untilWaiting(client: pg.Client, then: (pid: number) => unknown): Promise<void> {
  for (;;) {
    await client.query("select pg_stat_clear_snapshot()");
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where application_name = 'codex backup' and wait_event_type = 'Lock' and datname = current_database()`,
    );
    const [waiting] = rows;
    if (!waiting) continue;
    await then(waiting.pid);
    return;
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "codex-backup-"));
  file = join(folder, "filled.codex");
  // What the rows are written as must not depend on how the database is set up.
  source = await createTestDatabase(testServerUrl(), "America/New_York");
  await fill(source.url);
  await backup(source.url, file, quiet);
  filled = await everything(source.url);
});

afterAll(async () => {
  await source.drop();
  await rm(folder, { recursive: true });
});

/** All but the numbers of the logs, which a restore lifts, and the entry that tells of it. */
function withoutTraces(rows: Record<string, string[]>): Record<string, string[]> {
  const log = (rows["log"] ?? []).map((row) => row.replace(/, "head": \d+, "floor": \d+\}$/, ""));
  const audit = (rows["audit"] ?? []).filter((row) => !row.includes('"kind": "restored"'));
  return { ...rows, log, audit };
}

describe("a backup and its restore", () => {
  beforeEach(async () => {
    target = await createEmptyDatabase(testServerUrl());
  });
  afterEach(() => target.drop());

  it("give back every row of every table as it was, and every part of the schema", async () => {
    await restoreFrom(target.url, file, { replace: false, progress: quiet });
    const is = await everything(target.url);
    expect(withoutTraces(is)).toEqual(withoutTraces(filled));
    for (const table of ["change", "command", "log", "todo", "member", "setting", "token"])
      expect(is[table]).not.toEqual([]);
    expect(await withClient(target.url, readShape)).toEqual(await expectedShape());
    expect(await migrationStatus(target.url)).toMatchObject({
      pending: [],
      failed: [],
      edited: [],
      missing: [],
    });
    // The numbers go on after those that were given.
    const next = "select nextval('change_n_seq')::int > (select max(n) from change) as later";
    expect((await withClient(target.url, (client) => client.query(next))).rows).toEqual([{ later: true }]);
  });

  it("miss nothing of a table that is made anew at the same moment", async () => {
    await restoreFrom(target.url, file, { replace: false, progress: quiet });
    const raced = join(folder, "raced");
    await withClient(target.url, async (client) => {
      await client.query("begin");
      // The first that a backup asks for: it holds no other while it waits.
      await client.query("lock table _prisma_migrations in access exclusive mode");
      const backingUp = backup(target.url, raced, quiet);
      await untilWaiting(client, () => {});
      await client.query(`alter table todo rename to old; create table todo (like old including all);
        insert into todo select * from old; drop table old cascade; commit`);
      await backingUp;
    });
    const rows = /\n\{"table":"todo",.*?\n(.*?)\n\\\.\n/s.exec(
      gunzipSync(await readFile(raced)).toString(),
    )?.[1];
    expect(rows?.split("\n")).toHaveLength(3);
  });

  it("go through pipes, and onto a server that has only just started", async () => {
    await deployMigrations(target.url);
    const { stdout, exitCode } = await codex(source.url, ["backup", "-"], { encoding: "buffer" });
    expect(exitCode).toBe(0);
    const restored = await codex(target.url, ["restore", "-"], { input: Buffer.from(stdout) });
    expect(restored.exitCode).toBe(0);
    expect((await everything(target.url))["todo"]).toEqual((await everything(source.url))["todo"]);
  });

  it("refuse a database that holds something, unless told to replace it, and then leave nothing of it", async () => {
    await seed(target.url);
    const before = await everything(target.url);
    const refused = await codex(target.url, ["restore", file]);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining("say --replace")]);
    expect(await everything(target.url)).toEqual(before);
    expect(await restoreFrom(target.url, file, { replace: true, progress: quiet })).toMatchObject({
      otherSecret: true,
      applied: [],
      skipped: [],
    });
    expect(withoutTraces(await everything(target.url))).toEqual(withoutTraces(filled));
  });

  it("wait for nobody for ever", async () => {
    await restoreFrom(target.url, file, { replace: false, progress: quiet });
    await withClient(target.url, async (client) => {
      await client.query("begin");
      await client.query("select from todo");
      const restoring = restoreFrom(target.url, file, { replace: true, progress: quiet });
      await expect(restoring).rejects.toThrow(/nothing was changed: .*Somebody else holds the tables/s);
    });
  });

  it("leave a database alone whose tables are another program's", async () => {
    await withClient(target.url, (client) => client.query("create table theirs (id int)"));
    const restoring = restoreFrom(target.url, file, { replace: true, progress: quiet });
    await expect(restoring).rejects.toThrow(/no migration of Codex made/);
    expect(Object.keys(await everything(target.url))).toEqual(["theirs"]);
    await expect(backup(target.url, join(folder, "theirs"), quiet)).rejects.toThrow(/nothing of Codex/);
    expect(await readdir(folder)).not.toContain("theirs");
  });
});

describe("a file", () => {
  it("is there only when it is whole, and may be read by nobody else", async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const kept = join(folder, "kept");
    await writeFile(kept, "what was there before");
    await withClient(source.url, async (client) => {
      await client.query("begin");
      await client.query("lock table todo in access exclusive mode");
      const broken = backup(source.url, kept, quiet);
      const told = expect(broken).rejects.toThrow(/terminat/);
      await untilWaiting(client, async (pid) => {
        await client.query("select pg_terminate_backend($1)", [pid]);
      });
      await told;
    });
    expect(await readFile(kept, "utf8")).toBe("what was there before");
    expect((await readdir(folder)).filter((name) => name.startsWith("kept"))).toEqual(["kept"]);
  });

  it("is whole if two are written to one name at the same time", async () => {
    const both = join(folder, "both");
    await Promise.all([backup(source.url, both, quiet), backup(source.url, both, quiet)]);
    expect(await verifyBackup(readCompressed(both))).toMatchObject({ format: "codex-backup" });
    expect((await readdir(folder)).filter((name) => name.startsWith("both"))).toEqual(["both"]);
  });

  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  /** The text with one thing changed in it, compressed again: gzip's own checksum is right. */
  const rewritten = (bytes: Buffer, change: (text: string) => string) =>
    gzipSync(change(gunzipSync(bytes).toString()));
  /** As above, with a right checksum of ours, too. */
  const signed = (bytes: Buffer, change: (text: string) => string) =>
    rewritten(bytes, (text) => {
      const lines = change(text).split("\n");
      const trailer: unknown = JSON.parse(lines.at(-2) ?? "");
      const body = `${lines.slice(0, -2).join("\n")}\n`;
      const sha256 = createHash("sha256").update(body).digest("hex");
      return `${body}${JSON.stringify({ ...(trailer instanceof Object ? trailer : {}), sha256 })}\n`;
    });

  const BAD: readonly [what: string, damage: (bytes: Buffer) => Buffer, message: RegExp][] = [
    ["nothing", () => Buffer.alloc(0), /cut off|ends in the middle/],
    ["a text", () => Buffer.from("select 1;"), /no backup that codex made/],
    ["another compressed text", () => gzipSync("select 1;\n"), /no backup that codex made/],
    ["endless rubbish", () => gzipSync(Buffer.alloc(3_000_000)), /no backup that codex made/],
    ["one that was cut off", (bytes) => bytes.subarray(0, bytes.length - 40), /cut off/],
    ["one without its end", (bytes) => rewritten(bytes, (text) => text.slice(0, -100)), /cut off|damaged/],
    ["a flipped bit", (bytes) => flipped(bytes, bytes.length >> 1), /damaged/],
    ["a changed row", (bytes) => rewritten(bytes, (text) => text.replace("under it", "above it")), /damaged/],
    ["a row too few", (bytes) => signed(bytes, (text) => text.replace(/\n.*under it.*\n/, "\n")), /damaged/],
    [
      "rows that refer to nothing",
      (bytes) =>
        signed(bytes, (text) =>
          text.replace(/\n[0-9a-f]{8}-.*\tanna@example\.org\t.*\n/, (row) =>
            row.replace(/\n[0-9a-f]{8}/, "\n00000000"),
          ),
        ),
      /PostgreSQL refused, and nothing was changed: .*foreign key/,
    ],
    ["more behind its end", (bytes) => rewritten(bytes, (text) => `${text}more\n`), /damaged/],
    [
      "a newer format",
      (bytes) => signed(bytes, (text) => text.replace('"version":1', '"version":2')),
      /format/,
    ],
    [
      "a newer release's",
      (bytes) =>
        signed(bytes, (text) =>
          text.replace('"migrations":[', '"migrations":[{"name":"29990101000000_new","checksum":""},'),
        ),
      /29990101000000_new.*newer/,
    ],
    [
      "other migrations'",
      (bytes) => signed(bytes, (text) => text.replace(/"checksum":"\w{8}/, '"checksum":"00000000')),
      /not the ones the backup was made with/,
    ],
  ];

  describe("that is no whole backup is refused with the reason, and nothing changes", () => {
    let kept: TestDatabase;
    let before: Record<string, string[]>;

    beforeAll(async () => {
      kept = await createTestDatabase(testServerUrl());
      await withClient(kept.url, (client) =>
        client.query(
          "insert into \"user\" (id, name, email) values (gen_random_uuid(), 'Ben', 'ben@example.org')",
        ),
      );
      before = await everything(kept.url);
    });
    afterAll(() => kept.drop());

    it.each(BAD)("%s", async (_what, damage, message) => {
      const bad = join(folder, "bad");
      await writeFile(bad, damage(await readFile(file)));
      const fromFile = restoreFrom(kept.url, bad, { replace: true, progress: quiet });
      await expect(fromFile).rejects.toThrow(BackupError);
      await expect(fromFile).rejects.toThrow(message);
      // As from standard input, which is read once and written to the database meanwhile.
      const streamed = restore(kept.url, readCompressed(bad), { replace: true, progress: quiet });
      await expect(streamed).rejects.toThrow(message);
      expect(await everything(kept.url)).toEqual(before);
    });
  });

  it("that is not there is named", async () => {
    const missing = restoreFrom(source.url, join(folder, "missing"), { replace: false, progress: quiet });
    await expect(missing).rejects.toThrow(/There is no file/);
    await expect(backup(source.url, join(folder, "no", "where"), quiet)).rejects.toThrow(
      /There is no folder/,
    );
  });
});
