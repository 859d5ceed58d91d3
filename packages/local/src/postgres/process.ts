import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import pg from "pg";
import { give, type Home } from "./home.js";
import { type Settings, urlOf } from "./settings.js";

/** Milliseconds for PostgreSQL to come up, recovery after a crash included, and to stop. */
const START_DEADLINE_MS = 120_000;
const STOP_DEADLINE_MS = 60_000;
const POLL_MS = 50;

const dataDir = (home: Home) => join(home.dir, "data");
const logFile = (home: Home) => join(home.dir, "server.log");

/** Makes the data directory, whole or not at all. */
export async function initialize(home: Home, { password }: Settings): Promise<void> {
  if (existsSync(dataDir(home))) return;
  const draft = mkdtempSync(join(home.dir, "draft-"));
  try {
    const passwordFile = join(draft, "password");
    const data = join(draft, "data");
    writeFileSync(passwordFile, password, { mode: 0o600 });
    give(draft, home);
    give(passwordFile, home);
    const args = ["-D", data, "-U", "codex", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
    await execa(home.binaries.initdb, [...args, "--encoding=UTF8", "--locale=C.UTF-8"], {
      ...home.user,
      cwd: draft,
    });
    renameSync(data, dataDir(home));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * The process id of the server on our data directory, if one runs: ours only if the pid file names our
 * directory and a living process.
 */
export function runningPid(home: Home): number | undefined {
  const file = join(dataDir(home), "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, dir] = readFileSync(file, "utf8").split("\n");
  return dir === dataDir(home) && isAlive(Number(pid)) ? Number(pid) : undefined;
}

/** The port of a running server, as it told itself. */
export function runningPort(home: Home): number {
  return Number(readFileSync(join(dataDir(home), "postmaster.pid"), "utf8").split("\n")[3]);
}

/** As many tests run beside each other, each with a pool. */
const CONNECTIONS = 200;

/**
 * Starts the server in a session of its own, so that no signal of a terminal reaches it.
 *
 * @param connections - how many it gives
 */
export async function launch(home: Home, { port }: Settings, connections = CONNECTIONS): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const before = logSize(home);
    const exitCode = await launchOnce(home, port, connections);
    if (exitCode === undefined) return;
    // All of it: those processes write there, too.
    const said = readFileSync(logFile(home)).subarray(before).toString();
    // The processes of a server that was killed take a moment to notice; until then they hold its memory.
    if (!/shared memory block|lock file "postmaster.pid"/.test(said) || Date.now() > deadline) {
      throw new Error(
        `The local PostgreSQL did not start (exit code ${exitCode}). The end of ${logFile(home)}:\n${tailOf(said)}`,
      );
    }
    await delay(POLL_MS);
  }
}

/** Answers with the exit code, or undefined once the server has written its pid file and goes on running. */
async function launchOnce(home: Home, port: number, connections: number): Promise<number | undefined> {
  const log = openSync(logFile(home), "a", 0o600);
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `max_connections=${connections}`,
  ];
  const args = ["-D", dataDir(home), ...settings.flatMap((setting) => ["-c", setting])];
  const child = spawn(home.binaries.postgres, args, {
    ...home.user,
    cwd: dataDir(home),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const exit = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
  const ready = async () => {
    while (child.exitCode === null && runningPid(home) !== child.pid) await delay(POLL_MS);
    return child.exitCode ?? undefined;
  };
  const exitCode = await Promise.race([exit, ready()]);
  child.unref();
  return exitCode;
}

/** Connects as soon as the server takes connections. */
export async function connectWhenReady(settings: Settings, database: string): Promise<pg.Client> {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const client = new pg.Client({
      connectionString: urlOf(settings, database),
      application_name: APPLICATION_NAME,
    });
    // A server that goes away while we only hold the connection is found out by whoever uses the database.
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end();
      if (!isStarting(error) || Date.now() > deadline) throw error;
      await delay(POLL_MS);
    }
  }
}

/** How those who keep the local PostgreSQL running know one another. */
export const APPLICATION_NAME = "codex-local";

/** Stops the server and waits until it is gone. Connections are ended; what was committed is safe. */
export async function stop(pid: number): Promise<void> {
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + STOP_DEADLINE_MS;
  while (isAlive(pid)) {
    if (Date.now() > deadline) throw new Error(`The local PostgreSQL (process ${pid}) does not stop.`);
    await delay(POLL_MS);
  }
}

/** A process that has ended but whose parent has not taken note yet (a zombie) is not alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  const stat = `/proc/${pid}/stat`;
  return !(existsSync(stat) && /\) Z /.test(readFileSync(stat, "utf8")));
}

/** Refused connections and SQLSTATE 57P03: not yet, rather than never. */
function isStarting(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "57P03")
  );
}

/** In bytes. */
function logSize(home: Home): number {
  return statSync(logFile(home), { throwIfNoEntry: false })?.size ?? 0;
}

function tailOf(log: string): string {
  return log.split("\n").slice(-12).join("\n");
}
