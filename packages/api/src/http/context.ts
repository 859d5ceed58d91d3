import type { Db } from "@codex/db";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../access/caller.js";
import { type Identified, identify } from "../access/identify.js";
import { addressKey, type Limit } from "../access/limits.js";
import { ownerId } from "../access/owner.js";
import type { Policy } from "../access/policy.js";
import { askAbout, type Question, whoIs } from "../access/question.js";
import type { Auth } from "../account/auth.js";
import type { Observe } from "../metrics/metrics.js";
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
  readonly observe: Observe;
}

export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Context;

/** Makes the context of a request. Who sent it is found out when a procedure asks, once for the whole batch. */
export function contextFactory(parts: Parts): ContextOf {
  const { db, policy, auth, limit, now, hub, observe } = parts;
  return (request, reply) => {
    let asked: Promise<Caller> | undefined;
    const find = <Row extends object>(question?: Question<Row>) => {
      const found = callerOf(parts, request, reply, question);
      asked = found.then(({ caller }) => caller);
      // Whoever asked is told; perhaps nobody else asks.
      asked.catch(() => {});
      return found;
    };
    // Nothing, whatever its type says, of whoever has reset the connection by now.
    const ip: string | undefined = request.ip;
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
      identify: async () => asked ?? (await find()).caller,
      ask: async (question) => {
        if (!asked) return await find(question);
        const caller = await asked;
        if (caller.kind === "nobody") return { caller, rows: [] };
        const { rows } = await askAbout(db, whoIs(caller.userId), question);
        return { caller, rows };
      },
    };
  };
}

async function callerOf<Row extends object>(
  { db, policy, auth, limit, now }: Parts,
  { headers: { authorization, cookie } }: FastifyRequest,
  reply: FastifyReply,
  question: Question<Row> | undefined,
): Promise<Pick<Identified<Row>, "caller" | "rows">> {
  if (policy.ACCESS === "single") {
    const userId = await ownerId(db);
    limit("user", userId);
    const { rows } = question ? await askAbout(db, whoIs(userId), question) : { rows: [] };
    return { caller: { kind: "owner", userId }, rows };
  }
  const found = await identify(db, auth, { authorization, cookie }, now(), question);
  if (found.setCookie !== undefined) reply.header("set-cookie", found.setCookie);
  if (found.caller.kind !== "nobody") limit("user", found.caller.userId);
  return found;
}
