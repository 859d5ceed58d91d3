import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { onBehalfOf } from "@codex/db";
import type { FastifyInstance } from "fastify";
import type { Env } from "../env.js";

/** What a proxy may call a request: nothing that could be taken for another field of a line of the log. */
const ID = /^[\w-]{8,64}$/;

/** Names requests: as the proxy in front has named them, so that one id leads from its log to ours, or anew. */
export function requestIds({ TRUST_PROXY }: Pick<Env, "TRUST_PROXY">): (request: IncomingMessage) => string {
  return ({ headers: { "x-request-id": given } }) =>
    TRUST_PROXY !== false && typeof given === "string" && ID.test(given) ? given : randomUUID();
}

/** Lets statements know which request they are for. */
export function followRequests(app: FastifyInstance): void {
  // Not before: to wait for a body is to lose whatever was set before it.
  app.addHook("preValidation", (request, _reply, done) => onBehalfOf(request.id, done));
}
