import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import helmet from "helmet";
import type { Env } from "../env.js";

/** No script, style or connection but our own; nginx/site.conf.template says the same for the page it serves. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  workerSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Puts the request's id and the security headers on an answer. */
export type FixHeaders = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Nothing that would ask for https where the page is served over http. */
export function fixedHeaders({ PUBLIC_URL }: Pick<Env, "PUBLIC_URL">): FixHeaders {
  const fixed = securityHeaders(PUBLIC_URL?.startsWith("https:") ?? false);
  return (request, reply) => reply.headers(fixed).header("x-request-id", request.id);
}

/** Worked out once: the same for every answer. */
function securityHeaders(https: boolean): OutgoingHttpHeaders {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const secure = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
    // Browsers complain about these two on plain http, where they mean nothing.
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    xDownloadOptions: false,
    xXssProtection: false,
  });
  secure(response.req, response, (error) => {
    if (error) throw error;
  });
  return response.getHeaders();
}
