import pg from "pg";
import { currentUrl, findPrimary, prepareSession, urlsOf } from "./hosts.js";
import { requireSession } from "./pooler.js";
import { SilenceWatch } from "./silence.js";

/** Milliseconds to wait for a connection, free in the pool or new, before giving up. */
const CONNECTION_TIMEOUT_MS = 5_000;

/** Milliseconds of silence after which TCP asks whether the other side is there; the system's own would be two hours. */
const KEEP_ALIVE_MS = 10_000;

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

/** Makes connections outside a pool with what the pool's have. */
type Client = typeof PrimaryClient;

/** A bounded pool, what its clients are made with, and what watches it where somebody does. */
export interface Connections {
  readonly pool: pg.Pool;
  readonly Client: Client;
  readonly watch?: SilenceWatch;
}

/** A bounded pool of sessions that take writes. */
export function createPool(url: string, max: number): Connections {
  return { pool: poolOf(url, max, PrimaryClient), Client: PrimaryClient };
}

/** The same for a server whose users wait: a database that is gone without a word is told from one that is slow. */
export function createWatchedPool(url: string, max: number, leastLooks?: number): Connections {
  const watch = new SilenceWatch(url, leastLooks);
  class WatchedClient extends PrimaryClient {
    constructor(config: pg.ClientConfig = {}) {
      super({ ...config, stream: watch.socket });
    }
  }
  const pool = poolOf(url, max, WatchedClient);
  watch.watch(pool);
  return { pool, Client: WatchedClient, watch };
}

function poolOf(url: string, max: number, Client: Client): pg.Pool {
  return new pg.Pool({
    connectionString: url,
    application_name: "codex",
    max,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    onConnect: prepareSession,
    Client,
  }).on("error", ignore);
}

/** A connection that breaks while idle leaves the pool by itself; without a listener Node would end the process. */
const ignore = () => {};

/**
 * Connects once and lets go again.
 *
 * @throws what went wrong in PostgreSQL's or the network's own words, which Prisma would replace by its own
 * @throws PoolerError if sessions do not last
 */
export async function checkConnection(url: string): Promise<void> {
  const config = { connectionString: await findPrimary(url), connectionTimeoutMillis: CONNECTION_TIMEOUT_MS };
  const client = new pg.Client(config);
  await client.connect();
  try {
    await requireSession(client, config);
  } finally {
    await client.end();
  }
}
