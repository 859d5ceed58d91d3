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
