import { once } from "node:events";
import { createServer } from "node:net";
import { sqlOf, transaction } from "@codex/db";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";
import { expect, it } from "vitest";
import { readEnv } from "../src/env.js";
import { createLog } from "../src/http/log.js";
import { revisionOf } from "../src/metrics/release.js";
import { appRouter } from "../src/router.js";
import { runServer } from "../src/run.js";
import { useTestServer } from "./server.js";
import { call } from "./world.js";

const server = useTestServer({ METRICS_PORT: 0, RATE_USER: null });
const PROCEDURES = Object.keys(appRouter._def.procedures);

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The lines of what Prometheus reads. */
function samplesOf(text: string): Sample[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name = "", inner = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      const labels = [...inner.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", text = ""]) => [key, text]);
      return { name, labels: Object.fromEntries(labels), value: Number(value) };
    });
}

async function samples(name: string): Promise<Sample[]> {
  const text = (await server().metrics?.text()) ?? "";
  return samplesOf(text).filter((sample) => sample.name === name);
}

async function value(
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number | undefined> {
  const found = (await samples(name)).filter((sample) =>
    Object.entries(labels).every(([key, text]) => sample.labels[key] === text),
  );
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0]?.value;
}

it("counts every procedure once for each call, in a batch too, and what it was refused with", async () => {
  for (const path of PROCEDURES) await call(server(), path, undefined, {});
  const counts = await samples("codex_procedure_duration_seconds_count");
  expect(Object.fromEntries(counts.map(({ labels, value }) => [labels["procedure"], value]))).toEqual(
    Object.fromEntries(PROCEDURES.map((path) => [path, 1])),
  );
  expect(await value("codex_procedure_errors_total", { procedure: "todo.create", code: "BAD_REQUEST" })).toBe(
    1,
  );
  expect(await value("codex_procedure_errors_total", { procedure: "todo.list" })).toBeUndefined();
  await fetch(`${server().url}/trpc/todo.counts,todo.counts?batch=1&input=%7B%7D`);
  expect(await value("codex_procedure_duration_seconds_count", { procedure: "todo.counts" })).toBe(3);
});

it("takes no label from what is asked for", async () => {
  const { url } = server();
  const odd = ["/trpc/todo.made-up", "/trpc/made-up,todo.list?batch=1&input=%7B%7D", "/made-up", "/%zz"];
  for (const path of odd) await fetch(url + path);
  await fetch(`${url}/trpc/todo.list`, { method: "PROPFIND" });
  const text = (await server().metrics?.text()) ?? "";
  expect(text).not.toMatch(/made-up|PROPFIND|zz/);
  expect((await samples("codex_http_requests_total")).map(({ labels }) => labels["route"])).toEqual(
    expect.arrayContaining(["/trpc/:path", "none"]),
  );
  await expect.poll(() => value("codex_http_requests_total", { route: "none", status: "404" })).toBe(2);
});

it("tells of the release, the process and its event loop", async () => {
  const [build] = await samples("codex_build_info");
  expect(build?.labels["version"]).toMatch(/^\d+\.\d+\.\d+/);
  expect(build?.labels["revision"]).toBe(revisionOf());
  expect(await value("process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
  expect(await value("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThanOrEqual(0);
});

it("tells of the pool, at once although nothing in it is free", async () => {
  const { db } = server();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const most = (await value("codex_pool_connections", { state: "most" })) ?? 0;
  let holding = 0;
  const allHold = new Promise<void>((resolve) => {
    for (let index = 0; index < most; index += 1)
      void transaction(db, () => {
        holding += 1;
        if (holding === most) resolve();
        return held;
      });
  });
  await allHold;
  const waiting = sqlOf(db).query({ name: "waits", text: "select 1" }, []);
  const text = samplesOf((await server().metrics?.text()) ?? "");
  letGo();
  await waiting;
  const [first] = text.filter(({ name }) => name === "codex_pool_waiting");
  expect(first?.value).toBe(1);
  const pool = text.filter(({ name }) => name === "codex_pool_connections");
  expect(Object.fromEntries(pool.map(({ labels, value }) => [labels["state"], value]))).toEqual({
    open: most,
    idle: 0,
    most,
  });
});

it("tells how many streams are open, and how far they are behind their logs", async () => {
  const { url, db, client } = server();
  const { id } = await client.list.create.mutate({ name: "Followed" });
  const leave = new AbortController();
  const { body } = await fetch(`${url}/trpc/sync.live`, { signal: leave.signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const readUntil = async (wanted: string) => {
    for (let text = ""; !text.includes(wanted); ) text += (await reader?.read())?.value ?? "";
  };
  await readUntil(id);
  expect(await value("codex_streams_open")).toBe(1);
  // A scrape that the database does not answer in time knows nothing of it.
  await expect.poll(() => value("codex_log_lag_changes")).toBe(0);
  await transaction(db, async (sql) => {
    // What has to be read for the streams waits for this; that there is something does not.
    await sql.query({ name: "hold", text: "lock table gone in access exclusive mode" }, []);
    await db.$executeRaw`update list set name = 'Behind' where id = ${id}::uuid`;
    await expect.poll(() => value("codex_log_lag_changes")).toBe(1);
  });
  await readUntil("Behind");
  await expect.poll(() => value("codex_log_lag_changes")).toBe(0);
  leave.abort();
  await expect.poll(() => value("codex_streams_open")).toBe(0);
});

it("tells of migrations, and nothing of them while the database is away", async () => {
  const { db, cable } = server();
  const all = (await db.$queryRaw<unknown[]>`select from _prisma_migrations`).length;
  const migrations = async () =>
    Object.fromEntries(
      (await samples("codex_migrations")).map(({ labels, value }) => [labels["state"], value]),
    );
  await expect.poll(migrations).toEqual({ applied: all, pending: 0 });
  await db.$executeRaw`update _prisma_migrations set rolled_back_at = now() where migration_name like '%init'`;
  await expect.poll(migrations).toEqual({ applied: all - 1, pending: 1 });
  await db.$executeRaw`update _prisma_migrations set rolled_back_at = null`;
  await cable.unplug();
  expect(await value("codex_database_up")).toBe(0);
  expect(await samples("codex_migrations")).toEqual([]);
  expect(await samples("codex_log_lag_changes")).toEqual([]);
  await cable.plugIn();
  await expect.poll(() => value("codex_database_up")).toBe(1);
  await expect.poll(migrations).toEqual({ applied: all, pending: 0 });
});

it("serves them on a port of their own, only if there is one", async () => {
  const database = await createTestDatabase(testServerUrl());
  const base = { DATABASE_URL: database.url, PORT: "0", HOST: "127.0.0.1" };
  const log = createLog("silent");
  const without = await runServer(readEnv(base), log);
  expect(without.metrics).toBeUndefined();
  expect((await fetch(`${without.addresses[0]}/metrics`)).status).toBe(404);
  await without.close();

  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = String(typeof address === "object" && address ? address.port : 0);
  await expect(runServer(readEnv({ ...base, METRICS_PORT: port }), log)).rejects.toThrow(
    `Port ${port} is taken by another program: set METRICS_PORT to a free one.`,
  );
  taken.close();

  const running = await runServer(readEnv({ ...base, METRICS_PORT: "0" }), log);
  const where = running.metrics ?? "";
  const answer = await fetch(where);
  expect(answer.headers.get("content-type")).toContain("text/plain");
  expect(samplesOf(await answer.text()).map(({ name }) => name)).toContain("codex_build_info");
  expect((await fetch(where, { method: "POST" })).status).toBe(405);
  expect((await fetch(new URL("/", where))).status).toBe(404);
  expect((await fetch(`${running.addresses[0]}/metrics`)).status).toBe(404);
  await running.close();
  await expect(fetch(where)).rejects.toThrow();
  await database.drop();
});
