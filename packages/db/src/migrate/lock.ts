import { setTimeout as later } from "node:timers/promises";
import pg, { type ClientBase } from "pg";
import { findPrimary } from "../hosts.js";

/**
 * Our advisory lock. The engine takes Prisma's own (72707369) while it applies, so that one must stay free;
 * ours holds the look at the history and what follows from it together.
 */
export const MIGRATION_LOCK = 0x636f646578;

const ASK_AGAIN_MS = 100;

/** Runs `work` while no other process migrates the database at `url`; waits for one that does. */
export async function withMigrationLock<T>(
  url: string,
  work: (client: ClientBase) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: await findPrimary(url),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // What breaks the connection shows in the statement that runs on it; unheard it would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    // Asked again and again: a statement that waits is one that "create index concurrently" would wait for, for ever.
    while (!(await isLocked(client))) await later(ASK_AGAIN_MS);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function isLocked(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
    MIGRATION_LOCK,
  ]);
  return rows[0]?.locked === true;
}
