import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { RELEASE } from "../release.js";
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
    await client.query("begin isolation level repeatable read read only");
    const header = await headerOf(client);
    progress.say(`Backing up everything as of ${header.at}`);
    await pipeline(
      () => textOf(client, header, progress),
      createGzip(),
      async (compressed: AsyncIterable<Buffer>) => {
        for await (const piece of compressed) await sink(piece);
      },
    );
    await client.query("commit");
  });
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
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    release: RELEASE,
    at: rows[0]?.at.toISOString() ?? "",
    postgres: rows[0]?.postgres ?? "",
    migrations,
    sequences: await Promise.all(sequences.map(({ name }) => stateOf(client, name))),
  };
}

async function stateOf(client: pg.Client, name: string): Promise<Header["sequences"][number]> {
  const { rows } = await client.query<{ last: string; called: boolean }>(
    `select last_value::text as last, is_called as called from public.${pg.escapeIdentifier(name)}`,
  );
  return { name, last: rows[0]?.last ?? "1", called: rows[0]?.called ?? false };
}

/** The whole backup, piece by piece. */
async function* textOf(client: pg.Client, header: Header, progress: Progress): AsyncGenerator<Buffer, void> {
  const hash = createHash("sha256");
  const hashed = (piece: Buffer) => {
    hash.update(piece);
    return piece;
  };
  yield hashed(lineOf(header));
  const rows: Record<string, number> = {};
  for (const table of await tablesOf(client)) {
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
