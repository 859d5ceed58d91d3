import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../access/caller.js";
import { type Credentials, type Identified, identify } from "../access/identify.js";
import { identifyOwner } from "../access/owner.js";
import type { Presumed } from "../access/presumed.js";
import { askAbout, type Question, whoIs } from "../access/question.js";
import type { Context } from "../trpc/context.js";

type Asking = Pick<Context, "identify" | "presume" | "ask">;
type Parts = Pick<Context, "db" | "policy" | "auth" | "limit" | "now">;
type Answered<Row extends object> = Pick<Identified<Row>, "caller" | "rows">;

const NOTHING: Credentials = { authorization: undefined, cookie: undefined };

/** Finds out who sent a request when a procedure asks, once for the whole batch, and counts it as one of theirs, once. */
export class WhoAsks implements Asking {
  readonly #credentials: Credentials;
  /** What the first to ask finds out, for all others. */
  #asked: (() => Promise<Caller>) | undefined;
  /** Whether the request was counted, and what came of that. */
  #counted: { readonly refusal?: unknown } | undefined;

  /** @param known - whom credentials were of, for all requests */
  constructor(
    private readonly parts: Parts,
    { headers: { authorization, cookie } }: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly known: Presumed,
  ) {
    const isAnybody = parts.policy.ACCESS === "single";
    this.#credentials = isAnybody ? NOTHING : { authorization, cookie };
  }

  readonly presume: Asking["presume"] = () => {
    const userId = this.known.of(this.#credentials);
    if (userId !== undefined) this.#count(userId);
    return userId;
  };

  readonly identify: Asking["identify"] = async () =>
    this.#asked ? await this.#asked() : (await this.#findFirst()).caller;

  readonly ask: Asking["ask"] = async (question) => {
    if (!this.#asked) return await this.#findFirst(question);
    const caller = await this.#asked();
    if (caller.kind === "nobody") return { caller, rows: [] };
    const { rows } = await askAbout(this.parts.db, whoIs(caller), question);
    return { caller, rows };
  };

  #findFirst<Row extends object>(question?: Question<Row>): Promise<Answered<Row>> {
    const found = this.#find(question);
    const asked = found.then(({ caller }) => caller);
    // Whoever asked is told; perhaps nobody else asks.
    asked.catch(() => {});
    let anew: Promise<Caller> | undefined;
    const findAnew = () => {
      anew ??= this.#find().then(({ caller }) => caller);
      return anew;
    };
    // What could not be written does not tell who asks.
    this.#asked = question?.writing ? () => asked.catch(findAnew) : () => asked;
    return found;
  }

  async #find<Row extends object>(question?: Question<Row>): Promise<Answered<Row>> {
    const found = await this.#callerOf(question);
    const { caller } = found;
    if (caller.kind === "nobody") this.known.forget(this.#credentials);
    else {
      this.known.remember(this.#credentials, caller.userId);
      this.#count(caller.userId);
    }
    return found;
  }

  async #callerOf<Row extends object>(question: Question<Row> | undefined): Promise<Answered<Row>> {
    const { db, policy, auth, now } = this.parts;
    if (policy.ACCESS === "single") return await identifyOwner(db, question);
    const found = await identify(db, auth, this.#credentials, now(), question);
    if (found.setCookie !== undefined) this.reply.header("set-cookie", found.setCookie);
    return found;
  }

  /** Once, whatever comes of it: all calls of a request are over the limit, or none. */
  #count(userId: string): void {
    this.#counted ??= this.#take(userId);
    if ("refusal" in this.#counted) throw this.#counted.refusal;
  }

  #take(userId: string): { readonly refusal?: unknown } {
    try {
      this.parts.limit("user", userId);
      return {};
    } catch (refusal) {
      return { refusal };
    }
  }
}
