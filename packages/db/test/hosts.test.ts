import { expect, it } from "vitest";
import { createDb } from "../src/client.js";
import { describeUrl, findPrimary, isDatabaseUrl, urlsOf } from "../src/hosts.js";
import { createTestDatabase, testServerUrl } from "../src/testing.js";

it("takes a URL with several hosts apart, as libpq does", () => {
  expect(urlsOf("postgresql://codex:s%40cret@a:1,b:2,[::1]:3/todos?target_session_attrs=read-write")).toEqual(
    [
      "postgresql://codex:s%40cret@a:1/todos",
      "postgresql://codex:s%40cret@b:2/todos",
      "postgresql://codex:s%40cret@[::1]:3/todos",
    ],
  );
  expect(urlsOf("postgres://a,b/todos?target_session_attrs=primary&sslmode=require")).toEqual([
    "postgres://a/todos?sslmode=require",
    "postgres://b/todos?sslmode=require",
  ]);
  expect(urlsOf("postgresql://codex@a/todos?sslmode=require&target_session_attrs=any")).toEqual([
    "postgresql://codex@a/todos?sslmode=require",
  ]);
});

it.each([
  ["postgresql://codex:secret@db:5432/codex", true],
  ["postgres://a:1,b:2/codex", true],
  ["postgres://a:1,b:port/codex", false],
  ["postgres://a:1,/codex", false],
  ["postgres:///codex", false],
  ["postgresql:///codex?host=/var/run/postgresql", true],
  ["postgresql://codex:p@ss@a/codex", true],
  ["postgresql://codex:p@ss@a,b/codex", false],
  ["postgresql://codex:p%40ss@a,b/codex", true],
  ["mysql://a/codex", false],
  ["codex", false],
])("%s: whether it names a PostgreSQL is %s", (url, names) => {
  expect(isDatabaseUrl(url)).toBe(names);
});

it("describes several hosts without the password", () => {
  expect(describeUrl("postgresql://codex:secret@a:1,b:2/codex?sslmode=require")).toBe("a:1,b:2/codex");
  expect(describeUrl("postgresql:///codex?host=/run/postgresql&user=me")).toBe("/run/postgresql/codex");
});

it("uses whichever host takes writes, and says of all why not if none does", async () => {
  const database = await createTestDatabase(testServerUrl());
  const { host } = new URL(database.url);
  const two = database.url.replace(host, `127.0.0.1:1,${host}`);
  expect(await findPrimary(two)).toBe(database.url);
  const db = createDb(two);
  expect(await db.list.count()).toBe(0);
  await db.$disconnect();
  await database.drop();
  await expect(findPrimary(database.url.replace(host, "127.0.0.1:1,127.0.0.1:2"))).rejects.toMatchObject({
    errors: [{ code: "ECONNREFUSED" }, { code: "ECONNREFUSED" }],
  });
});
