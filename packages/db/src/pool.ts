import pg from "pg";
import { requireSession } from "./pooler.js";

/** Milliseconds to wait for a connection, free in the pool or new, before giving up. */
const CONNECTION_TIMEOUT_MS = 5_000;

/** Where a connection URL points, without its password: fit for logs. */
export function describeUrl(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/**
 * A bounded pool whose every session speaks UTC: Prisma's adapter writes a `timestamptz` hours off where
 * the session's zone is another.
 */
export function createPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "codex",
    max,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    keepAlive: true,
    onConnect: async (client) => {
      await client.query("set timezone = 'UTC'");
    },
  });
  // A connection that breaks while idle leaves the pool by itself; without a listener Node would end the process.
  pool.on("error", () => {});
  return pool;
}

/**
 * Connects once and lets go again.
 *
 * @throws what went wrong in PostgreSQL's or the network's own words, which Prisma would replace by its own
 * @throws PoolerError if sessions do not last
 */
export async function checkConnection(url: string): Promise<void> {
  const config = { connectionString: url, connectionTimeoutMillis: CONNECTION_TIMEOUT_MS };
  const client = new pg.Client(config);
  await client.connect();
  try {
    await requireSession(client, config);
  } finally {
    await client.end();
  }
}
