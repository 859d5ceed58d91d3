import { newId } from "@codex/core/id";
import { createDb, sqlOf, transaction } from "@codex/db";
import { expect, it } from "vitest";
import { useTestServer } from "./server.js";

/** Longer than anything takes on a busy machine, and well below the four seconds that a command waits for a lock. */
const SLOW_MS = 1_500;
const server = useTestServer({ SLOW_QUERY_MS: SLOW_MS, TRUST_PROXY: "loopback" });

interface Line {
  readonly reqId?: string;
  readonly statement: string;
  readonly ms: number;
}

/** Lines about statements that took long, and that were logged while something was done. */
async function told(work: () => Promise<unknown>): Promise<Line[]> {
  const { logged } = server();
  const before = logged.length;
  await work();
  return logged
    .slice(before)
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === "A statement took long");
}

/** Holds a lock until so many statements have waited for it for longer than is usual. */
async function whileLocked(lock: string, waiting: number, work: () => Promise<unknown>): Promise<void> {
  // Apart from the server's connections, all of which may wait.
  const holder = createDb(server().databaseUrl);
  let done: Promise<unknown> = Promise.resolve();
  await transaction(holder, async (sql) => {
    await sql.query({ name: "hold", text: lock }, []);
    done = work();
    const text =
      "select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())";
    await expect
      .poll(async () => (await sql.query({ name: "who-waits", text }, [])).length)
      .toBeGreaterThanOrEqual(waiting);
    await sql.query({ name: "a-while", text: "select pg_sleep($1)" }, [(SLOW_MS + 50) / 1_000]);
  });
  await done;
  await holder.$disconnect();
}

const create = (text: string, id: string) =>
  fetch(`${server().url}/trpc/todo.create`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-request-id": id },
    body: JSON.stringify({ text }),
  });

it("logs a statement that takes long by its name, with the id of its request from the edge on", async () => {
  await server().client.todo.create.mutate({ text: "first" });
  const id = `edge-${newId()}`;
  let answered: string | null = null;
  const lines = await told(() =>
    whileLocked("lock table todo in share mode", 1, async () => {
      const answer = await create("Buy the engagement ring", id);
      expect(answer.status).toBe(200);
      answered = answer.headers.get("x-request-id");
    }),
  );
  expect(answered).toBe(id);
  const mine = lines.filter(({ reqId }) => reqId === id);
  expect(mine).toHaveLength(1);
  expect(mine[0]?.statement).toMatch(/todo/);
  expect(mine[0]?.ms).toBeGreaterThanOrEqual(SLOW_MS);
  expect(server().logged.join("")).not.toContain("engagement");
});

it("does so for Prisma's statements too, and for each of several at the same moment", async () => {
  const ids = Array.from({ length: 20 }, () => `edge-${newId()}`);
  const lines = await told(() =>
    whileLocked("lock table list in access exclusive mode", 10, () =>
      // More than there are connections: some get theirs from a request that lets go of it.
      Promise.all(
        ids.map((id) => fetch(`${server().url}/trpc/history.list`, { headers: { "x-request-id": id } })),
      ),
    ),
  );
  const asked = lines.filter(({ reqId }) => reqId !== undefined);
  expect(asked.length).toBeGreaterThanOrEqual(10);
  expect(ids).toEqual(expect.arrayContaining(asked.map(({ reqId }) => reqId)));
  expect(new Set(asked.map(({ reqId }) => reqId)).size).toBe(asked.length);
  expect(asked[0]?.statement).toMatch(/^select \w+$/);
});

it("says of what no request asked for that none did, and nothing of what is quick", async () => {
  const { db, client } = server();
  const lines = await told(() =>
    sqlOf(db).query({ name: "a-while", text: "select pg_sleep($1)" }, [(SLOW_MS + 50) / 1_000]),
  );
  expect(lines).toMatchObject([{ statement: "a-while" }]);
  expect(lines[0]?.reqId).toBeUndefined();
  await expect.poll(() => told(() => client.todo.counts.query())).toEqual([]);
});

it("takes an id only as a proxy would write one", async () => {
  for (const id of ["short", `${"a".repeat(65)}`, 'a"b":"c-123', "with space 12345"]) {
    const answer = await fetch(`${server().url}/health/live`, { headers: { "x-request-id": id } });
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  }
});
