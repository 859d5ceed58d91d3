import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDatabaseAway } from "@codex/db/errors";
import { give, type Home, prepareHome } from "@codex/local/postgres/home";
import { initialize, launch, runningPid, stop } from "@codex/local/postgres/process";
import { freePort, newSettings, type Settings, urlOf } from "@codex/local/postgres/settings";
import { execa } from "execa";
import pg from "pg";
import { pause } from "./fleet.js";

/** The database that the servers use. */
export const DATABASE = "codex";

/** Milliseconds for it to come up, recovery after a crash included. */
const READY_WITHIN_MS = 120_000;

/** A folder that is open to the unprivileged user that PostgreSQL runs as where we are root. */
export function newFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "codex-chaos-"));
  chmodSync(dir, 0o755);
  return dir;
}

/** A PostgreSQL of ours, to do with as we like. */
export class Cluster {
  private constructor(
    private readonly dir: string,
    private readonly home: Home,
    private readonly settings: Settings,
    private readonly connections?: number,
  ) {}

  /**
   * Makes one and starts it.
   *
   * @param settings - lines for postgresql.conf
   * @param connections - how many it gives, if not as many as others of ours
   */
  static async make(dir: string, settings: readonly string[] = [], connections?: number): Promise<Cluster> {
    const cluster = new Cluster(dir, prepareHome(dir), await newSettings(), connections);
    await initialize(cluster.home, cluster.settings);
    cluster.#configure(settings);
    await cluster.start();
    return cluster;
  }

  get port(): number {
    return this.settings.port;
  }

  /** The connection URL of a database: of the cluster's own port, or of another way to it. */
  url(database = DATABASE, port = this.settings.port): string {
    return urlOf({ ...this.settings, port }, database);
  }

  /** One that names this cluster's host and the port of another's. */
  urlWith(port: number): string {
    return this.url().replace(`:${this.port}/`, `:${this.port},127.0.0.1:${port}/`);
  }

  /** Starts it and waits until it takes connections. @returns how long that took, in milliseconds */
  async start(): Promise<number> {
    const begun = Date.now();
    if (runningPid(this.home) === undefined) await launch(this.home, this.settings, this.connections);
    await this.ready();
    return Date.now() - begun;
  }

  async ready(): Promise<void> {
    await this.session("postgres", async () => {});
  }

  /** Stops it in order: what runs is broken off, what was committed is safe. */
  async stop(): Promise<void> {
    const pid = runningPid(this.home);
    if (pid !== undefined) await stop(pid);
  }

  /** Kills its first process with -9; the others end when they notice. */
  async kill(): Promise<void> {
    const pid = runningPid(this.home);
    if (pid === undefined) throw new Error("There is no PostgreSQL to be killed.");
    process.kill(pid, "SIGKILL");
    while (runningPid(this.home) !== undefined) await pause(1);
  }

  /**
   * Kills with -9 a process that serves a connection, if there is one. Resolves when PostgreSQL has ended all others
   * because of it.
   */
  async killBackend(): Promise<boolean> {
    const client = await this.#connect("postgres");
    const ended = new Promise<void>((resolve) => client.once("end", resolve));
    for (;;) {
      const { rows } = await client.query<{ pid: number }>(
        `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
          order by application_name = 'codex' desc, state = 'active' desc, random() limit 1`,
      );
      const [found] = rows;
      if (found && !wasKilled(found.pid)) continue;
      if (!found) await client.end();
      await ended;
      return found !== undefined;
    }
  }

  /** Asks something on a connection of its own. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.session("postgres", async (client) => (await client.query<Row>(text, values)).rows);
  }

  async session<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = await this.#connect(database);
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Connects as soon as it takes connections. */
  async #connect(database: string): Promise<pg.Client> {
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
      const client = new pg.Client({ connectionString: this.url(database) });
      client.on("error", () => {});
      try {
        await client.connect();
        return client;
      } catch (error) {
        await client.end();
        if (!isDatabaseAway(error) || Date.now() > deadline) throw error;
        await pause(20);
      }
    }
  }

  /** Makes a standby of it that streams, and starts that: what pg_basebackup does, with SQL and `cp` alone. */
  async makeStandby(dir: string): Promise<Cluster> {
    const settings = { ...this.settings, port: await freePort() };
    const standby = new Cluster(dir, prepareHome(dir), settings);
    const data = join(standby.home.dir, "data");
    mkdirSync(data, { mode: 0o700 });
    give(data, standby.home);
    const label = await this.session("postgres", async (client) => {
      await client.query("select pg_backup_start('chaos', true)");
      await execa("cp", ["-R", `${join(this.home.dir, "data")}/.`, data], { ...standby.home.user, cwd: "/" });
      const { rows } = await client.query<{ labelfile: string }>(
        "select labelfile from pg_backup_stop(false)",
      );
      return rows[0]?.labelfile ?? "";
    });
    for (const name of ["postmaster.pid", "postmaster.opts"]) rmSync(join(data, name), { force: true });
    standby.#write("backup_label", label);
    standby.#write("standby.signal", "");
    standby.#write("postgresql.auto.conf", `primary_conninfo = '${this.#conninfo()}'\n`);
    await standby.start();
    return standby;
  }

  /** Lets commits be answered only once a standby has them on its disk. Resolves when that is so for all there is. */
  async requireStandby(): Promise<void> {
    await this.query("alter system set synchronous_standby_names = '*'");
    await this.query("select pg_reload_conf()");
    const [at] = await this.query<{ lsn: string }>("select pg_current_wal_lsn()::text as lsn");
    for (;;) {
      const rows = await this.query(
        `select from pg_stat_replication where sync_state = 'sync' and flush_lsn >= $1::pg_lsn
          and current_setting('synchronous_standby_names') = '*'`,
        [at?.lsn],
      );
      if (rows.length > 0) return;
      await pause(20);
    }
  }

  /** Makes a standby the primary. Resolves once it takes writes. */
  async promote(): Promise<void> {
    await this.query("select pg_promote(true, 60)");
  }

  /** Ends it and removes what it has written. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.home.dir, { recursive: true, force: true });
    rmSync(this.dir, { recursive: true, force: true });
  }

  #configure(lines: readonly string[]): void {
    this.#write("postgresql.auto.conf", `${lines.join("\n")}\n`);
  }

  #conninfo(): string {
    const { port, password } = this.settings;
    return `host=127.0.0.1 port=${port} user=codex password=${password}`;
  }

  #write(name: string, text: string): void {
    const file = join(this.home.dir, "data", name);
    writeFileSync(file, text, { mode: 0o600 });
    give(file, this.home);
  }
}

/** Kills a process with -9, unless it has ended by itself: its server may have been killed in this moment. */
function wasKilled(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}
