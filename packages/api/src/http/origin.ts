import { isIP } from "node:net";
import { TRPCError } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import type { Env } from "../env.js";
import { refuse } from "./refusals.js";

type Names = Pick<Env, "HOST" | "PUBLIC_URL" | "ORIGINS">;

/**
 * Refuses what a page on another site could send to a server it cannot see: a Host that is not ours (a name
 * of theirs that resolves to us) and an Origin that is not ours.
 */
export function guardOrigin(app: FastifyInstance, env: Names): void {
  app.addHook("onRequest", async (request, reply) => {
    if (!isKnownHost(request.hostname, env) || !isPlausibleHost(request.headers.host ?? "", env)) {
      return refuse(
        reply,
        new TRPCError({
          code: "FORBIDDEN",
          message: "This server does not know itself by that name. Set PUBLIC_URL to the address people use.",
        }),
      );
    }
    const { origin } = request.headers;
    if (origin !== undefined && !isOurOrigin(origin, request.host, env)) {
      return refuse(
        reply,
        new TRPCError({ code: "FORBIDDEN", message: "Pages of another origin may not call." }),
      );
    }
  });
}

/** Whether a Host's name, without its port, is one of ours: localhost, an address, or a name that was set. */
export function isKnownHost(hostname: string, { HOST, PUBLIC_URL }: Names): boolean {
  const name = hostname.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  const named = [HOST.toLowerCase(), ...(PUBLIC_URL === undefined ? [] : [new URL(PUBLIC_URL).hostname])];
  return name === "localhost" || isIP(name) !== 0 || (name !== "" && named.includes(name));
}

/**
 * Whether the Host itself, whatever `X-Forwarded-Host` says, can be one that we were reached by: a page on a
 * rebound name may set any header but this. A proxy may change it to our name in its own network, which has no dot.
 */
export function isPlausibleHost(host: string, names: Names): boolean {
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  return isKnownHost(name, names) || /^[^.:]+$/.test(name);
}

/** Whether a page of `origin` was served under `host` (name and port), or is one that was set. */
export function isOurOrigin(origin: string, host: string, { PUBLIC_URL, ORIGINS }: Names): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: originHost, origin: normal } = new URL(origin);
  const set = [...ORIGINS, ...(PUBLIC_URL === undefined ? [] : [PUBLIC_URL])].map(
    (url) => new URL(url).origin,
  );
  const here = `${protocol}//${host}`;
  return set.includes(normal) || (URL.canParse(here) && new URL(here).host === originHost);
}
