import { fileURLToPath } from "node:url";
import { createDb, type Db } from "@codex/db";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";
import { execa } from "execa";
import { portToKeep } from "./port.js";

const SERVER = fileURLToPath(new URL("../../api/dist/server.js", import.meta.url));
/** The built page. */
export const WEB_DIR = fileURLToPath(new URL("../../../apps/web/dist", import.meta.url));

/** The built server as a process of its own, with the built page, on a database of its own. */
export interface RunningCodex {
  /** `http://localhost:PORT` */
  readonly url: string;
  readonly port: number;
  readonly db: Db;
  /** Kills it, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and the same database, with other settings where some are given. */
  restart(settings?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

export async function runCodex(env: Record<string, string> = {}): Promise<RunningCodex> {
  const database = await createTestDatabase(testServerUrl());
  const launch = (port: number, settings: Record<string, string> = {}) =>
    launchServer({ ...env, ...settings, DATABASE_URL: database.url, PORT: String(port) });
  const db = createDb(database.url);
  const port = await portToKeep();
  let running = await launch(port);
  return {
    url: `http://localhost:${port}`,
    port,
    db,
    kill: async () => {
      running.child.kill("SIGKILL");
      await running.child;
    },
    restart: async (settings) => {
      running = await launch(port, settings);
    },
    stop: async () => {
      running.child.kill("SIGTERM");
      await running.child;
      await db.$disconnect();
      await database.drop();
    },
  };
}

/** Resolves once it listens. */
async function launchServer(env: Record<string, string>) {
  const child = execa("node", [SERVER], {
    env: { WEB_DIR, LOG_LEVEL: "info", ...env },
    all: true,
    reject: false,
  });
  await new Promise<void>((resolve, reject) => {
    let said = "";
    child.all.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (/Server listening at http:\/\//.test(said)) resolve();
    });
    child.all.on("end", () => reject(new Error(`The server ended: ${said}`)));
  });
  return { child };
}
