import type { Db } from "@codex/db";
import type { Caller } from "../access/caller.js";
import type { Limit } from "../access/limits.js";
import type { Policy } from "../access/policy.js";
import type { Question } from "../access/question.js";
import type { Auth } from "../account/auth.js";
import type { Source } from "../audit/record.js";
import type { Observe } from "../metrics/metrics.js";
import type { Hub } from "../sync/hub.js";
import type { Wake } from "../sync/wake.js";
import type { Log } from "./log.js";

/**
 * What every procedure is given. tRPC writes this type into the router's declarations, which browsers and
 * other workspaces read: what names the database or a library is internal and is left out of them.
 */
export interface Context {
  /** @internal */
  readonly db: Db;
  readonly log: Log;
  /** The clock; tests set it. */
  readonly now: () => Date;
  /** @internal */
  readonly policy: Policy;
  /** @internal */
  readonly auth: Auth;
  /** @internal */
  readonly limit: Limit;
  /** Counts a call of a procedure. @internal */
  readonly observe: Observe;
  /** The live streams of this process. @internal */
  readonly hub: Hub;
  /** Says to live streams that logs or users have something new. @internal */
  readonly wake: Wake;
  /** Breaks the connection that the request came by. @internal */
  readonly cut: () => void;
  /** The network address that the request came from, as limits count it. */
  readonly address: string;
  /** Where the request came from, for the audit log. @internal */
  readonly source: Source;
  /** Finds out who asks; once for all calls of a request. @internal */
  readonly identify: () => Promise<Caller>;
  /**
   * Whom the credentials were of when they were last seen, if they were: nothing to let anybody in by. The request
   * counts as one of theirs from then on. @internal
   */
  readonly presume: () => string | undefined;
  /** Finds out who asks, and something about them, in one statement where that was not found out before. @internal */
  readonly ask: <Row extends object>(
    question: Question<Row>,
  ) => Promise<{ readonly caller: Caller; readonly rows: readonly Row[] }>;
}
