import { REQUEST_LIMITS } from "@codex/core/limits";
import type { Db } from "@codex/db";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import { createLimit } from "./access/limits.js";
import { createAuth } from "./account/auth.js";
import { authSecret } from "./account/secret.js";
import type { Env } from "./env.js";
import { serveAuth } from "./http/auth.js";
import { contextFactory } from "./http/context.js";
import type { Departing } from "./http/departure.js";
import { fixedHeaders } from "./http/headers.js";
import { serveHealth } from "./http/health.js";
import { CONNECTION_TIMEOUTS } from "./http/listen.js";
import { logRequests } from "./http/log.js";
import { guardOrigin } from "./http/origin.js";
import { servePage } from "./http/page.js";
import { handleError, refuseNotFound } from "./http/refusals.js";
import { followRequests, requestIds } from "./http/request-id.js";
import { serveTrpc } from "./http/trpc.js";
import { countAnswers } from "./metrics/count-answers.js";
import type { Metrics } from "./metrics/metrics.js";
import { Hub } from "./sync/hub.js";
import { serveTransfer } from "./transfer/routes.js";

export interface AppOptions {
  readonly db: Db;
  readonly env: Omit<Env, "DATABASE_URL" | "PORT" | "LOG_LEVEL" | "DRAIN_SECONDS">;
  readonly log: Logger;
  /** Told of what happens; left out, nothing is measured. */
  readonly metrics?: Metrics | undefined;
  /** The clock; tests set it. */
  readonly now?: () => Date;
  /** How it will depart; without it, all at once. */
  readonly departing?: Departing;
}

/** Puts the whole server together. It does not listen, and does not close what it was given. */
export async function buildApp({
  db,
  env,
  log,
  metrics,
  now = () => new Date(),
  departing,
}: AppOptions): Promise<FastifyInstance> {
  // Named by its smaller type, so that the instance is an ordinary FastifyInstance to whoever takes one.
  const loggerInstance: FastifyBaseLogger = log;
  const fix = fixedHeaders(env);
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(env),
    trustProxy: env.TRUST_PROXY,
    bodyLimit: REQUEST_LIMITS.bodyBytes,
    http: CONNECTION_TIMEOUTS,
    // The names of a batch's procedures stand in the path, and are one parameter of it.
    routerOptions: { maxParamLength: REQUEST_LIMITS.urlLength },
    // What is no request to any route comes by no hook.
    frameworkErrors: (error, request, reply) => handleError(error, request, fix(request, reply)),
  });
  app.setErrorHandler(handleError);
  logRequests(app);
  if (metrics) countAnswers(app, metrics);
  if (env.SLOW_QUERY_MS !== undefined) followRequests(app);
  app.addHook("onRequest", (request, reply, done) => {
    fix(request, reply);
    done();
  });
  guardOrigin(app, env);
  serveHealth(app, db, departing);
  const auth = createAuth({ db, env, secret: await authSecret(db, env), log });
  const hub = new Hub(db, log, now);
  departing?.begun.addEventListener("abort", () => hub.endStreams());
  metrics?.watch(hub);
  // Before the server waits for its connections to end.
  app.addHook("preClose", () => hub.close());
  const observe = metrics?.observe ?? (() => {});
  const contextOf = contextFactory({
    db,
    policy: env,
    auth,
    limit: createLimit(env, now),
    now,
    hub,
    observe,
  });
  await serveAuth(app, contextOf);
  await serveTrpc(app, contextOf);
  await serveTransfer(app, contextOf);
  app.addHook("onClose", () => auth.mailer?.close());
  if (env.WEB_DIR === undefined) app.setNotFoundHandler((_request, reply) => refuseNotFound(reply));
  else await servePage(app, env.WEB_DIR);
  return app;
}
