import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PRISMA_DIR } from "../src/migrate/source.js";
import { createTestDatabase, type TestDatabase, testServerUrl } from "../src/testing.js";

/** Texts and notes, of which every pair is tried. */
const TEXTS = [
  "",
  "a",
  "ab",
  "abc",
  "Buy oats, and ask whether they have the flour again",
  "aaaaaaaaaa",
  "ÄRGER Straße ŒUVRE İstanbul ﬁn ½",
  "e\u0301 n\u0303",
  "👩‍👩‍👧‍👦 🏳️‍🌈🏳️‍🌈",
  "日本語のテキスト",
  "مرحبا بالعالم",
  "  spaces\tand\nlines  ",
  "100 % _ \\ ' \" {a,b}",
  "NULL",
  "x".repeat(2_000),
  "All about it, at length. ".repeat(800),
];

let database: TestDatabase;
let sql: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase(testServerUrl());
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

it("makes the same of a text as the functions did that the index was built with before", async () => {
  const search = await readFile(
    join(PRISMA_DIR, "migrations", "20261126100000_search", "migration.sql"),
    "utf8",
  );
  const functions = search.match(/^CREATE FUNCTION[\s\S]+?^\$\$;$/gm) ?? [];
  expect(functions).toHaveLength(4);
  await sql.query("create schema before");
  for (const one of functions)
    await sql.query(
      one.replace("FUNCTION codex", "FUNCTION before.codex").replaceAll("public.codex", "before.codex"),
    );

  const { rows } = await sql.query<{ before: number[]; now: number[] }>(
    `select array(select distinct unnest(before.codex_grams(list, before.codex_searched(text, notes))) order by 1) as before,
       array(select distinct unnest(codex_grams(list, codex_searched(text, notes))) order by 1) as now
     from unnest($1::text[]) as text cross join unnest(array_append($1::text[], null)) as notes
       cross join gen_random_uuid() as list`,
    [TEXTS],
  );

  expect(rows).toHaveLength(TEXTS.length * (TEXTS.length + 1));
  for (const { before, now } of rows) expect(now).toEqual(before);
  expect(rows.filter(({ now }) => now.length > 0).length).toBeGreaterThan(200);
});
