import pg, { type ClientBase } from "pg";
import { findPrimary } from "../hosts.js";
import { type SchemaEngine, withEngine } from "./engine.js";
import { withMigrationLock } from "./lock.js";
import { type KnownMigration, knownMigrations } from "./replay.js";
import { type MigrationsList, NO_FILTERS, PRISMA_DIR, readMigrations, readSchema } from "./source.js";

/** How the migrations this release knows stand to those the database has seen. Names, oldest first. */
export interface MigrationStatus {
  /** To be applied. */
  readonly pending: string[];
  /** Began and broke off; nothing more is applied until they are resolved. */
  readonly failed: readonly FailedMigration[];
  /** Applied, but their files have changed since. */
  readonly edited: string[];
  /** Applied and older than the newest we know, but their files are gone. */
  readonly missing: string[];
  /** Applied by a newer release than this one. */
  readonly newer: string[];
}

export interface FailedMigration {
  readonly name: string;
  /** PostgreSQL's words; undefined if it was broken off before it had any: by whoever stopped the server. */
  readonly error: string | undefined;
}

/** The database's migrations are in a state that a person has to resolve; the message says how. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** Reads the state of the migrations at `url`; changes nothing. */
export async function migrationStatus(url: string, dir = PRISMA_DIR): Promise<MigrationStatus> {
  const migrations = await readMigrations(dir);
  return withEngine(url, await readSchema(dir), (engine) => diagnose(engine, url, migrations));
}

/**
 * Applies every pending migration, each whole or not at all. Any number of processes may call it at once.
 *
 * @returns what was applied, and what a newer release had applied before
 * @throws MigrationError if a migration fails, failed before, was edited after it was applied, or is missing
 */
export async function deployMigrations(
  url: string,
  dir = PRISMA_DIR,
): Promise<{ applied: string[]; newer: string[] }> {
  const migrations = await readMigrations(dir);
  const schema = await readSchema(dir);
  return withMigrationLock(url, async (client) => {
    if (await isCurrent(client, await knownMigrations(dir))) return { applied: [], newer: [] };
    return withEngine(url, schema, async (engine) => {
      const status = await diagnose(engine, url, migrations);
      refuseUnresolved(status);
      if (status.pending.length === 0) return { applied: [], newer: status.newer };
      try {
        const { appliedMigrationNames } = await engine.applyMigrations({
          migrationsList: migrations,
          filters: NO_FILTERS,
        });
        return { applied: appliedMigrationNames, newer: status.newer };
      } catch (error) {
        refuseUnresolved(await diagnose(engine, url, migrations));
        throw baselineError(error, status.pending) ?? error;
      }
    });
  });
}

/** Whether the database has finished these very migrations and begun no others: the engine, which takes longer, has nothing to add. */
async function isCurrent(client: ClientBase, known: readonly KnownMigration[]): Promise<boolean> {
  const { rows: found } = await client.query("select from pg_tables where tablename = '_prisma_migrations'");
  if (found.length === 0) return false;
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
      from _prisma_migrations where rolled_back_at is null`,
  );
  const checksums = new Map(known.map(({ name, checksum }) => [name, checksum]));
  const isKnown = (row: (typeof rows)[number]) => row.finished && checksums.get(row.name) === row.checksum;
  return rows.length === known.length && rows.every(isKnown);
}

/**
 * Tells the bookkeeping how a failed migration was dealt with by hand: its effect is there (`applied`), or
 * it is not and it may run again (`rolled-back`).
 *
 * @throws MigrationError if no such migration can be resolved so
 */
export async function resolveMigration(
  url: string,
  migrationName: string,
  outcome: "applied" | "rolled-back",
  dir = PRISMA_DIR,
): Promise<void> {
  const migrationsList = await readMigrations(dir);
  const schema = await readSchema(dir);
  await withMigrationLock(url, () =>
    withEngine(url, schema, async (engine) => {
      const resolve =
        outcome === "applied"
          ? engine.markMigrationApplied({ migrationName, migrationsList })
          : engine.markMigrationRolledBack({ migrationName });
      await resolve.catch((error: unknown) => {
        throw new MigrationError(firstLine(error), { cause: error });
      });
    }),
  );
}

async function diagnose(
  engine: SchemaEngine,
  url: string,
  migrationsList: MigrationsList,
): Promise<MigrationStatus> {
  const found = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  });
  const { history } = found;
  const unknown = history && "unpersistedMigrationNames" in history ? history.unpersistedMigrationNames : [];
  const newest = migrationsList.migrationDirectories.at(-1)?.path ?? "";
  return {
    pending: history && "unappliedMigrationNames" in history ? history.unappliedMigrationNames : [],
    failed: found.failedMigrationNames.length > 0 ? await failedWithReason(url) : [],
    edited: found.editedMigrationNames,
    missing: unknown.filter((name) => name < newest),
    newer: unknown.filter((name) => name > newest),
  };
}

/** Prisma's bookkeeping keeps what went wrong, which the engine does not tell. */
async function failedWithReason(url: string): Promise<FailedMigration[]> {
  const client = new pg.Client({ connectionString: await findPrimary(url) });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; logs: string | null }>(
      `select migration_name as name, logs from _prisma_migrations
       where finished_at is null and rolled_back_at is null order by migration_name`,
    );
    return rows.map(({ name, logs }) => ({ name, error: reasonOf(logs) }));
  } finally {
    await client.end();
  }
}

function reasonOf(logs: string | null): string | undefined {
  const lines = (logs ?? "").split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && line !== "external connector error");
}

function refuseUnresolved({ failed, edited, missing }: MigrationStatus): void {
  const [broken] = failed;
  if (broken && broken.error === undefined) {
    throw new MigrationError(
      `The migration ${broken.name} was broken off while it ran, and it is not known whether it was through.\n` +
        "If what its file makes is there, all of it, run\n" +
        `  pnpm db:resolve ${broken.name} --applied\n` +
        "If it is not there (an index that is INVALID is not: drop it), run\n" +
        `  pnpm db:resolve ${broken.name} --rolled-back\n` +
        "and start again (codex for pnpm in the image).",
    );
  }
  if (broken) {
    throw new MigrationError(
      `The migration ${broken.name} failed: ${broken.error}\n` +
        "Nothing of it was kept. Mend its file or the data it stumbled over, then run\n" +
        `  pnpm db:resolve ${broken.name} --rolled-back\n` +
        "and start again (--applied instead if you have made its changes by hand; codex for pnpm in the image).",
    );
  }
  if (edited.length > 0) {
    throw new MigrationError(
      `Edited after it was applied: ${edited.join(", ")}\n` +
        "Bring the file back as it was and put the change into a new migration: pnpm db:migrate NAME",
    );
  }
  if (missing.length > 0) {
    throw new MigrationError(
      `The database has migrations whose files are missing here: ${missing.join(", ")}\n` +
        "Bring them back into packages/db/prisma/migrations, or start the release that has them.",
    );
  }
}

function baselineError(error: unknown, pending: string[]): MigrationError | undefined {
  if (!(error instanceof Error && "code" in error && error.code === "P3005")) return undefined;
  return new MigrationError(
    "The database has tables that no migration of Codex made. Give Codex a database of its own\n" +
      `(DATABASE_URL), or, if the tables are Codex's, say so: pnpm db:resolve ${pending[0]} --applied`,
    { cause: error },
  );
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
