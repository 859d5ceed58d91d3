import { type Finding, type Look, ok, warning, wrong } from "./finding.js";

interface Settings {
  fsync: string;
  pages: string;
  commit: string;
  timeout: string;
  standbys: string;
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
       current_setting('synchronous_standby_names') as standbys`,
  );
  const found = rows.flatMap((settings) => [...ofCrashes(settings), ...ofSessions(settings)]);
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
