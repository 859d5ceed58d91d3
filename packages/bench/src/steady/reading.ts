import { setTimeout as later } from "node:timers/promises";
import pg from "pg";
import type { Contender } from "../scales/contenders.js";

/** What is held at one moment. */
export interface Holding {
  /** Milliseconds of a processor that the process has had so far. */
  readonly had: number;
  /** Bytes: after a collection of garbage, and as the machine counts. */
  readonly heap: number;
  readonly rss: number;
  /** Sockets of the process besides those to the database, and those that it had before anybody came. */
  readonly sockets: number;
  /** As the server counts them. */
  readonly streams: number;
  readonly pool: { readonly open: number; readonly idle: number; readonly waiting: number };
  /** To the database, as PostgreSQL counts them. */
  readonly connections: number;
}

/** Seconds within which a server has to have let go of what nobody uses. */
const LETS_GO_WITHIN_S = 60;
/** Milliseconds between two looks. */
const LOOK_MS = 250;

/** Reads what a server holds, from its process, its metrics and PostgreSQL. */
export class Meter {
  #socketsAtRest = 0;

  private constructor(
    private readonly contender: Contender,
    private readonly client: pg.Client,
  ) {}

  /** Call it before anybody has come. */
  static async of(contender: Contender, databaseUrl: string): Promise<Meter> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const meter = new Meter(contender, client);
    // What was connected to migrate may still be counted by PostgreSQL, and no more by the process.
    const { holding } = await meter.settled(
      ({ pool, connections }) => pool.idle === pool.open && connections === pool.open,
    );
    meter.#socketsAtRest = holding.sockets;
    return meter;
  }

  /** Looks until it is as it should be, or for as long as that may take: no server tells when it has let go. */
  async settled(isSettled: (holding: Holding) => boolean): Promise<{ holding: Holding; seconds: number }> {
    const begun = performance.now();
    for (;;) {
      const holding = await this.read();
      const seconds = (performance.now() - begun) / 1_000;
      if (isSettled(holding) || seconds > LETS_GO_WITHIN_S) return { holding, seconds };
      await later(LOOK_MS);
    }
  }

  async read(): Promise<Holding> {
    const { contender } = this;
    const connections = await this.#connections();
    const all = await contender.ask("sockets");
    const metrics = await this.#metrics();
    return {
      had: (await contender.ask("cpu")) / 1_000,
      heap: await contender.ask("heap"),
      rss: await contender.ask("rss"),
      sockets: all - connections - this.#socketsAtRest,
      streams: metric(metrics, "codex_streams_open"),
      pool: {
        open: metric(metrics, 'codex_pool_connections{state="open"}'),
        idle: metric(metrics, 'codex_pool_connections{state="idle"}'),
        waiting: metric(metrics, "codex_pool_waiting"),
      },
      connections,
    };
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /** On a connection that is not kept: it would be one of the sockets that are counted. */
  async #metrics(): Promise<string> {
    const url = `http://127.0.0.1:${this.contender.metricsPort}/metrics`;
    return (await fetch(url, { headers: { connection: "close" } })).text();
  }

  async #connections(): Promise<number> {
    const { rows } = await this.client.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return rows[0]?.count ?? Number.NaN;
  }
}

function metric(metrics: string, name: string): number {
  const line = metrics.split("\n").find((one) => one.startsWith(`${name} `));
  if (line === undefined) throw new Error(`The metrics have no ${name}.`);
  return Number(line.slice(name.length));
}
