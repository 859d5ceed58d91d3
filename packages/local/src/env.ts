import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The top of the checkout. */
export const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));

/** Milliseconds for everything to stop in: requests that run, then PostgreSQL. */
export const GRACE_MS = 30_000;

export type LocalEnv = ReturnType<typeof readLocalEnv>;

/** What the local commands read from the environment; the server's own settings are in the api's `env.ts`. */
export function readLocalEnv() {
  const { DATABASE_URL, CODEX_DIR } = process.env;
  return {
    /** A database to use in place of the local one. */
    databaseUrl: DATABASE_URL || undefined,
    /** Where the local PostgreSQL keeps its data. */
    codexDir: resolve(CODEX_DIR || resolve(CHECKOUT, ".codex")),
    /** Everything, for the server and for commands that are run. */
    all: process.env,
  };
}
