import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client.js";
import { createPool } from "./pool.js";

export type { Prisma } from "./generated/client.js";
export { checkConnection, describeUrl } from "./pool.js";

/** The typed database client. `await db.$disconnect()` closes its pool. */
export type Db = PrismaClient;

const MAX_CONNECTIONS = 10;

/**
 * Makes a client with a pool of its own. It connects at the first query.
 *
 * @param url - `postgresql://user:password@host:port/database`
 */
export function createDb(url: string): Db {
  const adapter = new PrismaPg(createPool(url, MAX_CONNECTIONS), { disposeExternalPool: true });
  // Minimal: the other formats print the arguments, and with them what people wrote, into messages and logs.
  return new PrismaClient({ adapter, errorFormat: "minimal" });
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
