import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CodexClient, createClient } from "@codex/client";
import { createStore, type Store } from "@codex/client/store";
import { migrationStatus } from "@codex/db/migrate";
import { expectedShape, readShape } from "@codex/db/shape";
import { createEmptyDatabase, createTestDatabase, type TestDatabase, testServerUrl } from "@codex/db/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backup, restoreFrom } from "../src/backup/commands.js";
import { Progress } from "../src/backup/progress.js";
import { everything, serve, withClient } from "./filled.js";

const quiet = new Progress(() => {});

describe("a running server that is put back to what it was", () => {
  let folder: string;
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof serve>>;
  let token: string;
  let codex: CodexClient;
  let page: Store;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "codex-restored-"));
    database = await createTestDatabase(testServerUrl());
    server = await serve(database.url);
    token = await server.join("anna@example.org");
    codex = createClient({ url: server.url, token });
    page = createStore({ url: server.url, token });
    await shows();
  });

  afterEach(async () => {
    page.close();
    await server.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** Waits until the page shows these texts, and all of them from the server. */
  const shows = (...texts: string[]) =>
    vi.waitFor(
      () => {
        expect(page.get().status).toBe("live");
        expect(page.get().waiting).toEqual([]);
        const lists = page
          .get()
          .rows.memberships()
          .map(({ listId }) => listId);
        const shown = lists.flatMap((list) => page.get().rows.todosOf(list)).map(({ text }) => text);
        expect(shown.sort()).toEqual(texts.sort());
      },
      { timeout: 30_000, interval: 20 },
    );

  /** What a page is told that has slept since a log was at a number. */
  async function sinceThen(log: string, cursor: string): Promise<unknown> {
    const input = encodeURIComponent(JSON.stringify({ log, cursor }));
    const answer = await fetch(`${server.url}/trpc/sync.since?input=${input}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.json();
  }

  const headOf = (log: string) =>
    withClient(database.url, async (client) => {
      const { rows } = await client.query<{ head: string }>("select head from log where id = $1", [log]);
      return rows[0]?.head ?? "";
    });

  async function putBack(): Promise<void> {
    await restoreFrom(database.url, join(folder, "backup"), { replace: true, progress: quiet });
  }

  it("brings open pages there, and sleeping ones, whatever has happened since", async () => {
    const { listId } = await codex.todo.create.mutate({ text: "before" });
    await shows("before");
    await backup(database.url, join(folder, "backup"), quiet);
    for (const text of ["lost", "lost, too"]) await codex.todo.create.mutate({ text });
    await shows("before", "lost", "lost, too");

    await putBack();
    await shows("before");
    // More than was lost: numbers that count on from the backup's would by now be past those that the page had seen.
    for (const text of ["after", "after it", "and then", "at last"]) await codex.todo.create.mutate({ text });
    await shows("before", "after", "after it", "and then", "at last");
    expect(await sinceThen(listId, "3")).toMatchObject({ result: { data: { reset: true } } });

    const { accepted } = page.run({
      kind: "todo.create",
      todos: [{ id: crypto.randomUUID(), text: "by the page" }],
    });
    await accepted;
    await shows("before", "after", "after it", "and then", "at last", "by the page");
    await vi.waitFor(async () => expect((await codex.todo.list.query()).items).toHaveLength(6), {
      timeout: 30_000,
    });
  });

  it("gives no number out again, however often it is put back", async () => {
    const { listId } = await codex.todo.create.mutate({ text: "before" });
    await backup(database.url, join(folder, "backup"), quiet);
    await putBack();
    const seen: string[] = [];
    for (const time of ["first", "second"]) {
      for (const text of ["one", "two", "three"]) await codex.todo.create.mutate({ text: `${time} ${text}` });
      seen.push(await headOf(listId));
      await putBack();
    }
    // As many as come after the last restore, so that the numbers of then would all be below the head.
    for (const text of ["one", "two", "three", "four"]) await codex.todo.create.mutate({ text });
    for (const cursor of seen)
      expect(await sinceThen(listId, cursor)).toMatchObject({ result: { data: { reset: true } } });
    const cursor = await headOf(listId);
    expect(await sinceThen(listId, cursor)).toMatchObject({ result: { data: { rows: [], reset: false } } });
  });

  it("brings open pages there, too, if it was put back by other means", async () => {
    const { listId } = await codex.todo.create.mutate({ text: "before" });
    await codex.todo.create.mutate({ text: "lost" });
    await shows("before", "lost");
    await withClient(database.url, async (client) => {
      await client.query("begin");
      await client.query("alter table todo disable trigger user");
      await client.query("delete from todo where text = 'lost'");
      await client.query("alter table todo enable trigger user");
      await client.query("update log set head = head - 1 where id = $1", [listId]);
      await client.query("commit");
    });
    await shows("before");
  });
});

describe("yesterday's backup", () => {
  const OLD = fileURLToPath(new URL("backups/before-subtasks.codex", import.meta.url));
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createEmptyDatabase(testServerUrl());
  });
  afterEach(() => database.drop());

  it("is brought into a newer schema with all that it holds, and is served", async () => {
    const { applied } = await restoreFrom(database.url, OLD, { replace: false, progress: quiet });
    expect(applied).toEqual(
      expect.arrayContaining(["20261126043203_subtasks_series_personal", "20261126100000_search"]),
    );
    expect(await withClient(database.url, readShape)).toEqual(await expectedShape());
    expect(await migrationStatus(database.url)).toMatchObject({
      pending: [],
      failed: [],
      edited: [],
      missing: [],
    });
    const rows = await everything(database.url);
    expect(rows["todo"]).toHaveLength(1);
    expect(rows["change"]).toHaveLength(9);
    expect(rows["gone"]).toHaveLength(1);
    expect(rows["setting"]).toEqual([expect.stringContaining("the-secret-of-then")]);
    await served(database.url);
  });
});

/** Somebody of then finds what they had, by what came later. */
async function served(url: string): Promise<void> {
  const server = await serve(url);
  try {
    const { secret } = await server.operator.createToken("ben@example.org", {
      name: "now",
      scope: "read-write",
    });
    const codex = createClient({ url: server.url, token: secret });
    const { items } = await codex.todo.search.query({ q: "papa" });
    expect(items).toMatchObject([
      { text: "Écrire à papa", notes: "in two\nlines", labels: ["family", "letters"] },
    ]);
    const [found] = items;
    await codex.todo.create.mutate({ text: "below", listId: found?.listId ?? "", parentId: found?.id ?? "" });
    expect((await codex.todo.list.query({ listId: found?.listId ?? "" })).items).toHaveLength(2);
  } finally {
    await server.close();
  }
}
