import { type Finding, type Look, ok, warning, wrong } from "./finding.js";

interface Settings {
  fsync: string;
  pages: string;
  commit: string;
  timeout: string;
  standbys: string;
  /** Whether new transactions may only read. */
  only_reads: string;
  /** Standbys that are there, and those of them that commits wait for; null where this role may not see which. */
  connected: number;
  waited_for: number | null;
}

const inConfiguration = (setting: string) =>
  `As a superuser: alter system set ${setting}; select pg_reload_conf(); (or in postgresql.conf).`;

const whereSet = (setting: string) =>
  `Take it back where it is set: postgresql.conf, alter database or alter role ${setting}, or DATABASE_URL's options.`;

/** Whether what was acknowledged is kept, as the sessions of this role have it. */
export const durability: Look = async ({ client }) => {
  const { rows } = await client.query<Settings>(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
       current_setting('synchronous_commit') as commit, current_setting('statement_timeout') as timeout,
       current_setting('synchronous_standby_names') as standbys,
       current_setting('default_transaction_read_only') as only_reads,
       standby.connected, standby.waited_for
     from (select count(*)::int as connected,
         case when count(*) = count(sync_state) then (count(*) filter (where sync_state in ('sync', 'quorum')))::int end
           as waited_for
       from pg_stat_replication) as standby`,
  );
  const found = rows.flatMap((settings) => [
    ...ofCrashes(settings),
    ...ofWrites(settings),
    ...ofSessions(settings),
  ]);
  return found.length > 0
    ? found
    : [ok("durability", "What is acknowledged is on the disk, and stays there")];
};

function ofCrashes({ fsync, pages }: Settings): Finding[] {
  const found: Finding[] = [];
  if (fsync === "off")
    found.push(
      wrong(
        "fsync",
        "fsync is off: a machine that stops can leave a database that cannot be read",
        inConfiguration("fsync = on"),
      ),
    );
  if (pages === "off")
    found.push(
      warning(
        "full_page_writes",
        "full_page_writes is off: unless the file system writes pages whole (ZFS), a crash can leave broken ones",
        inConfiguration("full_page_writes = on"),
      ),
    );
  return found;
}

/** What keeps everything from being written, though the database answers. */
function ofWrites({ only_reads, commit, standbys, connected, waited_for }: Settings): Finding[] {
  const found: Finding[] = [];
  if (only_reads === "on")
    found.push(
      wrong(
        "default_transaction_read_only",
        "default_transaction_read_only is on: whatever would change something is refused",
        whereSet("... reset default_transaction_read_only"),
      ),
    );
  const waits = standbys !== "" && commit !== "off" && commit !== "local";
  if (waits && (waited_for ?? connected) === 0)
    found.push(
      wrong(
        "synchronous_standby_names",
        `No standby of synchronous_standby_names (${standbys}) is there: every commit waits for one, for ever`,
        `Start one of them. Without any, and at the price of what a failover loses: ${inConfiguration("synchronous_standby_names = ''")}`,
      ),
    );
  return found;
}

function ofSessions({ commit, timeout, standbys }: Settings): Finding[] {
  const found: Finding[] = [];
  if (commit === "off")
    found.push(
      wrong(
        "synchronous_commit",
        "synchronous_commit is off: what was acknowledged last is lost in a crash",
        whereSet("... reset synchronous_commit"),
      ),
    );
  else if (commit === "local" && standbys !== "")
    found.push(
      warning(
        "synchronous_commit",
        "synchronous_commit is local: a standby that takes over may lack what was acknowledged",
        whereSet("... reset synchronous_commit"),
      ),
    );
  if (timeout !== "0")
    found.push(
      warning(
        "statement_timeout",
        `statement_timeout is ${timeout}: it breaks off migrations and exports, and commits that wait for a standby count as done`,
        whereSet("... reset statement_timeout"),
      ),
    );
  return found;
}
