import { checkConnection, type Db, describeUrl, getDb, watchAbsence, watchSlow } from "@codex/db";
import { reasonAway } from "@codex/db/errors";
import { deployMigrations } from "@codex/db/migrate";
import type { Logger } from "pino";
import { buildApp } from "./app.js";
import { prune } from "./command/prune.js";
import type { Env } from "./env.js";
import { Departure } from "./http/departure.js";
import { listen } from "./http/listen.js";
import { createMetrics, type Metrics } from "./metrics/metrics.js";
import { type MetricsServer, serveMetrics } from "./metrics/serve.js";

/** Milliseconds between two rounds of pruning. */
const PRUNE_MS = 60 * 60_000;

/** A server that answers. */
export interface RunningServer {
  /** The addresses it listens on, such as `http://127.0.0.1:5000`. */
  readonly addresses: string[];
  /** Where its metrics are, if it has any. */
  readonly metrics: string | undefined;
  /** Departs, so that balancers know, finishes what runs, then closes the database pool. */
  close(): Promise<void>;
}

/** The server could not start; the message is the whole story and is already fit to be shown. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/**
 * Connects, migrates, and listens.
 *
 * @throws StartError if the database cannot be reached or the port is taken
 * @throws MigrationError if the migrations need a person
 */
export async function runServer(env: Env, log: Logger): Promise<RunningServer> {
  const where = describeUrl(env.DATABASE_URL);
  try {
    await checkConnection(env.DATABASE_URL);
    log.info({ database: where }, "Database connected");
  } catch (error) {
    throw new StartError(`Database connection failed: ${where}: ${reasonAway(error)}`, { cause: error });
  }
  const db = getDb(env.DATABASE_URL);
  tellOfAbsence(db, log);
  if (env.SLOW_QUERY_MS !== undefined) tellOfSlow(db, env.SLOW_QUERY_MS, log);
  try {
    const { applied, newer } = await deployMigrations(env.DATABASE_URL);
    if (applied.length > 0) log.info({ applied }, "Migrations applied");
    if (newer.length > 0) log.warn({ newer }, "The database has migrations of a newer release");
    log.info({ access: env.ACCESS }, ACCESS_MEANS[env.ACCESS]);
    const metrics = env.METRICS_PORT === undefined ? undefined : createMetrics(db);
    const departure = new Departure();
    const app = await buildApp({ db, env, log, metrics, departing: departure });
    const metricsServer = metrics && (await openMetrics(metrics, env, log));
    const stopPruning = pruneHourly(db, env, log);
    const { addresses, doors } = await listen(app, env).catch(async (error: unknown) => {
      await metricsServer?.close();
      throw listenError(error, env, "PORT");
    });
    return {
      addresses,
      metrics: metricsServer?.address,
      close: async () => {
        stopPruning();
        await departure.take(env.DRAIN_SECONDS * 1_000, doors);
        await app.close();
        // To the end, so that how the server stops can be seen.
        await metricsServer?.close();
        await db.$disconnect();
      },
    };
  } catch (error) {
    await db.$disconnect();
    throw error;
  }
}

/** A statement that took long, by its name: what it was about is nobody's business. */
export function tellOfSlow(db: Db, slowMs: number, log: Logger): void {
  watchSlow(db, slowMs, ({ name, ms, askedBy }) => {
    log.warn({ reqId: askedBy, statement: name, ms }, "A statement took long");
  });
}

/** A database that was given up, and its return. */
export function tellOfAbsence(db: Db, log: Logger): void {
  watchAbsence(db, ({ what, host }) => log.warn({ database: describeUrl(host) }, ABSENCE_MEANS[what]));
}

const ABSENCE_MEANS = {
  gone: "The database does not answer: its connections are cut, and requests refused until it does",
  left: "A host of the database does not answer: its connections are cut, and another one is used",
  back: "The database answers again",
} as const;

const ACCESS_MEANS = {
  single: "ACCESS=single: whoever reaches this server is its one owner and needs no password",
  accounts: "ACCESS=accounts: everyone who reaches this server has todos of their own",
} as const;

/** @returns what ends it */
function pruneHourly(db: Db, { HISTORY_DAYS, AUDIT_DAYS }: Env, log: Logger): () => void {
  const run = () =>
    prune(db, { now: new Date(), historyDays: HISTORY_DAYS, auditDays: AUDIT_DAYS }).then(
      (removed) => {
        if (Object.values(removed).some((count) => count > 0)) log.info(removed, "Pruned what has ended");
      },
      (error: unknown) => log.warn({ err: error }, "Could not prune what has ended"),
    );
  const timer = setInterval(run, PRUNE_MS).unref();
  void run();
  return () => clearInterval(timer);
}

/** On the first of the addresses that the server listens on. */
async function openMetrics(metrics: Metrics, env: Env, log: Logger): Promise<MetricsServer> {
  const host = env.HOST === "localhost" ? "127.0.0.1" : env.HOST;
  const server = await serveMetrics(metrics, { host, port: env.METRICS_PORT ?? 0 }, log).catch(
    (error: unknown) => {
      throw listenError(error, env, "METRICS_PORT");
    },
  );
  log.info({ address: server.address }, "Metrics are served");
  return server;
}

function listenError(error: unknown, env: Env, name: "PORT" | "METRICS_PORT"): unknown {
  const { HOST, [name]: port } = env;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    const airplay =
      process.platform === "darwin" && port === 5000 ? " (on macOS often AirPlay Receiver)" : "";
    return new StartError(`Port ${port} is taken by another program${airplay}: set ${name} to a free one.`, {
      cause: error,
    });
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new StartError(`HOST ${HOST} is no address of this machine.`, { cause: error });
  }
  if (code === "EACCES")
    return new StartError(`Port ${port} needs privileges: set ${name} to one above 1023.`, { cause: error });
  return error;
}
