import { randomUUID } from "node:crypto";
import { REQUEST_LIMITS } from "@codex/core/limits";
import type { Db } from "@codex/db";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import type { Env } from "./env.js";
import { setSecurityHeaders } from "./http/headers.js";
import { serveHealth } from "./http/health.js";
import { CONNECTION_TIMEOUTS } from "./http/listen.js";
import { logRequests } from "./http/log.js";
import { guardOrigin } from "./http/origin.js";
import { servePage } from "./http/page.js";
import { handleError, refuseNotFound } from "./http/refusals.js";
import { serveTrpc } from "./http/trpc.js";

export interface AppOptions {
  readonly db: Db;
  readonly env: Pick<Env, "HOST" | "PUBLIC_URL" | "ORIGINS" | "TRUST_PROXY" | "WEB_DIR">;
  readonly log: Logger;
  /** The clock; tests set it. */
  readonly now?: () => Date;
}

/** Puts the whole server together. It does not listen, and does not close what it was given. */
export async function buildApp({
  db,
  env,
  log,
  now = () => new Date(),
}: AppOptions): Promise<FastifyInstance> {
  // Named by its smaller type, so that the instance is an ordinary FastifyInstance to whoever takes one.
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: env.TRUST_PROXY,
    bodyLimit: REQUEST_LIMITS.bodyBytes,
    http: CONNECTION_TIMEOUTS,
    // The names of a batch's procedures stand in the path, and are one parameter of it.
    routerOptions: { maxParamLength: REQUEST_LIMITS.urlLength },
    frameworkErrors: handleError,
  });
  app.setErrorHandler(handleError);
  logRequests(app);
  await setSecurityHeaders(app, env);
  guardOrigin(app, env);
  serveHealth(app, db);
  await serveTrpc(app, db, now);
  if (env.WEB_DIR === undefined) app.setNotFoundHandler((_request, reply) => refuseNotFound(reply));
  else await servePage(app, env.WEB_DIR);
  return app;
}
