import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { deployMigrations } from "./migrate/history.js";
import { withMigrationLock } from "./migrate/lock.js";
import { PRISMA_DIR, readMigrations } from "./migrate/source.js";

/**
 * The PostgreSQL server that tests make their databases on.
 *
 * @throws Error with what to do if none is named
 */
export function testServerUrl(): string {
  const url = process.env["TEST_DATABASE_URL"];
  if (url) return url;
  throw new Error("Run pnpm test, which brings a PostgreSQL, or name one in TEST_DATABASE_URL.");
}

/** A database of one test file: migrated and empty. */
export interface TestDatabase {
  readonly url: string;
  /** Ends every connection to it and deletes it. */
  drop(): Promise<void>;
}

/**
 * Makes a database on the server at `serverUrl`, as a copy of a migrated template that is made when first
 * asked for and kept, one for every state of the migrations.
 *
 * @param timezone - the database's default, to show that nothing depends on it
 */
export async function createTestDatabase(serverUrl: string, timezone = "UTC"): Promise<TestDatabase> {
  const template = await migratedTemplate(serverUrl);
  return makeDatabase(serverUrl, async (client, name) => {
    await client.query(`create database ${name} template ${template}`);
    await client.query(`alter database ${name} set timezone = ${pg.escapeLiteral(timezone)}`);
  });
}

/** An empty database without any migration, for the tests of the migrations themselves. */
export async function createEmptyDatabase(serverUrl: string): Promise<TestDatabase> {
  return makeDatabase(serverUrl, async (client, name) => {
    await client.query(`create database ${name}`);
  });
}

async function makeDatabase(
  serverUrl: string,
  create: (client: pg.Client, name: string) => Promise<void>,
): Promise<TestDatabase> {
  const name = `codex_test_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, (client) => create(client, name));
  return {
    url: databaseUrl(serverUrl, name),
    drop: () =>
      onServer(serverUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** Test files start at the same moment in several processes; the first makes the template, the others wait. */
async function migratedTemplate(serverUrl: string): Promise<string> {
  const { migrationDirectories } = await readMigrations(PRISMA_DIR);
  const state = createHash("sha256").update(JSON.stringify(migrationDirectories)).digest("hex").slice(0, 16);
  const name = `codex_template_${state}`;
  await withMigrationLock(serverUrl, () =>
    onServer(serverUrl, async (client) => {
      const { rowCount } = await client.query(
        "select from pg_database where datname = $1 and datistemplate",
        [name],
      );
      if (rowCount) return;
      await client.query(`drop database if exists ${name}`);
      await client.query(`create database ${name}`);
      await deployMigrations(databaseUrl(serverUrl, name));
      await client.query(`alter database ${name} is_template true`);
    }),
  );
  return name;
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(serverUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
