import pg from "pg";
import { currentUrl, findPrimary, prepareSession, urlsOf } from "./hosts.js";

/** Milliseconds to wait for a connection, free in the pool or new, before giving up. */
const CONNECTION_TIMEOUT_MS = 5_000;

/**
 * A client that connects to whichever host of its URL takes writes. That is looked for anew whenever a connection
 * ends, whether it broke, was refused, or led to a standby.
 */
export class PrimaryClient extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    const { connectionString: url = "" } = config;
    super({ ...config, connectionString: currentUrl(url) });
    if (urlsOf(url).length > 1) this.once("end", () => void findPrimary(url).catch(() => {}));
  }
}

/** A bounded pool of sessions that take writes. */
export function createPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "codex",
    max,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    keepAlive: true,
    onConnect: prepareSession,
    Client: PrimaryClient,
  });
  // A connection that breaks while idle leaves the pool by itself; without a listener Node would end the process.
  pool.on("error", () => {});
  return pool;
}

/**
 * Connects once and lets go again.
 *
 * @throws what went wrong in PostgreSQL's or the network's own words, which Prisma would replace by its own
 */
export async function checkConnection(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: await findPrimary(url),
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
  });
  await client.connect();
  await client.end();
}
