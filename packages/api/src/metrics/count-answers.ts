import type { FastifyInstance } from "fastify";
import type { Metrics } from "./metrics.js";

/** Counts what the server answers, by its own routes: what is asked for at other addresses is one of them. */
export function countAnswers(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", (request, reply, done) => {
    metrics.answered(request.is404 ? "none" : (request.routeOptions.url ?? "none"), reply.statusCode);
    done();
  });
}
