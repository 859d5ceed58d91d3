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
  /** Kills it with -9, or what is starting in its place. It is not started again. */
  stop(): Promise<void>;
  /** The last lines of its log, and of those that stood in its place: why it does not come up. */
  lastWords(): string;
}

/** @throws Error if it ends before it is ready: the database is away, perhaps */
export async function startServerProcess(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  let said = "";
  let isStopped = false;
  const launched = () =>
    launch(databaseUrl, port, settings, (text) => {
      said = (said + text).slice(-LAST_WORDS);
    });
  let child = launched();
  const start = async () => {
    if (isStopped) throw new Error("The server is not to be started again.");
    // At once, so that it can be killed while it starts.
    child = launched();
    await ready(child, port);
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  await ready(child, port);
  return {
    port,
    get pid() {
      return child.pid;
    },
    killAndRestart: async () => {
      await kill();
      await start();
    },
    killTwice: async (afterMs) => {
      await kill();
      if (isStopped) return;
      child = launched();
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await kill();
    },
    restart: async () => {
      const ended: Promise<unknown[]> = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = await ended;
      if (code !== 0) throw new Error(`The server that was told to stop ended with ${code}.`);
      await start();
    },
    stop: async () => {
      isStopped = true;
      await kill();
    },
    lastWords: () => said.trim().split("\n").slice(-LAST_LINES).join("\n"),
  };
}

/** The processes that run, which do not outlive this one. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Milliseconds within which a server has to be ready. */
const READY_WITHIN_MS = 60_000;

/** How much of a server's log is kept: characters, and lines of these. */
const LAST_WORDS = 4_000;
const LAST_LINES = 3;

function launch(
  databaseUrl: string,
  port: number,
  settings: Record<string, string>,
  hear: (text: string) => void,
): ChildProcess {
  const child = spawn(process.execPath, [SERVER], {
    env: {
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      HOST: "127.0.0.1",
      ACCESS: "single",
      RATE_USER: "off",
      // Only why it does not start, or ends.
      LOG_LEVEL: "fatal",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", hear);
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(port))) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (Date.now() > deadline || hasEnded) throw new Error("The server did not start.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
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
