// What the door, the log and the streams cost: pnpm --filter @codex/bench parts. Ratios to the first line of each table.
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { performance } from "node:perf_hooks";
import { createCaller } from "@codex/api/caller";
import { createOperator } from "@codex/api/operator";
import { newId } from "@codex/core/id";
import { createDb } from "@codex/db";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";
import pg from "pg";
import { type ServerProcess, startServerProcess } from "./converge/server.js";
import { percentile } from "./percentile.js";
import { sideBySide } from "./side-by-side.js";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const AT_ONCE = 10;

const database = await createTestDatabase(testServerUrl());
const db = createDb(database.url);
const pool = new pg.Pool({ connectionString: database.url, max: AT_ONCE });
const settings = { ACCESS: "accounts" };
const servers = [
  await startServerProcess(database.url, settings),
  await startServerProcess(database.url, settings),
];
const [writer, reader] = servers;
if (!writer || !reader) throw new Error("There are no servers.");

await commandsBesideAnInsert();
await latency(writer, reader);
await manyStreams(writer, reader);

for (const server of servers) await server.stop();
await pool.end();
await db.$disconnect();
await database.drop();

/** As many commands as a bare insert into a table of the same columns, ten at a time. */
async function commandsBesideAnInsert(): Promise<void> {
  await pool.query("create table bare (like todo including defaults including indexes)");
  const codex = await createCaller(db, silent);
  const one = (await codex.list.create({ name: "One" })).id;
  const many = await Promise.all(
    Array.from({ length: 50 }, async () => (await codex.list.create({ name: "a" })).id),
  );
  const insert = {
    name: "bare",
    text: "insert into bare (id, list_id, text, created_at) values ($1, $2, $3, now())",
  };
  const tenTimes = (once: () => Promise<unknown>) => () => Promise.all(Array.from({ length: AT_ONCE }, once));
  let next = 0;
  await sideBySide(
    "A command beside a bare insert, ten at once",
    [
      ["one prepared insert, no log", tenTimes(() => pool.query({ ...insert, values: [newId(), one, "a"] }))],
      [
        "todo.create through the door, one list",
        tenTimes(() => codex.todo.create({ listId: one, text: "a" })),
      ],
      [
        "todo.create through the door, fifty lists",
        tenTimes(() => codex.todo.create({ listId: many[next++ % many.length], text: "a" })),
      ],
    ],
    { turns: 9, perTurn: 40 },
  );
}

/** From the answer of a command at one process to its arrival at a stream of another. */
async function latency(from: ServerProcess, to: ServerProcess): Promise<void> {
  const { token, userId } = await account("latency");
  const inbox = await db.list.findUniqueOrThrow({ where: { inboxOf: userId }, select: { id: true } });
  const arrived = new Map<string, number>();
  const stream = await openStream(to, token, (text) => {
    for (const [, id] of text.matchAll(/"table":"todo","id":"([^"]+)"/g))
      if (id) arrived.set(id, performance.now());
  });
  const measure = async (title: string, times: number) => {
    const pushes: number[] = [];
    const delays: number[] = [];
    for (let count = 0; count < times; count++) {
      const id = newId();
      const begun = performance.now();
      await push(from, token, inbox.id, id);
      const committed = performance.now();
      pushes.push(committed - begun);
      while (!arrived.has(id)) await new Promise((resolve) => setImmediate(resolve));
      delays.push((arrived.get(id) ?? committed) - committed);
    }
    const median = percentile(pushes, 0.5);
    console.log(
      `  ${title.padEnd(8)} p50 ${percentile(delays, 0.5).toFixed(1)} ms (${(percentile(delays, 0.5) / median).toFixed(2)} of a push), ` +
        `p99 ${percentile(delays, 0.99).toFixed(1)} ms (${(percentile(delays, 0.99) / median).toFixed(2)})`,
    );
  };
  console.log("\nFrom a command's answer at one process to its arrival at a client of another");
  await measure("idle", 300);
  const load = await account("load");
  const loadInbox = await db.list.findUniqueOrThrow({
    where: { inboxOf: load.userId },
    select: { id: true },
  });
  let loading = true;
  const loads = Array.from({ length: 8 }, async () => {
    while (loading) await push(from, load.token, loadInbox.id, newId());
  });
  await measure("loaded", 300);
  loading = false;
  await Promise.all(loads);
  stream.destroy();
}

/** A thousand streams on one process: what each takes, and how long a change needs to all of them. */
async function manyStreams(from: ServerProcess, to: ServerProcess): Promise<void> {
  const people = await Promise.all(Array.from({ length: 25 }, (_, index) => account(`person${index}`)));
  const [first] = people;
  if (!first) return;
  const before = residentKilobytes(to);
  let arrivals = 0;
  const id = newId();
  const list = newId();
  await db.list.create({
    data: {
      id: list,
      name: "Shared",
      members: {
        create: people.map(({ userId }, index) => ({ userId, role: index === 0 ? "owner" : "editor" })),
      },
    },
  });
  const streams = await Promise.all(
    people.flatMap(({ token }) =>
      Array.from({ length: 40 }, () =>
        openStream(to, token, (text) => {
          if (text.includes(id)) arrivals += 1;
        }),
      ),
    ),
  );
  const perStream = (residentKilobytes(to) - before) / streams.length;
  const begun = performance.now();
  await push(from, first.token, list, id);
  const committed = performance.now();
  while (arrivals < streams.length / 2) await new Promise((resolve) => setImmediate(resolve));
  const half = performance.now();
  while (arrivals < streams.length) await new Promise((resolve) => setImmediate(resolve));
  const all = performance.now();
  const ratio = (time: number) => ((time - committed) / (committed - begun)).toFixed(1);
  console.log(
    `\n${streams.length} streams on one process: ${perStream.toFixed(0)} kB resident each; a change is at half of them after ` +
      `${(half - committed).toFixed(0)} ms, at all after ${(all - committed).toFixed(0)} ms (${ratio(half)} and ${ratio(all)} times the push)`,
  );
  for (const stream of streams) stream.destroy();
}

async function account(name: string): Promise<{ token: string; userId: string }> {
  const operator = createOperator(db, "http://localhost", silent);
  const email = `${name}@example.org`;
  await operator.createUser(email);
  const { secret } = await operator.createToken(email, { name, scope: "read-write" });
  const { id } = await db.user.findUniqueOrThrow({ where: { email }, select: { id: true } });
  return { token: secret, userId: id };
}

async function push(server: ServerProcess, token: string, listId: string, id: string): Promise<void> {
  const command = { commandId: newId(), kind: "todo.create", listId, todos: [{ id, text: "a" }] };
  const answer = await fetch(`http://127.0.0.1:${server.port}/trpc/sync.push`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ commands: [command] }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  await answer.text();
}

/** Resolves once the stream has said where everything is. */
function openStream(
  server: ServerProcess,
  token: string,
  heard: (text: string) => void,
): Promise<{ destroy(): unknown }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const request = get(
      { port: server.port, host: "127.0.0.1", path: "/trpc/sync.live", headers, agent: false },
      (answer) => {
        answer.setEncoding("utf8");
        answer.on("data", (text: string) => {
          if (text.includes('"heads"')) resolve(request);
          heard(text);
        });
        answer.on("error", () => {});
      },
    );
    request.on("error", reject);
  });
}

function residentKilobytes({ pid }: ServerProcess): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN);
}
