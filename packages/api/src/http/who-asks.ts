import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../access/caller.js";
import { type Credentials, type Identified, identify } from "../access/identify.js";
import { identifyOwner } from "../access/owner.js";
import type { Presumed } from "../access/presumed.js";
import { askAbout, type Question, whoIs } from "../access/question.js";
import type { Context } from "../trpc/context.js";

type Asking = Pick<Context, "identify" | "presumed" | "ask">;
type Parts = Pick<Context, "db" | "policy" | "auth" | "limit" | "now">;
type Answered<Row extends object> = Pick<Identified<Row>, "caller" | "rows">;

/** Finds out who sent a request when a procedure asks, once for the whole batch, and counts it as one of theirs. */
export class WhoAsks implements Asking {
  readonly #credentials: Credentials;
  #asked: Promise<Caller> | undefined;
  #isCounted = false;

  /** @param known - whom credentials were of, for all requests */
  constructor(
    private readonly parts: Parts,
    { headers: { authorization, cookie } }: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly known: Presumed,
  ) {
    this.#credentials = { authorization, cookie };
  }

  readonly presumed: Asking["presumed"] = () => this.known.of(this.#credentials);

  readonly identify: Asking["identify"] = async () => this.#asked ?? (await this.#findFirst()).caller;

  readonly ask: Asking["ask"] = async (question) => {
    // What somebody does counts before it is done.
    if (question.writing) this.#count(question.writing.userId);
    if (!this.#asked) return await this.#findFirst(question);
    const caller = await this.#asked;
    if (caller.kind === "nobody") return { caller, rows: [] };
    const { rows } = await askAbout(this.parts.db, whoIs(caller), question);
    return { caller, rows };
  };

  #findFirst<Row extends object>(question?: Question<Row>): Promise<Answered<Row>> {
    const found = this.#find(question);
    const asked = found.then(({ caller }) => caller);
    // What could not be written does not tell who asks.
    this.#asked = question?.writing ? asked.catch(async () => (await this.#find()).caller) : asked;
    // Whoever asked is told; perhaps nobody else asks.
    this.#asked.catch(() => {});
    return found;
  }

  async #find<Row extends object>(question?: Question<Row>): Promise<Answered<Row>> {
    const found = await this.#callerOf(question);
    const { caller } = found;
    if (caller.kind === "nobody") return found;
    this.known.remember(this.#credentials, caller.userId);
    this.#count(caller.userId);
    return found;
  }

  async #callerOf<Row extends object>(question: Question<Row> | undefined): Promise<Answered<Row>> {
    const { db, policy, auth, now } = this.parts;
    if (policy.ACCESS === "single") return await identifyOwner(db, question);
    const found = await identify(db, auth, this.#credentials, now(), question);
    if (found.setCookie !== undefined) this.reply.header("set-cookie", found.setCookie);
    return found;
  }

  #count(userId: string): void {
    if (!this.#isCounted) this.parts.limit("user", userId);
    this.#isCounted = true;
  }
}
