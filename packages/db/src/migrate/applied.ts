import type { Db } from "../client.js";
import { PRISMA_DIR, readMigrations } from "./source.js";

/**
 * The names of the migrations that this release knows and the database has not finished. One query on the
 * client at hand, cheap enough for a health check.
 */
export async function unappliedMigrations(db: Db, dir = PRISMA_DIR): Promise<string[]> {
  const { migrationDirectories } = await readMigrations(dir);
  const rows = await db.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
  const applied = new Set(rows.map(({ name }) => name));
  return migrationDirectories.map(({ path }) => path).filter((name) => !applied.has(name));
}
