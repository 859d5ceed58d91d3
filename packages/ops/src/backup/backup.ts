import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { RELEASE } from "../release.js";
import { recordBackup } from "./audit.js";
import { inOneVoice } from "./client.js";
import type { Sink } from "./files.js";
import { BackupError, END_OF_ROWS, FORMAT, FORMAT_VERSION, type Header, type Table } from "./format.js";
import type { Progress } from "./progress.js";
import { newlinesIn } from "./reader.js";

/**
 * Writes everything that the database at `url` holds, as it was at one moment. Servers go on meanwhile.
 *
 * @param sink - gets the backup
 * @throws BackupError if there is nothing of Codex to back up
 */
export async function backUp(url: string, sink: Sink, progress: Progress): Promise<void> {
  await inOneVoice(url, "codex backup", async (client) => {
    if (!(await recordBackup(client)))
      progress.say("The audit log does not tell of this: it cannot be written.");
    const tables = await freeze(client);
    const header = await headerOf(client);
    progress.say(`Backing up everything as of ${header.at}`);
    await pipeline(
      () => textOf(client, { header, tables, progress }),
      createGzip(),
      async (compressed: AsyncIterable<Buffer>) => {
        for await (const piece of compressed) await sink(piece);
      },
    );
    await client.query("commit");
  });
}

/**
 * Begins a transaction that sees one moment, with all tables held so that none is made anew after it: by its name
 * the new one would be read, in which that moment has no rows.
 */
async function freeze(client: pg.Client): Promise<Table[]> {
  for (;;) {
    const known = await tablesOf(client);
    await client.query("begin isolation level repeatable read read only");
    // Before the first question: that is when the moment is taken.
    const names = known.map(({ table }) => `public.${pg.escapeIdentifier(table)}`);
    if (names.length > 0) await client.query(`lock table ${names.join(", ")} in access share mode`);
    const tables = await tablesOf(client);
    if (isDeepStrictEqual(tables, known)) return tables;
    await client.query("rollback");
  }
}

async function headerOf(client: pg.Client): Promise<Header> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "select to_regclass('public._prisma_migrations') is not null as there",
  );
  if (!found[0]?.there)
    throw new BackupError("The database holds nothing of Codex: no migration was applied.");
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from public._prisma_migrations
     where finished_at is not null and rolled_back_at is null order by migration_name`,
  );
  const { rows: sequences } = await client.query<{ name: string }>(
    "select sequencename as name from pg_sequences where schemaname = 'public' order by 1",
  );
  const { rows } = await client.query<{ at: Date; postgres: string }>(
    "select now() as at, current_setting('server_version') as postgres",
  );
  const states: Header["sequences"] = [];
  for (const { name } of sequences) states.push(await stateOf(client, name));
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    release: RELEASE,
    at: rows[0]?.at.toISOString() ?? "",
    postgres: rows[0]?.postgres ?? "",
    migrations,
    sequences: states,
  };
}

async function stateOf(client: pg.Client, name: string): Promise<Header["sequences"][number]> {
  const { rows } = await client.query<{ last: string; called: boolean }>(
    `select last_value::text as last, is_called as called from public.${pg.escapeIdentifier(name)}`,
  );
  return { name, last: rows[0]?.last ?? "1", called: rows[0]?.called ?? false };
}

interface Parts {
  readonly header: Header;
  readonly tables: readonly Table[];
  readonly progress: Progress;
}

/** The whole backup, piece by piece. */
async function* textOf(client: pg.Client, { header, tables, progress }: Parts): AsyncGenerator<Buffer, void> {
  const hash = createHash("sha256");
  const hashed = (piece: Buffer) => {
    hash.update(piece);
    return piece;
  };
  yield hashed(lineOf(header));
  const rows: Record<string, number> = {};
  for (const table of tables) {
    yield hashed(lineOf(table));
    let count = 0;
    for await (const piece of client.query(copyTo(copyStatement(table)))) {
      count += newlinesIn(piece);
      progress.rows(table.table, count);
      yield hashed(piece);
    }
    yield hashed(END_OF_ROWS);
    rows[table.table] = count;
    progress.done(table.table, count);
  }
  yield lineOf({ sha256: hash.digest("hex"), rows });
}

function copyStatement({ table, columns }: Table): string {
  return `copy public.${pg.escapeIdentifier(table)} (${columns.map(pg.escapeIdentifier).join(", ")}) to stdout`;
}

/** Every table but those of extensions, with the columns that are stored. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select relname as "table", array_agg(attname::text order by attnum) as columns
     from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
       and attgenerated = ''
     where relkind = 'r' and relnamespace = 'public'::regnamespace
       and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
     group by relname order by relname`,
  );
  return rows;
}

const lineOf = (value: object) => Buffer.from(`${JSON.stringify(value)}\n`);
