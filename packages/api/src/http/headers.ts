import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
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

/** Security headers on every answer. Nothing that would ask for https where the page is served over http. */
export async function setSecurityHeaders(
  app: FastifyInstance,
  { PUBLIC_URL }: Pick<Env, "PUBLIC_URL">,
): Promise<void> {
  const https = PUBLIC_URL?.startsWith("https:") ?? false;
  await app.register(helmet, {
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
}
