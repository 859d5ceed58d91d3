import type { Db } from "../client.js";
import { PRISMA_DIR, readMigrations } from "./source.js";

/** The names of the migrations that this release knows and the database has not finished. */
export async function unappliedMigrations(db: Db, dir = PRISMA_DIR): Promise<string[]> {
  return (await appliedMigrations(db, dir)).pending;
}

/**
 * The names of the migrations that this release knows: those that the database has finished, and the others. One query
 * on the client at hand, cheap enough for a health check.
 */
export async function appliedMigrations(
  db: Db,
  dir = PRISMA_DIR,
): Promise<{ applied: string[]; pending: string[] }> {
  const { migrationDirectories } = await readMigrations(dir);
  const rows = await db.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
  const finished = new Set(rows.map(({ name }) => name));
  const known = migrationDirectories.map(({ path }) => path);
  return {
    applied: known.filter((name) => finished.has(name)),
    pending: known.filter((name) => !finished.has(name)),
  };
}
