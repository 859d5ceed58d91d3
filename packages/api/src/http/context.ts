import type { Db } from "@codex/db";
import type { FastifyReply, FastifyRequest } from "fastify";
import { addressKey, type Limit } from "../access/limits.js";
import type { Policy } from "../access/policy.js";
import { Presumed } from "../access/presumed.js";
import type { Auth } from "../account/auth.js";
import type { Observe } from "../metrics/metrics.js";
import type { Hub } from "../sync/hub.js";
import type { Context } from "../trpc/context.js";
import { WhoAsks } from "./who-asks.js";

/** What a server is made of, for the contexts of its requests. */
export interface Parts {
  readonly db: Db;
  readonly policy: Policy;
  readonly auth: Auth;
  readonly limit: Limit;
  readonly now: () => Date;
  readonly hub: Hub;
  readonly observe: Observe;
}

export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Context;

/** Makes the context of a request. */
export function contextFactory(parts: Parts): ContextOf {
  const { db, policy, auth, limit, now, hub, observe } = parts;
  const known = new Presumed();
  return (request, reply) => {
    // Nothing, whatever its type says, of whoever has reset the connection by now.
    const ip: string | undefined = request.ip;
    const { identify, presume, ask } = new WhoAsks(parts, request, reply, known);
    return {
      db,
      policy,
      auth,
      limit,
      now,
      hub,
      observe,
      wake: hub.wake,
      cut: () => request.raw.socket.destroy(),
      log: request.log,
      address: addressKey(ip ?? ""),
      source: { address: ip ?? null, request: request.id },
      identify,
      presume,
      ask,
    };
  };
}
