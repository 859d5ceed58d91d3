import type { Db } from "@codex/db";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../access/caller.js";
import { type Credentials, type Identified, identify } from "../access/identify.js";
import { addressKey, type Limit } from "../access/limits.js";
import { identifyOwner } from "../access/owner.js";
import type { Policy } from "../access/policy.js";
import { Presumed } from "../access/presumed.js";
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
  const presumed = new Presumed();
  return (request, reply) => {
    const { authorization, cookie } = request.headers;
    const credentials: Credentials = { authorization, cookie };
    let asked: Promise<Caller> | undefined;
    let isCounted = false;
    const count = (userId: string) => {
      if (!isCounted) limit("user", userId);
      isCounted = true;
    };
    const find = async <Row extends object>(question?: Question<Row>) => {
      const found = await callerOf(parts, credentials, reply, question);
      const { caller } = found;
      if (caller.kind === "nobody") return found;
      presumed.remember(credentials, caller.userId);
      count(caller.userId);
      return found;
    };
    const findFirst = <Row extends object>(question?: Question<Row>) => {
      const found = find(question);
      asked = found.then(({ caller }) => caller);
      // What could not be written does not tell who asks.
      if (question?.writing) asked = asked.catch(async () => (await find()).caller);
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
      identify: async () => asked ?? (await findFirst()).caller,
      presumed: () => presumed.of(credentials),
      ask: async (question) => {
        // What somebody does counts before it is done.
        if (question.writing) count(question.writing.userId);
        if (!asked) return await findFirst(question);
        const caller = await asked;
        if (caller.kind === "nobody") return { caller, rows: [] };
        const { rows } = await askAbout(db, whoIs(caller), question);
        return { caller, rows };
      },
    };
  };
}

async function callerOf<Row extends object>(
  { db, policy, auth, now }: Parts,
  credentials: Credentials,
  reply: FastifyReply,
  question: Question<Row> | undefined,
): Promise<Pick<Identified<Row>, "caller" | "rows">> {
  if (policy.ACCESS === "single") return await identifyOwner(db, question);
  const found = await identify(db, auth, credentials, now(), question);
  if (found.setCookie !== undefined) reply.header("set-cookie", found.setCookie);
  return found;
}
