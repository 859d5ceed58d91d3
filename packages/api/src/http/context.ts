import type { Db } from "@codex/db";
import type { FastifyReply, FastifyRequest } from "fastify";
import { identify } from "../access/identify.js";
import { addressKey, type Limit } from "../access/limits.js";
import { ownerId } from "../access/owner.js";
import type { Policy } from "../access/policy.js";
import type { Auth } from "../account/auth.js";
import type { Hub } from "../sync/hub.js";
import type { Context } from "../trpc/context.js";

/** What a server is made of, for the contexts of its requests. */
export interface Parts {
  readonly db: Db;
  readonly policy: Policy;
  readonly auth: Auth;
  readonly limit: Limit;
  readonly now: () => Date;
  readonly hub: Hub;
}

export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Context;

/** Makes the context of a request. Who sent it is found out when a procedure asks, once for the whole batch. */
export function contextFactory(parts: Parts): ContextOf {
  return (request, reply) => {
    let asked: ReturnType<typeof callerOf> | undefined;
    return {
      ...parts,
      wake: parts.hub.wake,
      cut: () => request.raw.socket.destroy(),
      log: request.log,
      address: addressKey(request.ip),
      identify: () => {
        asked ??= callerOf(parts, request, reply);
        return asked;
      },
    };
  };
}

async function callerOf(
  { db, policy, auth, limit, now }: Parts,
  { headers: { authorization, cookie } }: FastifyRequest,
  reply: FastifyReply,
) {
  if (policy.ACCESS === "single") {
    const userId = await ownerId(db);
    limit("user", userId);
    return { kind: "owner", userId } as const;
  }
  const { caller, setCookie } = await identify(db, auth, { authorization, cookie }, now());
  if (setCookie !== undefined) reply.header("set-cookie", setCookie);
  if (caller.kind !== "nobody") limit("user", caller.userId);
  return caller;
}
