import { untilStopped } from "@codex/api/lifecycle";
import { execa } from "execa";
import { CHECKOUT, GRACE_MS, type LocalEnv } from "./env.js";
import { acquirePostgres } from "./postgres/acquire.js";

/** Runs `turbo dev` on the same database as `start`: everything rebuilds and reloads when a file changes. */
export function dev({ databaseUrl, codexDir, all }: LocalEnv): Promise<never> {
  return untilStopped(GRACE_MS, console.error, async ({ atStop, stop }) => {
    const postgres = databaseUrl === undefined ? await acquirePostgres(codexDir) : undefined;
    if (postgres) atStop(() => postgres.release());
    const env = {
      DATABASE_URL: databaseUrl ?? postgres?.url,
      CODEX_API_URL: `http://localhost:${all["PORT"] || 5000}`,
    };
    const turbo = execa("turbo", ["run", "dev", "watch"], {
      cwd: CHECKOUT,
      preferLocal: true,
      env,
      stdio: "inherit",
      reject: false,
    });
    atStop(async () => {
      turbo.kill("SIGTERM");
      await turbo;
    });
    // By itself it only ends when something is wrong, and it has said what.
    turbo.once("exit", () => stop(1));
  });
}
