import { MigrationError } from "@codex/db/migrate";
import { EnvError, readEnv } from "./env.js";
import { createLog } from "./http/log.js";
import { untilStopped } from "./lifecycle.js";
import { runServer, StartError } from "./run.js";

/** Milliseconds within which it stops, besides those in which it departs. */
const GRACE_MS = 10_000;

const log = createLog("info");
try {
  const env = readEnv();
  log.level = env.LOG_LEVEL;
  const report = (error: unknown) => log.fatal({ err: error }, "Stopping after an error");
  const graceMs = 2 * env.DRAIN_SECONDS * 1_000 + GRACE_MS;
  await untilStopped(graceMs, report, async ({ atStop }) => {
    const server = await runServer(env, log);
    atStop(async () => {
      log.info("Stopping");
      await server.close();
    });
  });
} catch (error) {
  const told = error instanceof EnvError || error instanceof StartError || error instanceof MigrationError;
  if (told) log.fatal(error.message);
  else log.fatal({ err: error }, "The server could not start");
  // Without this it would end only after the schema engine's timers have.
  process.exit(1);
}
