import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { withEngine } from "./engine.js";
import { deployMigrations, MigrationError } from "./history.js";
import { withMigrationLock } from "./lock.js";
import { NO_FILTERS, PRISMA_DIR, readMigrations, readSchema } from "./source.js";

/** Where a new migration was written. */
export interface WrittenMigration {
  readonly name: string;
  readonly path: string;
}

/**
 * Writes the migration that takes the database from the existing migrations to `schema.prisma`. It is not
 * applied.
 *
 * @param name - what it does, such as `add_due_date`
 * @returns null, having written nothing, if the schema asks for no change
 * @throws MigrationError if the name is unfit
 */
export async function writeMigration(
  url: string,
  name: string,
  dir = PRISMA_DIR,
): Promise<WrittenMigration | null> {
  if (!/^[a-z0-9_]{1,100}$/.test(name)) {
    throw new MigrationError(`The name "${name}" must be of lower case letters, digits and underscores.`);
  }
  const schema = await readSchema(dir);
  const migrations = await readMigrations(dir);
  const { exitCode, stdout: sql } = await withScratchDatabase(url, (scratch) =>
    withEngine(scratch, schema, (engine) =>
      engine.diff({
        from: { tag: "migrations", ...migrations },
        to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schema }] },
        script: true,
        exitCode: true,
        filters: NO_FILTERS,
      }),
    ),
  );
  if (exitCode === 0 || sql === null) return null;
  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const full = `${timestamp}_${name}`;
  const path = join(dir, "migrations", full, "migration.sql");
  await mkdir(join(dir, "migrations", full));
  await writeFile(path, sql);
  return { name: full, path };
}

/** Empties the database and applies every migration anew. All data are lost. */
export async function resetDatabase(url: string, dir = PRISMA_DIR): Promise<void> {
  const schema = await readSchema(dir);
  await withMigrationLock(url, () =>
    withEngine(url, schema, (engine) => engine.reset({ filter: NO_FILTERS })),
  );
  await deployMigrations(url, dir);
}

/** The engine replays the migrations where it is connected, so that has to be an empty database. */
async function withScratchDatabase<T>(url: string, use: (scratchUrl: string) => Promise<T>): Promise<T> {
  const scratchUrl = new URL(url);
  scratchUrl.pathname += "_scratch";
  const scratch = pg.escapeIdentifier(decodeURIComponent(scratchUrl.pathname.slice(1)));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`drop database if exists ${scratch} with (force)`);
    await client.query(`create database ${scratch}`);
    try {
      return await use(scratchUrl.href);
    } finally {
      await client.query(`drop database ${scratch} with (force)`);
    }
  } finally {
    await client.end();
  }
}
