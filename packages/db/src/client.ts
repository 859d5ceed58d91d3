import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool } from "pg";
import { PrismaClient } from "./generated/client.js";
import { createPool } from "./pool.js";

export type { Prisma } from "./generated/client.js";
export { checkConnection, describeUrl } from "./pool.js";

/** The typed database client. `await db.$disconnect()` closes its pool. */
export type Db = PrismaClient;

const MAX_CONNECTIONS = 10;

/** Milliseconds that a transaction waits for a connection, and may then take: deleting a large list takes its time. */
const TRANSACTIONS = { maxWait: 5_000, timeout: 60_000 };

/**
 * Makes a client with a pool of its own. It connects at the first query.
 *
 * @param url - `postgresql://user:password@host:port/database`
 */
export function createDb(url: string): Db {
  const pool = createPool(url, MAX_CONNECTIONS);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  // Minimal: the other formats print the arguments, and with them what people wrote, into messages and logs.
  const db: Db = new PrismaClient({ adapter, errorFormat: "minimal", transactionOptions: TRANSACTIONS });
  pools.set(db, pool);
  return db;
}

/** The pool under each client. */
const pools = new WeakMap<Db, Pool>();

/** A statement that the server parses and plans once for each connection. */
export interface Statement {
  /** Names it among all statements of the program. */
  readonly name: string;
  readonly text: string;
}

/**
 * Runs a statement without Prisma, on the same pool: for the few that every request makes.
 *
 * @typeParam Row - the columns by name, as schema.prisma declares them; nothing checks that they are
 * @throws pg's own errors
 */
export async function prepared<Row extends object>(
  db: Db,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const pool = pools.get(db);
  if (!pool) throw new Error("The client was not made by createDb.");
  const { rows } = await pool.query<Row>({ name, text, values: [...values] });
  return rows;
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
  const db = createDb(url);
  globalThis.codexDbs.set(url, db);
  return db;
}
