import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@codex/client";
import { createStore, type Store } from "@codex/client/store";
import { createTestDatabase, type TestDatabase, testServerUrl } from "@codex/db/testing";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { serve } from "../filled.js";
import { buildPreviousRelease, CHECKOUT, type PreviousRelease } from "./release.js";

let release: PreviousRelease;
let database: TestDatabase;
let previous: Awaited<ReturnType<PreviousRelease["serve"]>>;
let present: Awaited<ReturnType<typeof serve>>;
const pages: Store[] = [];

beforeAll(async () => {
  release = await buildPreviousRelease();
  // It has every migration of this release before the previous one's server starts on it.
  database = await createTestDatabase(testServerUrl());
  previous = await release.serve(database.url);
  present = await serve(database.url);
});

afterAll(async () => {
  for (const page of pages) page.close();
  await present.close();
  await previous.stop();
  await database.drop();
  await release.remove();
});

async function open(url: string, token: string): Promise<Store> {
  const page = createStore({ url, token });
  pages.push(page);
  await vi.waitFor(() => expect(page.get().status).toBe("live"), 20_000);
  return page;
}

const shows = (page: Store, list: string, ...texts: string[]) =>
  vi.waitFor(
    () => {
      const shown = page
        .get()
        .rows.todosOf(list)
        .map(({ text }) => text);
      expect(shown).toEqual(texts);
    },
    { timeout: 20_000, interval: 20 },
  );

const EMAIL = "anna@example.org";
const PASSWORD = "as long as it has to be 47";

async function auth(url: string, endpoint: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/${endpoint}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
  });
  expect([answer.status, await answer.json()]).toEqual([200, { outcome: "done" }]);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

it("has each of its migrations as this release has it", async () => {
  const migrations = join("packages", "db", "prisma", "migrations");
  const scripts = (await readdir(join(release.dir, migrations), { recursive: true })).filter((path) =>
    path.endsWith(".sql"),
  );
  expect(scripts.length).toBeGreaterThan(0);
  const read = (checkout: string) =>
    Promise.all(
      scripts.map(async (path) => [path, await readFile(join(checkout, migrations, path), "utf8")]),
    );
  expect(await read(CHECKOUT)).toEqual(await read(release.dir));
});

it("is ready on the schema of this release", async () => {
  const answer = await fetch(`${previous.url}/health/ready`);
  expect([answer.status, await answer.json()]).toEqual([200, { status: "ready" }]);
});

it("signs people up and in, beside this release, with one and the same session", async () => {
  await auth(previous.url, "sign-up/email");
  for (const [signsIn, serves] of [
    [previous.url, present.url],
    [present.url, previous.url],
  ] as const) {
    const cookie = await auth(signsIn, "sign-in/email");
    const codex = createClient({ url: serves, headers: { cookie } });
    expect((await codex.account.me.query()).user).toMatchObject({ email: EMAIL });
  }
});

it("creates, changes, deletes, finds, shares and takes back, and both releases' pages see it", async () => {
  const { secret } = await present.operator.createToken(EMAIL, { name: "pages", scope: "read-write" });
  const [old, young] = [await open(previous.url, secret), await open(present.url, secret)];
  const codex = createClient({ url: previous.url, token: secret });
  const list = await codex.list.create.mutate({ name: "Both" });
  const todo = await codex.todo.create.mutate({ text: "by the previous", listId: list.id, notes: "long" });
  await shows(young, list.id, "by the previous");
  await codex.todo.update.mutate({ id: todo.id, text: "changed by it", completed: true, due: "2026-11-26" });
  await shows(young, list.id, "changed by it");

  young.run({ kind: "todo.create", listId: list.id, todos: [{ id: crypto.randomUUID(), text: "by this" }] });
  await shows(old, list.id, "changed by it", "by this");
  await old.run({ kind: "todo.update", ids: [todo.id], set: { text: "by its page" } }).accepted;
  await shows(young, list.id, "by its page", "by this");
  await old.undo()?.accepted;
  await shows(young, list.id, "changed by it", "by this");
  await codex.todo.delete.mutate({ id: todo.id });
  await shows(young, list.id, "by this");
  await codex.trash.restore.mutate({ ids: [todo.id] });
  await shows(young, list.id, "changed by it", "by this");
  expect((await codex.todo.search.query({ q: "changed" })).items).toMatchObject([{ id: todo.id }]);
  expect(await codex.list.members.query({ listId: list.id })).toHaveLength(1);
});

it("exports what there is, and deletes an account with all of it", async () => {
  const cookie = await auth(previous.url, "sign-in/email");
  const codex = createClient({ url: previous.url, headers: { cookie } });
  expect(JSON.stringify(await codex.account.export.query())).toContain("changed by it");
  await codex.account.delete.mutate({ password: PASSWORD });
  expect(await present.operator.users()).toEqual([]);
});
