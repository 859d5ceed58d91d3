import { MigrationError } from "@codex/db/migrate";
import closeWithGrace from "close-with-grace";
import { EnvError, readEnv } from "./env.js";
import { createLog } from "./http/log.js";
import { runServer, StartError } from "./run.js";

/** Milliseconds that running requests get to finish in. */
const GRACE_MS = 10_000;

const log = createLog("info");
try {
  const env = readEnv();
  log.level = env.LOG_LEVEL;
  const server = await runServer(env, log);
  closeWithGrace({ delay: GRACE_MS, logger: log }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, "Stopping after an error");
    else log.info({ signal }, "Stopping");
    await server.close();
  });
} catch (error) {
  const told = error instanceof EnvError || error instanceof StartError || error instanceof MigrationError;
  if (told) log.fatal(error.message);
  else log.fatal({ err: error }, "The server could not start");
  process.exitCode = 1;
}
