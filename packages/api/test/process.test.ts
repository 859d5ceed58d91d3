import { once } from "node:events";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { createEmptyDatabase, type TestDatabase, testServerUrl } from "@codex/db/testing";
import { execa } from "execa";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";

const SERVER = fileURLToPath(new URL("../dist/server.js", import.meta.url));

let database: TestDatabase;
const started: { kill(signal: "SIGKILL"): boolean }[] = [];

beforeEach(async () => {
  database = await createEmptyDatabase(testServerUrl());
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  await database.drop();
});

const run = (env: Record<string, string>) => {
  const child = execa("node", [SERVER], {
    env: { DATABASE_URL: database.url, PORT: "0", ...env },
    reject: false,
    all: true,
    forceKillAfterDelay: false,
  });
  started.push(child);
  return child;
};

/** Resolves with its address once it listens, or with what it said if it ended. */
function listening(child: ReturnType<typeof run>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.all.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = /Server listening at (http:\/\/127[^"]+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.all.on("end", () => reject(new Error(`It ended: ${said}`)));
  });
}

it("two servers that start at the same moment on an empty database both come up, migrated once", async () => {
  const addresses = await Promise.all([run({}), run({})].map(listening));
  for (const address of addresses) expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  const { rows } = await sql.query(
    "select migration_name, count(*)::int as n from _prisma_migrations group by 1",
  );
  await sql.end();
  expect(rows.every(({ n }) => n === 1)).toBe(true);
});

it.each([
  [{}, /ACCESS=single: whoever reaches this server is its one owner/],
  [{ ACCESS: "accounts" }, /ACCESS=accounts: everyone who reaches this server has todos of their own/],
])("says in one line whom it serves with %j", async (env, line) => {
  const child = run(env);
  await listening(child);
  child.kill("SIGTERM");
  expect((await child).all.split("\n").filter((said) => line.test(said))).toHaveLength(1);
});

it("keeps the secret that signs sessions over a restart, so that nobody is signed out", async () => {
  const guest = async (address: string) => {
    const { headers } = await fetch(`${address}/api/auth/sign-in/anonymous`, { method: "POST" });
    return headers.get("set-cookie")?.split(";")[0] ?? "";
  };
  const first = run({ ACCESS: "accounts" });
  const cookie = await guest(await listening(first));
  first.kill("SIGKILL");
  await first;
  const address = await listening(run({ ACCESS: "accounts" }));
  expect((await fetch(`${address}/trpc/todo.list`, { headers: { cookie } })).status).toBe(200);
  const other = await listening(run({ ACCESS: "accounts", AUTH_SECRET: "x".repeat(32) }));
  expect((await fetch(`${other}/trpc/todo.list`, { headers: { cookie } })).status).toBe(401);
});

it("says which database it connected to, without its password", async () => {
  const child = run({});
  await listening(child);
  child.kill("SIGTERM");
  const { all = "" } = await child;
  expect(all).toContain("Database connected");
  expect(all).not.toContain(new URL(database.url).password);
});

it.each([
  ["refuses", /Database connection failed: 127\.0\.0\.1:\d+\/codex: .*ECONNREFUSED/],
  ["stays silent", /Database connection failed: 127\.0\.0\.1:\d+\/codex: .*timeout/],
])("says in one line that the database %s, and exits with 1", async (how, message) => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : undefined;
  if (how === "refuses") silent.close();
  const { exitCode, all } = await run({ DATABASE_URL: `postgresql://codex:secret@127.0.0.1:${port}/codex` });
  silent.close();
  expect(exitCode).toBe(1);
  expect(all?.split("\n")).toHaveLength(1);
  expect(all).toMatch(message);
  expect(all).not.toContain("secret");
});

it.each([
  [{ DATABASE_URL: "" }, /DATABASE_URL is not set/],
  [{ DATABASE_URL: "mysql://x" }, /DATABASE_URL must be a URL such as postgresql:/],
  [{ PORT: "http" }, /PORT/],
  [{ PORT: "70000" }, /PORT/],
  [{ PUBLIC_URL: "todo.example.org" }, /PUBLIC_URL must be a URL such as https:/],
  [{ ORIGINS: "a,b" }, /ORIGINS must be origins/],
  [{ LOG_LEVEL: "loud" }, /LOG_LEVEL/],
])("names the wrong setting %j and exits with 1", async (env, message) => {
  const { exitCode, all } = await run(env);
  expect(exitCode).toBe(1);
  expect(all).toMatch(message);
});

it("says that the port is taken, and which variable to set", async () => {
  const address = await listening(run({}));
  const { exitCode, all } = await run({ PORT: new URL(address).port });
  expect(exitCode).toBe(1);
  expect(all).toMatch(/Port \d+ is taken by another program.*set PORT/);
});

it("does not serve a database whose migration failed, and says what to do", async () => {
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query("create type todo as (x int)");
  await sql.end();
  const { exitCode, all } = await run({});
  expect(exitCode).toBe(1);
  expect(all).toMatch(/The migration \d+_init failed: .*todo.*pnpm db:resolve \d+_init --rolled-back/s);
});

it.each(["SIGTERM", "SIGINT"] as const)(
  "on %s it finishes what runs, takes nothing new, and exits with 0",
  async (signal) => {
    const child = run({});
    const address = await listening(child);
    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    // A lock of a command's own is given up after four seconds, which it may take until the server has stopped listening.
    await sql.query(`
      create function held() returns trigger language plpgsql set lock_timeout = 0 as $$
        begin perform pg_advisory_xact_lock(1); return new; end $$;
      create trigger held before insert on todo for each row execute function held();
      select pg_advisory_lock(1)`);

    const sent = request(`${address}/trpc/todo.create`, {
      method: "POST",
      headers: { "content-type": "application/json" },
    });
    sent.end('{"text":"in flight"}');
    const answered = once(sent, "response");
    await waitForBlocked();
    child.kill(signal);
    await refusesConnections(address);
    await sql.query("select pg_advisory_unlock(1)");

    const [answer] = await answered;
    expect(answer.statusCode).toBe(200);
    answer.resume();
    expect((await child).exitCode).toBe(0);
    expect((await sql.query("select text from todo")).rows).toEqual([{ text: "in flight" }]);
    const text =
      "select from pg_stat_activity where datname = current_database() and application_name = 'codex'";
    // PostgreSQL notices a little later that the other side is gone.
    await expect.poll(async () => (await sql.query(text)).rowCount).toBe(0);
    await sql.end();
  },
);

it("stops although connections are open that never sent anything", async () => {
  const child = run({});
  const { port } = new URL(await listening(child));
  const silent = connect(Number(port), "127.0.0.1");
  silent.on("error", () => {});
  await once(silent, "connect");
  child.kill("SIGTERM");
  expect((await child).exitCode).toBe(0);
});

/** Until a statement of the server's waits for our lock. */
async function waitForBlocked(): Promise<void> {
  const watch = new pg.Client({ connectionString: database.url });
  await watch.connect();
  for (let blocked: number | null = 0; !blocked; ) {
    ({ rowCount: blocked } = await watch.query(
      "select from pg_stat_activity where datname = current_database() and application_name = 'codex' and wait_event_type = 'Lock'",
    ));
  }
  await watch.end();
}

/** Until the server has stopped listening. */
async function refusesConnections(address: string): Promise<void> {
  for (;;) {
    const refused = await fetch(`${address}/health/live`).then(
      ({ status }) => status === 503,
      () => true,
    );
    if (refused) return;
  }
}
