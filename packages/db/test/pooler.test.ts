import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkConnection } from "../src/client.js";
import { PoolerError } from "../src/pooler.js";
import { createTestDatabase, type TestDatabase, testServerUrl } from "../src/testing.js";

const PGBOUNCER = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"].find(
  existsSync,
);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(testServerUrl());
});
afterAll(() => database.drop());

it("takes PostgreSQL itself", async () => {
  await expect(checkConnection(database.url)).resolves.toBeUndefined();
});

// Where a machine has none there is nothing to be recognised; .ci/run installs one.
if (PGBOUNCER === undefined) console.warn("There is no pgbouncer on this machine: poolers are not tested.");
else {
  describe("behind PgBouncer", () => {
    it("is refused in transaction mode, in a sentence that says what to set", async () => {
      await behind("transaction", async (url) => {
        await expect(checkConnection(url)).rejects.toThrow(PoolerError);
        await expect(checkConnection(url)).rejects.toThrow(/Set DATABASE_URL to PostgreSQL itself/);
      });
    });

    it("is refused in transaction mode also beside others who use the same pool", async () => {
      await behind("transaction", async (url) => {
        const others = await Promise.all(Array.from({ length: 8 }, () => busy(url)));
        for (let time = 0; time < 5; time++) await expect(checkConnection(url)).rejects.toThrow(PoolerError);
        for (const stop of others) await stop();
      });
    });

    it("is taken in session mode", async () => {
      await behind("session", async (url) => {
        await expect(checkConnection(url)).resolves.toBeUndefined();
      });
    });
  });
}

/** Somebody who makes one transaction after the other. @returns what ends it */
async function busy(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let stopped = false;
  const working = (async () => {
    while (!stopped) await client.query("select 1");
  })();
  return async () => {
    stopped = true;
    await working;
    await client.end();
  };
}

/** Runs a PgBouncer before the database. */
async function behind(mode: "session" | "transaction", work: (url: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "codex-pgbouncer-"));
  const { hostname, port, username, password, pathname } = new URL(database.url);
  const listen = await freePort();
  writeFileSync(join(dir, "users.txt"), `"${username}" "${decodeURIComponent(password)}"\n`, { mode: 0o644 });
  writeFileSync(
    join(dir, "pgbouncer.ini"),
    `[databases]
     * = host=${hostname} port=${port}
     [pgbouncer]
     listen_addr = 127.0.0.1
     listen_port = ${listen}
     unix_socket_dir =
     auth_type = plain
     auth_file = ${dir}/users.txt
     pool_mode = ${mode}
     default_pool_size = 20\n`.replaceAll(/^ +/gm, ""),
  );
  // It refuses to be root, and reads no folder that only root may read.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  chmodSync(dir, 0o755);
  const child = spawn(PGBOUNCER ?? "", [join(dir, "pgbouncer.ini")], { ...user, stdio: "ignore" });
  const ended = once(child, "exit");
  try {
    await listening(listen, child);
    await work(`postgresql://${username}:${password}@127.0.0.1:${listen}${pathname}`);
  } finally {
    child.kill("SIGKILL");
    await ended;
    rmSync(dir, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const closed = once(server, "close");
  server.close();
  await closed;
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}

/** Until it takes connections. */
async function listening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, "127.0.0.1");
    const open = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
  }
  throw new Error(`PgBouncer ended with ${child.exitCode}.`);
}
