import { mkdirSync } from "node:fs";
import type pg from "pg";
import { lock } from "proper-lockfile";
import { give, type Home, prepareHome } from "./home.js";
import {
  APPLICATION_NAME,
  connectWhenReady,
  initialize,
  launch,
  runningPid,
  runningPort,
  stop,
} from "./process.js";
import { freePort, newSettings, readSettings, type Settings, urlOf, writeSettings } from "./settings.js";

/** The local PostgreSQL, running as long as anyone holds it. */
export interface LocalPostgres {
  /** The connection URL of the database `codex`. */
  readonly url: string;
  /** Where its data are. */
  readonly dir: string;
  /** Lets go of it; the last to do so stops it. */
  release(): Promise<void>;
}

const DATABASE = "codex";

/**
 * Starts the PostgreSQL that lives in `codexDir`, or joins the one that runs there already: another command
 * has it, or one that was killed left it behind. Everybody who holds it keeps a connection open, which ends
 * with the process however that ends; whoever closes the last one stops the server.
 */
export async function acquirePostgres(codexDir: string): Promise<LocalPostgres> {
  mkdirSync(codexDir, { recursive: true });
  return oneAtATime(codexDir, async () => {
    const home = prepareHome(codexDir);
    const settings = await startOrJoin(home);
    const holding = await openDatabase(settings);
    return {
      url: urlOf(settings, DATABASE),
      dir: home.dir,
      release: () => oneAtATime(codexDir, () => leave(home, holding)),
    };
  });
}

async function startOrJoin(home: Home): Promise<Settings> {
  const known = readSettings(home.dir);
  if (known && runningPid(home) !== undefined) return { ...known, port: runningPort(home) };
  const settings = known ? { ...known, port: await freePort(known.port) } : await newSettings();
  give(writeSettings(home.dir, settings), home);
  await initialize(home, settings);
  await launch(home, settings);
  return settings;
}

/** Connects to our database, having made it if it is not there. */
async function openDatabase(settings: Settings): Promise<pg.Client> {
  const client = await connectWhenReady(settings, "postgres");
  const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
  if (!rowCount) await client.query(`create database ${DATABASE}`);
  return client;
}

async function leave(home: Home, holding: pg.Client): Promise<void> {
  const others = await countOthers(holding);
  await holding.end();
  const pid = runningPid(home);
  if (others === 0 && pid !== undefined) await stop(pid);
}

/** Nobody, if the server has gone away by itself. */
async function countOthers(holding: pg.Client): Promise<number> {
  try {
    const { rows } = await holding.query<{ others: number }>(
      "select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()",
      [APPLICATION_NAME],
    );
    return rows[0]?.others ?? 0;
  } catch {
    return 0;
  }
}

/** Two commands that start or stop at the same moment do so one after the other. */
async function oneAtATime<T>(codexDir: string, work: () => Promise<T>): Promise<T> {
  const release = await lock(codexDir, { retries: { forever: true, minTimeout: 50, maxTimeout: 500 } });
  try {
    return await work();
  } finally {
    await release();
  }
}
