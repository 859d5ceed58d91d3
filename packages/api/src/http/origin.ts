import { isIP } from "node:net";
import { TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Env } from "../env.js";
import { refuse } from "./refusals.js";

type Names = Pick<Env, "HOST" | "PUBLIC_URL" | "ORIGINS">;

/** As many combinations of names that were let in are remembered, if they are so short: servers have few. */
const REMEMBERED = { most: 1_000, length: 300 };

/**
 * Refuses what a page on another site could send to a server it cannot see: a Host that is not ours (a name
 * of theirs that resolves to us) and an Origin that is not ours.
 */
export function guardOrigin(app: FastifyInstance, env: Names): void {
  // To read these names as URLs takes as long as much of what a request costs, and they are the same over and over.
  const letIn = new Set<string>();
  app.addHook("onRequest", (request, reply, done) => {
    const { host, headers } = request;
    // No header holds a line break.
    const names = [host, headers.host, ...(headers.origin === undefined ? [] : [headers.origin])].join("\n");
    if (letIn.has(names)) return done();
    const message = refusalOf(request, env);
    if (message !== undefined) return void refuse(reply, new TRPCError({ code: "FORBIDDEN", message }));
    if (letIn.size === REMEMBERED.most) letIn.clear();
    if (names.length <= REMEMBERED.length) letIn.add(names);
    done();
  });
}

/** @returns undefined for whom nothing keeps out */
function refusalOf({ hostname, host, headers }: FastifyRequest, env: Names): string | undefined {
  if (!isKnownHost(hostname, env) || !isPlausibleHost(headers.host ?? "", env))
    return "This server does not know itself by that name. Set PUBLIC_URL to the address people use.";
  const { origin } = headers;
  if (origin !== undefined && !isOurOrigin(origin, host, env)) return "Pages of another origin may not call.";
  return undefined;
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
