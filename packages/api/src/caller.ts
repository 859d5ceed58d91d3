import type { Db } from "@codex/db";
import { appRouter } from "./router.js";
import type { Log } from "./trpc/context.js";

/**
 * Calls the procedures from within the process, without HTTP: the same checks, the same writes.
 *
 * @example
 * const codex = createCaller(db, log);
 * await codex.todo.create({ text: "Water the plants" });
 */
export function createCaller(db: Db, log: Log): ReturnType<typeof appRouter.createCaller> {
  return appRouter.createCaller({ db, log, now: () => new Date() });
}
