import { statfs } from "node:fs/promises";
import { durability } from "./durability.js";
import { type Finding, type Look, ok, warning, wrong } from "./finding.js";

const EXTENSIONS = ["pg_trgm", "unaccent"];

interface About {
  version: string;
  number: number;
  encoding: string;
  zone: string;
}

const about: Look = async ({ client }) => {
  const { rows } = await client.query<About>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       current_setting('server_encoding') as encoding,
       coalesce((select reset_val from pg_settings where name = 'TimeZone'), '') as zone`,
  );
  const found: Finding[] = [];
  for (const { version, number, encoding, zone } of rows) {
    found.push(
      number >= 150_000
        ? ok("version", `PostgreSQL ${version}`)
        : wrong("version", `PostgreSQL ${version} is older than 15`, "Move to PostgreSQL 15 or newer."),
      encoding === "UTF8"
        ? ok("encoding", "UTF8")
        : wrong(
            "encoding",
            `The database is encoded in ${encoding}: most of what people write cannot be kept`,
            "codex backup, make a database with encoding 'UTF8', and codex restore there.",
          ),
      ok("time zone", `${zone}; every connection of Codex speaks UTC`),
    );
  }
  return found;
};

const extensions: Look = async ({ client }) => {
  const { rows } = await client.query<{ name: string; schema: string }>(
    "select extname as name, extnamespace::regnamespace::text as schema from pg_extension where extname = any($1)",
    [EXTENSIONS],
  );
  return EXTENSIONS.map((name) =>
    rows.some((row) => row.name === name && row.schema === "public")
      ? ok("extension", name)
      : wrong(
          "extension",
          `${name} is not there, without which nothing can be searched or written`,
          `As the owner of the database: create extension ${name} with schema public;`,
        ),
  );
};

const clock: Look = async ({ client, limits, now }) => {
  const asked = now().getTime();
  const { rows } = await client.query<{ at: Date }>("select clock_timestamp() as at");
  const middle = (asked + now().getTime()) / 2;
  const apart = Math.abs((rows[0]?.at.getTime() ?? 0) - middle);
  if (apart <= limits.clockMs) return [ok("clock", "The clocks of this machine and of the database agree")];
  return [
    wrong(
      "clock",
      `The clocks of this machine and of the database are ${Math.round(apart / 1_000)} s apart`,
      "Let both follow a time server (chrony, systemd-timesyncd): sessions and due times are judged by these clocks.",
    ),
  ];
};

const connections: Look = async ({ client, limits }) => {
  const { rows } = await client.query<{ left: number }>(
    `select least(
       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
         - (select count(*) from pg_stat_activity where backend_type = 'client backend'),
       (select case when datconnlimit < 0 then null else datconnlimit end from pg_database where datname = current_database())
         - (select count(*) from pg_stat_activity where datname = current_database()),
       (select case when rolconnlimit < 0 then null else rolconnlimit end from pg_roles where rolname = current_user)
         - (select count(*) from pg_stat_activity where usename = current_user))::int as left`,
  );
  const left = rows[0]?.left ?? 0;
  if (left >= limits.connectionsLeft) return [ok("connections", `${left} are left`)];
  const mend =
    "Raise max_connections or the limit of the database or role, or end what holds them (pg_stat_activity).";
  return [warning("connections", `Only ${left} are left; a server opens a dozen`, mend)];
};

const transactions: Look = async ({ client, limits }) => {
  const { rows } = await client.query<{ pid: number; seconds: number; what: string }>(
    `select pid, extract(epoch from now() - xact_start)::int as seconds,
       coalesce(nullif(application_name, ''), 'without a name') || ', ' || coalesce(state, '') as what
     from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and now() - xact_start > make_interval(secs => $1)`,
    [limits.transactionSeconds],
  );
  const open = rows.map(({ pid, seconds, what }) =>
    warning(
      "transactions",
      `One has been open for ${seconds} s (${what}): nothing that was deleted since can be cleared away`,
      `If nobody needs it: select pg_terminate_backend(${pid});`,
    ),
  );
  const { rows: prepared } = await client.query<{ gid: string }>(
    "select gid from pg_prepared_xacts where database = current_database()",
  );
  const forgotten = prepared.map(({ gid }) =>
    wrong(
      "transactions",
      `The prepared transaction ${gid} was left behind; Codex makes none`,
      `rollback prepared '${gid}';`,
    ),
  );
  const found = [...open, ...forgotten];
  return found.length > 0 ? found : [ok("transactions", "None has been open for long")];
};

const oldest: Look = async ({ client, limits }) => {
  const { rows } = await client.query<{ age: number }>(
    "select age(datfrozenxid) as age from pg_database where datname = current_database()",
  );
  const age = rows[0]?.age ?? 0;
  const { warning: soon, wrong: late } = limits.oldestTransaction;
  if (age < soon) return [ok("transaction ids", `${age.toLocaleString("en")} used since the last freeze`)];
  const level = age < late ? warning : wrong;
  return [
    level(
      "transaction ids",
      `${age.toLocaleString("en")} were used since the last freeze; at 2,100 million PostgreSQL takes no more writes`,
      "vacuum (freeze); as the owner, and see why autovacuum did not (long transactions, forgotten replication slots).",
    ),
  ];
};

const indexes: Look = async ({ client }) => {
  const { rows } = await client.query<{ name: string }>(
    "select indexrelid::regclass::text as name from pg_index where not indisvalid or not indisready",
  );
  if (rows.length === 0) return [ok("indexes", "All are valid")];
  return rows.map(({ name }) =>
    wrong(
      "indexes",
      `${name} is invalid: it is written and never read`,
      `reindex index concurrently ${name}; or drop it.`,
    ),
  );
};

/** Where the database is on this machine, and this user may know where: how much room it has. */
const disk: Look = async ({ client, limits }) => {
  if (!/^(localhost|127\.|::1|\/)/.test(client.host)) return [];
  const { rows } = await client.query<{ path: string | null }>(
    "select setting as path from pg_settings where name = 'data_directory'",
  );
  const path = rows[0]?.path;
  const stats = path ? await statfs(path).catch(() => undefined) : undefined;
  if (!stats) return [];
  const free = stats.bavail * stats.bsize;
  const told = `${(free / 1_073_741_824).toFixed(1)} GiB are free where the database is (${path})`;
  if (free >= limits.freeBytes) return [ok("disk", told)];
  return [wrong("disk", told, "Make room: when it is full nothing can be written, and PostgreSQL may stop.")];
};

export const postgresLooks: readonly Look[] = [
  about,
  extensions,
  clock,
  connections,
  transactions,
  oldest,
  indexes,
  durability,
  disk,
];
