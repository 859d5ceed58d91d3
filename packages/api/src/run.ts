import { checkConnection, type Db, describeUrl, getDb } from "@codex/db";
import { reasonAway } from "@codex/db/errors";
import { deployMigrations } from "@codex/db/migrate";
import type { Logger } from "pino";
import { buildApp } from "./app.js";
import { prune } from "./command/prune.js";
import type { Env } from "./env.js";
import { Departure } from "./http/departure.js";
import { listen } from "./http/listen.js";

/** Milliseconds between two rounds of pruning. */
const PRUNE_MS = 60 * 60_000;

/** A server that answers. */
export interface RunningServer {
  /** The addresses it listens on, such as `http://127.0.0.1:5000`. */
  readonly addresses: string[];
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
  try {
    const { applied, newer } = await deployMigrations(env.DATABASE_URL);
    if (applied.length > 0) log.info({ applied }, "Migrations applied");
    if (newer.length > 0) log.warn({ newer }, "The database has migrations of a newer release");
    log.info({ access: env.ACCESS }, ACCESS_MEANS[env.ACCESS]);
    const departure = new Departure();
    const app = await buildApp({ db, env, log, departing: departure });
    const stopPruning = pruneHourly(db, env, log);
    const { addresses, doors } = await listen(app, env).catch((error: unknown) => {
      throw listenError(error, env);
    });
    return {
      addresses,
      close: async () => {
        stopPruning();
        await departure.take(env.DRAIN_SECONDS * 1_000, doors);
        await app.close();
        await db.$disconnect();
      },
    };
  } catch (error) {
    await db.$disconnect();
    throw error;
  }
}

const ACCESS_MEANS = {
  single: "ACCESS=single: whoever reaches this server is its one owner and needs no password",
  accounts: "ACCESS=accounts: everyone who reaches this server has todos of their own",
} as const;

/** @returns what ends it */
function pruneHourly(db: Db, { HISTORY_DAYS }: Env, log: Logger): () => void {
  const run = () =>
    prune(db, { now: new Date(), historyDays: HISTORY_DAYS }).then(
      (removed) => {
        if (Object.values(removed).some((count) => count > 0)) log.info(removed, "Pruned what has ended");
      },
      (error: unknown) => log.warn({ err: error }, "Could not prune what has ended"),
    );
  const timer = setInterval(run, PRUNE_MS).unref();
  void run();
  return () => clearInterval(timer);
}

function listenError(error: unknown, { HOST, PORT }: Env): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    const airplay =
      process.platform === "darwin" && PORT === 5000 ? " (on macOS often AirPlay Receiver)" : "";
    return new StartError(`Port ${PORT} is taken by another program${airplay}: set PORT to a free one.`, {
      cause: error,
    });
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new StartError(`HOST ${HOST} is no address of this machine.`, { cause: error });
  }
  if (code === "EACCES")
    return new StartError(`Port ${PORT} needs privileges: set PORT to one above 1023.`, { cause: error });
  return error;
}
