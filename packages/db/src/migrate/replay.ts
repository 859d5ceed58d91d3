import { createHash, randomUUID } from "node:crypto";
import type { ClientBase } from "pg";
import { MIGRATION_LOCK } from "./lock.js";
import { PRISMA_DIR, readMigrations } from "./source.js";

/** A migration of this release. */
export interface KnownMigration {
  /** Its folder's. */
  readonly name: string;
  /** As Prisma's bookkeeping keeps it: of the script, in SHA-256. */
  readonly checksum: string;
  readonly script: string;
}

/** The migrations of this release, oldest first. */
export async function knownMigrations(dir = PRISMA_DIR): Promise<KnownMigration[]> {
  const { migrationDirectories } = await readMigrations(dir);
  return migrationDirectories.map(({ path, migrationFile }) => {
    const script = migrationFile.content.value;
    return { name: path, checksum: createHash("sha256").update(script).digest("hex"), script };
  });
}

/** Waits, in the caller's transaction and for as long as it lasts, until nobody else migrates the database. */
export async function lockMigrations(client: ClientBase): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
}

/** Makes the table in which Prisma's engine keeps what is applied, as the engine makes it. */
export async function createBookkeeping(client: ClientBase): Promise<void> {
  await client.query(`create table _prisma_migrations (
    id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
}

/**
 * Runs a migration in the caller's transaction; what is done to the bookkeeping is the caller's to do. There an index
 * cannot be built beside what runs, and need not: whoever calls this has the tables alone.
 */
export async function replayMigration(client: ClientBase, { script }: KnownMigration): Promise<void> {
  await client.query(script.replace(/\bINDEX\s+CONCURRENTLY\b/gi, "INDEX"));
}

/** Writes into the bookkeeping that a migration is applied. */
export async function recordMigration(client: ClientBase, { name, checksum }: KnownMigration): Promise<void> {
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
}
