import type { Db } from "@codex/db";

/** Where a procedure tells what happened; a part of pino's logger. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * What every procedure is given. tRPC writes this type into the router's declarations, which browsers and
 * other workspaces read: whatever names the database is internal and is left out of them.
 */
export interface Context {
  /** @internal */
  readonly db: Db;
  readonly log: Log;
  /** The clock; tests set it. */
  readonly now: () => Date;
}
