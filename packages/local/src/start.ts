import { existsSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { readEnv } from "@codex/api/env";
import { type Lifecycle, untilStopped } from "@codex/api/lifecycle";
import { createLog } from "@codex/api/log";
import { type RunningServer, runServer } from "@codex/api/run";
import { CHECKOUT, GRACE_MS, type LocalEnv } from "./env.js";
import { acquirePostgres } from "./postgres/acquire.js";

const WEB_DIR = join(CHECKOUT, "apps/web/dist");

/** Serves Codex until it is told to stop: on `DATABASE_URL`, or on the local PostgreSQL. */
export function start({ databaseUrl, codexDir, all }: LocalEnv): Promise<never> {
  return untilStopped(GRACE_MS, console.error, async ({ atStop }) => {
    const url = databaseUrl ?? (await localUrl(codexDir, atStop));
    const env = readEnv({ WEB_DIR: existsSync(WEB_DIR) ? WEB_DIR : "", ...all, DATABASE_URL: url });
    const server = await runServer(env, createLog(env.LOG_LEVEL));
    atStop(() => server.close());
    process.stdout.write(`\n${addressesToOpen(server, env.HOST).join("\n")}\n\n`);
  });
}

async function localUrl(codexDir: string, atStop: Lifecycle["atStop"]): Promise<string> {
  const postgres = await acquirePostgres(codexDir);
  atStop(() => postgres.release());
  return postgres.url;
}

/** What to type into a browser here, and, where the server listens on every network, on a phone beside it. */
function addressesToOpen({ addresses }: RunningServer, host: string): string[] {
  const { port } = new URL(addresses[0] ?? "");
  const everywhere = host === "0.0.0.0" || host === "::";
  if (!everywhere && host !== "localhost") return addresses;
  const lan = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => `http://${address}:${port}`);
  return [`http://localhost:${port}`, ...(everywhere ? lan : [])];
}
