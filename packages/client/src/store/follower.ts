import type { LiveEvent, Overwritten, SincePage, SyncRow } from "@codex/core/sync";
import { isCodexError } from "../error.js";
import type { KeptRows } from "./persistence.js";
import type { Transport } from "./transport.js";

/** Milliseconds before a log is asked for again after that failed. */
const ASK_AGAIN_MS = 2_000;

/** Told of what the server says. */
export interface FollowerHandlers {
  /** Which logs there are, and whose they are; others are not to be seen any more. */
  logs(logs: ReadonlySet<string>, userId: string): void;
  /** @param reset - whether these are all rows that the log has */
  rows(log: string, rows: readonly SyncRow[], reset: boolean): void;
  /** A log is complete up to another number, with all that came since it was at `from`, or ever. */
  complete(gained: KeptRows): void;
  /** A log is complete, or is none to be seen any more. */
  reached(): void;
  /** Whether what is known is up to date; `error` says why not. */
  connected(connected: boolean, error?: unknown): void;
}

interface Followed {
  /** Complete up to this number; undefined before it was ever read. */
  rev: number | undefined;
  /** The newest number that was heard of. */
  head: number;
  pulling: boolean;
}

/** Follows all of a user's logs: takes live events as they come, and asks for what they leave out. */
export class Follower {
  readonly #logs = new Map<string, Followed>();
  #stop: (() => void) | undefined;
  #stopped = false;
  #isConnected = false;

  constructor(
    private readonly transport: Transport,
    private readonly handlers: FollowerHandlers,
  ) {}

  /** @param known - up to which number each log is known already */
  start(known: ReadonlyMap<string, number>): void {
    if (this.#stopped) return;
    for (const [log, rev] of known) this.#logs.set(log, { rev, head: rev, pulling: false });
    this.#stop = this.transport.live({
      event: (event) => this.#hear(event),
      lost: (error) => {
        this.#isConnected = false;
        this.handlers.connected(false, error);
      },
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#stop?.();
  }

  /** Forgets where every log is: whatever comes is read anew. */
  forget(): void {
    this.#logs.clear();
    this.#isConnected = false;
  }

  /** Whether a log is complete up to a number, or not among those to be seen. */
  has(log: string, rev: number): boolean {
    const followed = this.#logs.get(log);
    return followed ? (followed.rev ?? -1) >= rev : this.#isConnected;
  }

  /** The number up to which a log is complete. */
  revOf(log: string): number | undefined {
    return this.#logs.get(log)?.rev;
  }

  /** A log has this number now. One that was not heard of is new: it is not complete before it was read. */
  expect(log: string, rev: number): void {
    const known = this.#logs.get(log);
    // Whose rows they are is heard first: what there is comes with that.
    if (!known && !this.#isConnected) return;
    const followed = known ?? { rev: undefined, head: rev, pulling: false };
    followed.head = Math.max(followed.head, rev);
    this.#logs.set(log, followed);
  }

  /** Asks for what a log has. */
  ask(log: string): void {
    const followed = this.#logs.get(log);
    if (followed) void this.#pull(log, followed);
  }

  #hear(event: LiveEvent): void {
    if (event.type === "heads") this.#hearHeads(event);
    else this.#hearChange(event);
  }

  #hearHeads({ logs, userId }: Extract<LiveEvent, { type: "heads" }>): void {
    const ids = new Set(logs.map(({ log }) => log));
    // One that was never read may be newer than this: whether it is there is being asked.
    for (const [log, { rev }] of this.#logs) if (!ids.has(log) && rev !== undefined) this.#logs.delete(log);
    this.handlers.logs(ids, userId);
    for (const { log, rev } of logs) {
      const followed = this.#logs.get(log) ?? { rev: undefined, head: rev, pulling: false };
      // The server may have been put back to an earlier state: then its number is the smaller one.
      followed.head = rev;
      this.#logs.set(log, followed);
      if (followed.rev !== rev) void this.#pull(log, followed);
    }
    this.#isConnected = true;
    this.#report();
  }

  #hearChange(change: Extract<LiveEvent, { type: "change" }>): void {
    const { log, from, to, rows } = change;
    const followed = this.#logs.get(log);
    if (!followed || to <= (followed.rev ?? -1)) return;
    followed.head = Math.max(followed.head, to);
    if (rows === null || followed.pulling || followed.rev === undefined || from > followed.rev) {
      void this.#pull(log, followed);
      return;
    }
    const { rev: known } = followed;
    followed.rev = to;
    // It may begin before what is known, and tell again of what was told.
    const isNew = ({ rev }: { readonly rev: number }) => rev > known;
    const news = { rows: rows.filter(isNew), overwritten: overwrittenIn(change).filter(isNew) };
    this.handlers.rows(log, news.rows, false);
    this.handlers.complete({ log, from: known, rev: to, ...news });
    this.handlers.reached();
  }

  /** Reads page after page, until nothing is missing of what was heard of. */
  async #pull(log: string, followed: Followed): Promise<void> {
    if (followed.pulling || this.#stopped) return;
    followed.pulling = true;
    try {
      let cursor = followed.rev === undefined ? undefined : String(followed.rev);
      let from = followed.rev;
      let first = true;
      const read: SyncRow[] = [];
      const overwritten: Overwritten[] = [];
      for (;;) {
        const page = await this.transport.since(log, cursor);
        if (this.#stopped || this.#logs.get(log) !== followed) return;
        this.handlers.rows(log, page.rows, (first && cursor === undefined) || page.reset);
        if (page.reset) {
          from = undefined;
          read.length = 0;
        }
        read.push(...page.rows);
        overwritten.push(...overwrittenIn(page));
        first = false;
        cursor = page.cursor;
        if (page.more) continue;
        followed.rev = page.rev;
        const gained = { rows: read.splice(0), overwritten: overwritten.splice(0) };
        this.handlers.complete({ log, from, rev: page.rev, ...gained });
        from = page.rev;
        if (page.rev >= followed.head) break;
      }
    } catch (error) {
      if (!isCodexError(error, "NOT_FOUND")) {
        this.#pullAgain(log, followed, error);
        return;
      }
      this.#logs.delete(log);
    } finally {
      followed.pulling = false;
    }
    this.#report();
    this.handlers.reached();
  }

  #pullAgain(log: string, followed: Followed, error: unknown): void {
    this.handlers.connected(false, error);
    setTimeout(() => {
      if (this.#logs.get(log) === followed) void this.#pull(log, followed);
    }, ASK_AGAIN_MS);
  }

  #report(): void {
    const isComplete = [...this.#logs.values()].every(({ rev }) => rev !== undefined);
    if (this.#isConnected && isComplete) this.handlers.connected(true);
  }
}

const overwrittenIn = ({
  overwritten = [],
  overwrittenNotes = [],
}: Pick<SincePage, "overwritten" | "overwrittenNotes">) => [...overwritten, ...overwrittenNotes];
