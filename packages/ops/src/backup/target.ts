import type pg from "pg";
import { BackupError } from "./format.js";

/** What is in the schema besides what extensions brought. */
const OURS = `relnamespace = 'public'::regnamespace
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')`;

/**
 * Whether somebody has anything in the database. A server that has just started has made its tables and a secret.
 *
 * @throws BackupError if the tables are not Codex's
 */
export async function isInUse(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ tables: number; ours: boolean; users: boolean }>(
    `select count(*)::int as tables, to_regclass('public._prisma_migrations') is not null as ours,
       to_regclass('public."user"') is not null as users
     from pg_class where relkind in ('r', 'p') and ${OURS}`,
  );
  const { tables, ours, users } = rows[0] ?? { tables: 0, ours: false, users: false };
  if (tables > 0 && !ours)
    throw new BackupError(
      "The database has tables that no migration of Codex made. Give Codex a database of its own (DATABASE_URL).",
    );
  if (!users) return false;
  const { rows: found } = await client.query<{ any: boolean }>(
    'select exists (select from public."user") as any',
  );
  return found[0]?.any ?? false;
}

/** Whether there is such a table in the schema. */
export async function isThere(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    "select exists (select from pg_tables where schemaname = 'public' and tablename = $1) as there",
    [table],
  );
  return rows[0]?.there ?? false;
}

/** What signs the sessions, if the database keeps it. */
export async function signingSecret(client: pg.Client): Promise<string | undefined> {
  if (!(await isThere(client, "setting"))) return undefined;
  const { rows } = await client.query<{ value: string }>(
    "select value from public.setting where key = 'auth-secret'",
  );
  return rows[0]?.value;
}

/** Keeps everybody from the tables, until the end of the transaction. */
export async function lockTables(client: pg.Client): Promise<void> {
  await client.query(`do $$
    declare
      it record;
    begin
      -- In the order in which a backup holds them, so that neither waits for the other in a ring.
      for it in select oid::regclass as name from pg_class where relkind in ('r', 'p') and ${OURS} order by relname loop
        execute format('lock table %s in access exclusive mode', it.name);
      end loop;
    end $$`);
}

/** Deletes everything in the schema but extensions and what is theirs, as db:reset does. */
export async function clear(client: pg.Client): Promise<void> {
  await client.query(`do $$
    declare
      it record;
    begin
      for it in select relkind, oid::regclass as name from pg_class where relkind in ('r', 'p', 'v', 'm', 'f') and ${OURS} loop
        if to_regclass(it.name::text) is null then continue; end if;
        execute format('drop %s %s cascade', case it.relkind
          when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end, it.name);
      end loop;
      for it in select oid::regclass as name from pg_class where relkind = 'S' and ${OURS} loop
        execute format('drop sequence %s cascade', it.name);
      end loop;
      for it in select oid::regprocedure as name from pg_proc where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e') loop
        execute format('drop routine if exists %s cascade', it.name);
      end loop;
      for it in select oid::regtype as name from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
        and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = pg_type.oid and deptype = 'e') loop
        execute format('drop type if exists %s cascade', it.name);
      end loop;
    end $$`);
}

/**
 * Takes away what would slow the rows down or change them on their way in: triggers, which would number them anew,
 * references, and indexes that are no constraint.
 *
 * @returns what puts it all back, and fails if a row refers to one that is not there
 */
export async function setAside(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ away: string; back: string }>(`
    select format('alter table %s disable trigger user', oid::regclass) as away,
      format('alter table %s enable trigger user', oid::regclass) as back
    from pg_class where relkind = 'r' and ${OURS}
    union all
    select format('alter table %s drop constraint %I', conrelid::regclass, conname),
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
    union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index join pg_class on pg_class.oid = indrelid
    where ${OURS} and not exists (select from pg_constraint where conindid = indexrelid and contype <> 'f')`);
  // References last: they stand on unique indexes.
  const references = rows.filter(({ back }) => back.includes("FOREIGN KEY"));
  const others = rows.filter((row) => !references.includes(row));
  for (const { away } of [...references, ...others]) await client.query(away);
  return async () => {
    for (const { back } of [...others, ...references]) await client.query(back);
  };
}

/** The highest number that any log has given. */
export async function highestHead(client: pg.Client): Promise<string> {
  if (!(await isThere(client, "log"))) return "0";
  const { rows } = await client.query<{ head: string }>(
    "select coalesce(max(head), 0)::text as head from log",
  );
  return rows[0]?.head ?? "0";
}

/**
 * Lets all logs go on after every number that was ever given, and makes whoever has one of these read from the start.
 * Pages may have seen numbers after the backup's, of this database or of one that is gone: the milliseconds since 1970
 * are beyond all of them, as no log gives a thousand numbers a second for as long as it lives.
 *
 * @param before - the highest number before the restore, should the clock have been ahead then
 */
export async function liftLogs(client: pg.Client, before: string): Promise<void> {
  await client.query(
    `update log set head = lift, floor = lift from (
       select greatest(max(head) + 1, $1::bigint + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint) as lift
       from log) as all_logs`,
    [before],
  );
}

/**
 * Ends the connections of servers, which then connect anew. Theirs know statements on tables that are no longer there,
 * and nobody has told their streams.
 */
export async function cutOthersOff(client: pg.Client): Promise<void> {
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and usename = current_user
       and application_name in ('codex', 'codex listener')`,
  );
}
