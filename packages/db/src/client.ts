import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool, PoolClient } from "pg";
import { isRolledBack } from "./errors.js";
import { PrismaClient } from "./generated/client.js";
import { keepListening } from "./listener.js";
import { type Connections, createPool, createWatchedPool } from "./pool.js";
import type { Absence } from "./silence.js";
import { onNobodysBehalf, type SlowStatement, watchStatements } from "./statements.js";

export type { Prisma } from "./generated/client.js";
export { describeUrl, isDatabaseUrl } from "./hosts.js";
export { checkConnection } from "./pool.js";
export type { Absence } from "./silence.js";
export { onBehalfOf, onNobodysBehalf } from "./statements.js";

/** The typed database client. `await db.$disconnect()` closes its pool. */
export type Db = PrismaClient;

const MAX_CONNECTIONS = 10;

/** Milliseconds that a transaction waits for a connection, and may then take: deleting a large list takes its time. */
const TRANSACTIONS = { maxWait: 5_000, timeout: 60_000 };

/**
 * Makes a client with a pool of its own. It connects at the first query.
 *
 * @param url - `postgresql://user:password@host:port/database`, or with several hosts, of which it uses whichever
 *   takes writes
 */
export function createDb(url: string): Db {
  return dbOn(createPool(url, MAX_CONNECTIONS));
}

/**
 * The same for a server whose users wait: what is asked of a database that is gone without a word fails within a second.
 *
 * @param leastLooks - tenths of a second that a database may at least take to answer; half a second if it is not given
 */
export function createWatchedDb(url: string, leastLooks?: number): Db {
  return dbOn(createWatchedPool(url, MAX_CONNECTIONS, leastLooks));
}

function dbOn(connections: Connections): Db {
  const adapter = new PrismaPg(connections.pool, { disposeExternalPool: true });
  // Minimal: the other formats print the arguments, and with them what people wrote, into messages and logs.
  const db: Db = new PrismaClient({ adapter, errorFormat: "minimal", transactionOptions: TRANSACTIONS });
  connectionsOf.set(db, connections);
  return db;
}

/** What is under each client. */
const connectionsOf = new WeakMap<Db, Connections>();

/** A statement that the server parses and plans once for each connection. */
export interface Statement {
  /** Names it among all statements of the program. */
  readonly name: string;
  readonly text: string;
}

/** Runs statements: each on any connection of the pool, or all on that of a transaction. */
export interface Sql {
  /**
   * Runs a statement without Prisma.
   *
   * @typeParam Row - the columns by name, as schema.prisma declares them; nothing checks that they are
   * @throws pg's own errors
   */
  query<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
}

/** Statements on the same pool that Prisma uses: for the few that every request makes, and for what Prisma cannot say. */
export function sqlOf(db: Db): Sql {
  const pool = poolOf(db);
  return { query: (statement, values) => run(pool, statement, values) };
}

/**
 * Runs statements as one transaction. It is undone if `work` throws, and done once more if the database chose it
 * as the victim of a deadlock: `work` must have no effect but on the database.
 */
export function transaction<T>(db: Db, work: (sql: Sql) => Promise<T>): Promise<T> {
  return onceMore(() => once(poolOf(db), work));
}

/** Does a transaction, Prisma's too, and does it once more if the database chose it as the victim of a deadlock. */
export async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRolledBack(error)) throw error;
    return await work();
  }
}

async function once<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // While it is borrowed the pool does not listen, and a connection that breaks would end the process.
  client.on("error", ignore);
  let broken: unknown;
  try {
    await client.query("begin");
    const result = await work({ query: (statement, values) => run(client, statement, values) });
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((cause: unknown) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.off("error", ignore);
    client.release(broken !== undefined);
  }
}

const ignore = () => {};

async function run<Row extends object>(
  on: Pool | PoolClient,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await on.query<Row>({ name, text, values: [...values] });
  return rows;
}

/** Tells of every statement of a client that takes at least so many milliseconds. Before its first one. */
export function watchSlow(db: Db, slowMs: number, tell: (statement: SlowStatement) => void): void {
  watchStatements(poolOf(db), slowMs, tell);
}

/** Tells when the database of a client made by createWatchedDb is given up, and when it is back. */
export function watchAbsence(db: Db, tell: (absence: Absence) => void): void {
  const { watch } = under(db);
  if (!watch) throw new Error("The client was not made by createWatchedDb.");
  watch.tell = tell;
}

/** What becomes of a client's connections at this moment. */
export interface PoolState {
  readonly open: number;
  readonly idle: number;
  /** As many as there may be. */
  readonly most: number;
  /** Who waits for one. */
  readonly waiting: number;
}

export function poolState(db: Db): PoolState {
  const { totalCount: open, idleCount: idle, waitingCount: waiting, options } = poolOf(db);
  return { open, idle, waiting, most: options.max };
}

function poolOf(db: Db): Pool {
  return under(db).pool;
}

function under(db: Db): Connections {
  const connections = connectionsOf.get(db);
  if (!connections) throw new Error("The client was not made by createDb.");
  return connections;
}

/**
 * Follows what is sent with `pg_notify`, on a connection of its own that is opened again when it breaks. What is
 * sent meanwhile is lost.
 *
 * @param opened - called whenever it listens (again)
 * @returns what ends it
 */
export function listen(
  db: Db,
  channel: string,
  { heard, opened }: { heard: (payload: string) => void; opened: () => void },
): () => Promise<void> {
  const { pool, Client } = under(db);
  return onNobodysBehalf(() => keepListening({ ...pool.options, Client, channel, heard, opened }));
}

declare global {
  var codexDbs: Map<string, Db> | undefined;
}

/**
 * The process's one client for `url`. It outlives a reload of this module, so that a development server
 * which evaluates it anew does not open a second pool.
 */
export function getDb(url: string): Db {
  globalThis.codexDbs ??= new Map();
  const known = globalThis.codexDbs.get(url);
  if (known) return known;
  const db = createWatchedDb(url);
  globalThis.codexDbs.set(url, db);
  return db;
}
