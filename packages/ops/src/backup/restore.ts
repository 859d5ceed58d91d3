import { pipeline } from "node:stream/promises";
import {
  createBookkeeping,
  type KnownMigration,
  knownMigrations,
  lockMigrations,
  recordMigration,
  replayMigration,
} from "@codex/db/replay";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { setAuditAside } from "./audit.js";
import { inOneVoice } from "./client.js";
import { BackupError, type Header, type Table } from "./format.js";
import type { Progress } from "./progress.js";
import { newlinesIn, readBackup } from "./reader.js";
import {
  clear,
  cutOthersOff,
  highestHead,
  isInUse,
  isThere,
  liftLogs,
  lockTables,
  setAside,
  signingSecret,
} from "./target.js";

/** How a restore went. */
export interface Restored {
  readonly header: Header;
  /** Migrations of this release that the backup did not have, and that were applied to what it holds. */
  readonly applied: string[];
  /** Tables of the backup that no migration makes: they are left out. */
  readonly skipped: string[];
  /** Whether what signs the sessions is another secret than the database had before. */
  readonly otherSecret: boolean;
}

/**
 * Puts the database at `url` into the state that a backup holds: all of it, or nothing if anything is wrong.
 *
 * @param bytes - what gunzip gives
 * @throws BackupError
 */
export async function restore(
  url: string,
  bytes: AsyncIterable<Buffer>,
  { replace, progress }: { readonly replace: boolean; readonly progress: Progress },
): Promise<Restored> {
  return inOneVoice(url, "codex restore", (client) =>
    inOneTransaction(client, async () => {
      await lockMigrations(client);
      if ((await isInUse(client)) && !replace)
        throw new BackupError(
          "The database is not empty. Nothing was done; say --replace to delete what it holds and put the backup there.",
        );
      const before = await signingSecret(client);
      const restored = await load(client, bytes, progress);
      const after = await signingSecret(client);
      await cutOthersOff(client);
      return { ...restored, otherSecret: before !== undefined && after !== before };
    }),
  );
}

/** What PostgreSQL says besides where that is not enough to know what to do. */
const MENDS = new Map([
  [
    "55P03",
    "Somebody else holds the tables: a backup, or a long transaction. Try again when that has ended.",
  ],
  ["40P01", "Servers were writing at the same moment. Try again, or stop them first."],
  ["42501", "The role that DATABASE_URL names must own the database and what is in it."],
]);

/** What fails within leaves nothing behind: the connection is closed without a commit. */
async function inOneTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  try {
    await client.query("begin");
    await client.query("set local lock_timeout = '10s'");
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || /^(08|57P)/.test(error.code ?? "")) throw error;
    const told = [error.message, error.detail, error.where, MENDS.get(error.code ?? "")].filter(Boolean);
    throw new BackupError(`PostgreSQL refused, and nothing was changed: ${told.join("\n")}`, {
      cause: error,
    });
  }
}

async function load(
  client: pg.Client,
  bytes: AsyncIterable<Buffer>,
  progress: Progress,
): Promise<Omit<Restored, "otherSecret">> {
  const skipped: string[] = [];
  let rest: KnownMigration[] = [];
  let before = "0";
  let putBack = async () => {};
  let addToAudit = async (_restored: Header) => {};
  const header = await readBackup(bytes, {
    async header(found) {
      const { had, later } = split(await knownMigrations(), found);
      rest = later;
      progress.say(`Restoring what Codex ${found.release} backed up at ${found.at}`);
      await lockTables(client);
      before = await highestHead(client);
      addToAudit = await setAuditAside(client);
      await clear(client);
      await createBookkeeping(client);
      for (const migration of had) await replayMigration(client, migration);
      putBack = await setAside(client);
    },
    async table(table, rows) {
      if (await isThere(client, table.table)) return copyIn(client, table, rows, progress);
      skipped.push(table.table);
      let count = 0;
      for await (const piece of rows) count += newlinesIn(piece);
      return count;
    },
  });
  await setSequences(client, header);
  progress.say("Building the indexes and checking the references");
  await putBack();
  // One that had failed left nothing behind, and is applied now.
  await client.query("delete from _prisma_migrations where finished_at is null and rolled_back_at is null");
  for (const migration of rest) {
    progress.say(`Applying ${migration.name}`);
    await replayMigration(client, migration);
    await recordMigration(client, migration);
  }
  await liftLogs(client, before);
  await addToAudit(header);
  return { header, applied: rest.map(({ name }) => name), skipped };
}

/** Our migrations: those that the backup has, and those that it does not. */
function split(
  known: KnownMigration[],
  { migrations, release }: Header,
): { had: KnownMigration[]; later: KnownMigration[] } {
  const checksums = new Map(known.map(({ name, checksum }) => [name, checksum]));
  const unknown = migrations.filter(({ name }) => !checksums.has(name)).map(({ name }) => name);
  if (unknown.length > 0)
    throw new BackupError(
      `The backup was made by another release (${release}), with migrations that this one does not have: ` +
        `${unknown.join(", ")}. Restore it with that release, or with a newer one.`,
    );
  const edited = migrations.filter(({ name, checksum }) => checksums.get(name) !== checksum);
  if (edited.length > 0)
    throw new BackupError(
      `These migrations are not the ones the backup was made with: ${edited.map(({ name }) => name).join(", ")}. ` +
        "Bring their files back as they were.",
    );
  const theirs = new Set(migrations.map(({ name }) => name));
  return {
    had: known.filter(({ name }) => theirs.has(name)),
    later: known.filter(({ name }) => !theirs.has(name)),
  };
}

async function copyIn(
  client: pg.Client,
  { table, columns }: Table,
  rows: AsyncIterable<Buffer>,
  progress: Progress,
): Promise<number> {
  let count = 0;
  const name = pg.escapeIdentifier(table);
  const copy = client.query(
    copyFrom(
      `copy public.${name} (${columns.map((column) => pg.escapeIdentifier(column)).join(", ")}) from stdin`,
    ),
  );
  await pipeline(async function* () {
    for await (const piece of rows) {
      count += newlinesIn(piece);
      progress.rows(table, count);
      yield piece;
    }
  }, copy);
  progress.done(table, copy.rowCount);
  return copy.rowCount;
}

async function setSequences(client: pg.Client, { sequences }: Header): Promise<void> {
  for (const { name, last, called } of sequences)
    await client.query(
      `select setval(format('public.%I', sequencename)::regclass, $2::bigint, $3)
       from pg_sequences where schemaname = 'public' and sequencename = $1`,
      [name, last, called],
    );
}
