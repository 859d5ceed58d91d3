import { createLog } from "@codex/api/log";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";

/** Fastify with the log that Codex has: one line of JSON for each request. */
export function logged(): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = createLog("info");
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 7_000 },
  });
  app.addHook("onResponse", async (request, reply) => {
    const path = request.url.split("?", 1)[0];
    const fields = { method: request.method, path, status: reply.statusCode, ms: reply.elapsedTime };
    request.log.info(fields, `${request.method} ${path} ${reply.statusCode}`);
  });
  return app;
}
