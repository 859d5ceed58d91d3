import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmptyDatabase, createTestDatabase, type TestDatabase, testServerUrl } from "@codex/db/testing";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { backup, restoreFrom } from "../src/backup/commands.js";
import { Progress } from "../src/backup/progress.js";
import { fill, withClient } from "./filled.js";

const quiet = new Progress(() => {});

let source: TestDatabase;
let target: TestDatabase;
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "codex-again-"));
  file = join(folder, "filled.codex");
  source = await createTestDatabase(testServerUrl());
  await fill(source.url);
  await backup(source.url, file, quiet);
});
afterAll(async () => {
  await source.drop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  target = await createEmptyDatabase(testServerUrl());
});
afterEach(() => target.drop());

const putBack = () => restoreFrom(target.url, file, { replace: true, progress: quiet });

/** The lowest floor and the highest head. */
async function numbersOf(url: string): Promise<[floor: number, head: number]> {
  const numbers = "select min(floor)::text as floor, max(head)::text as head from log";
  const { rows } = await withClient(url, (client) => client.query<{ floor: string; head: string }>(numbers));
  return [Number(rows[0]?.floor), Number(rows[0]?.head)];
}

it("gives no number out that was given before, also in a database that is gone, or by a clock that was ahead", async () => {
  const began = Date.now();
  const [, head] = await numbersOf(source.url);
  await putBack();
  const [floor] = await numbersOf(target.url);
  expect(floor).toBeGreaterThan(head);
  expect(floor).toBeGreaterThanOrEqual(began);
  const ahead = began + 1_000_000_000;
  await withClient(target.url, (client) => client.query("update log set head = $1", [ahead]));
  await putBack();
  expect((await numbersOf(target.url))[0]).toBeGreaterThan(ahead);
  // What the database had seen is forgotten with it.
  await target.drop();
  target = await createEmptyDatabase(testServerUrl());
  await putBack();
  expect((await numbersOf(target.url))[0]).toBeGreaterThan(floor);
});

it("loses no entry of the audit log, has none twice, and tells of itself", async () => {
  const kinds = async () => {
    const { rows } = await withClient(target.url, (client) =>
      client.query<{ kind: string }>("select kind from audit order by id"),
    );
    return rows.map(({ kind }) => kind);
  };
  const add = (kind: string) =>
    withClient(target.url, (client) => client.query("insert into audit (kind) values ($1)", [kind]));
  await putBack();
  const first = await kinds();
  expect(first.slice(-2)).toEqual(["backed-up", "restored"]);
  await add("exported");
  await putBack();
  expect(await kinds()).toEqual([...first, "exported", "restored"]);
  // Another database's, with the same numbers for other entries.
  await target.drop();
  target = await createTestDatabase(testServerUrl());
  for (const kind of ["sign-in", "sign-in", "exported"]) await add(kind);
  await putBack();
  expect(await kinds()).toEqual([...first.slice(0, -1), "sign-in", "sign-in", "exported", "restored"]);
  await withClient(target.url, async (client) => {
    const { rows } = await client.query("select about from audit where kind = 'restored'");
    expect(rows).toEqual([{ about: { backup: expect.any(String), release: expect.any(String), kept: 3 } }]);
    await expect(client.query("delete from audit")).rejects.toThrow("only added to");
  });
});

it("is possible, without an entry, from what may only be read", async () => {
  const readOnly = new URL(source.url);
  readOnly.searchParams.set("options", "-c default_transaction_read_only=on");
  const told: string[] = [];
  const progress = new Progress((line) => told.push(line));
  await backup(readOnly.href, join(folder, "read-only"), progress);
  expect(told).toContain("The audit log does not tell of this: it cannot be written.");
});
