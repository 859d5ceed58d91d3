import type { Db } from "@codex/db";
import { unappliedMigrations } from "@codex/db/applied";
import { isDatabaseAway } from "@codex/db/errors";
import type { FastifyInstance } from "fastify";
import type { Departing } from "./departure.js";

/**
 * `live`: the process runs. `ready`: it is not about to stop, and the database answers and has every migration of this
 * release.
 */
export function serveHealth(app: FastifyInstance, db: Db, departing?: Departing): void {
  app.get("/health/live", async (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "live" }),
  );

  app.get("/health/ready", async (request, reply) => {
    reply.header("cache-control", "no-store");
    if (departing?.announced.aborted)
      return await reply.code(503).send({ status: "unavailable", server: "is stopping" });
    try {
      const pending = await unappliedMigrations(db);
      if (pending.length === 0) return await reply.send({ status: "ready" });
      return await reply.code(503).send({ status: "unavailable", migrations: { pending } });
    } catch (error) {
      request.log.warn({ err: error }, "Not ready");
      const part = isDatabaseAway(error) ? { database: "does not answer" } : { migrations: "cannot be read" };
      return await reply.code(503).send({ status: "unavailable", ...part });
    }
  });
}
