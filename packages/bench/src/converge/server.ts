import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(import.meta.resolve("@codex/api/server"));

/** A server process that can be killed and started again on its port. */
export interface ServerProcess {
  readonly port: number;
  readonly pid: number | undefined;
  /** Kills it with -9, starts another in its place, and waits until that is ready. */
  killAndRestart(): Promise<void>;
  /** Kills it with -9, starts another in its place, and kills that after so many milliseconds, ready or not. */
  killTwice(afterMs: number): Promise<void>;
  /**
   * Tells it to stop, as an operator does, and starts another in its place once it has.
   *
   * @throws Error if it did not end by itself and well
   */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Error if it ends before it is ready: the database is away, perhaps */
export async function startServerProcess(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  let child = await start(databaseUrl, port, settings);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  return {
    port,
    get pid() {
      return child.pid;
    },
    killAndRestart: async () => {
      await kill();
      child = await start(databaseUrl, port, settings);
    },
    killTwice: async (afterMs) => {
      await kill();
      child = launch(databaseUrl, port, settings);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await kill();
    },
    restart: async () => {
      const ended: Promise<unknown[]> = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = await ended;
      if (code !== 0) throw new Error(`The server that was told to stop ended with ${code}.`);
      child = await start(databaseUrl, port, settings);
    },
    stop: kill,
  };
}

/** The processes that run, which do not outlive this one. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Milliseconds within which a server has to be ready. */
const READY_WITHIN_MS = 60_000;

function launch(databaseUrl: string, port: number, settings: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [SERVER], {
    env: {
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      HOST: "127.0.0.1",
      ACCESS: "single",
      RATE_USER: "off",
      LOG_LEVEL: "silent",
      ...settings,
    },
    stdio: "ignore",
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

async function start(
  databaseUrl: string,
  port: number,
  settings: Record<string, string>,
): Promise<ChildProcess> {
  const child = launch(databaseUrl, port, settings);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(port))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error("The server did not start.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return child;
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const closed = once(server, "close");
  server.close();
  await closed;
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
