import { SYNC_LIMITS } from "@codex/core/limits";
import type { LiveEvent } from "@codex/core/sync";
import { type Db, onNobodysBehalf, type Statement, sqlOf } from "@codex/db";
import { TRPCError } from "@trpc/server";
import type { User } from "../access/caller.js";
import type { Log as Logger } from "../trpc/log.js";
import { readNews } from "./since.js";
import { Stream } from "./stream.js";
import { WakeUps } from "./wake.js";

/**
 * Milliseconds between two looks at everything that is followed: the net under the notifications, and how long a
 * session may be over without anybody having said so.
 */
const LOOK_MS = 1_000;

/** A log that streams of this process follow. */
interface Followed {
  /** The number up to which its streams were told. */
  head: number;
  readonly streams: Set<Stream>;
  reading: boolean;
  /** Woken while it was being read. */
  again: boolean;
}

/** Follows the logs for all live streams of this process: one read for each log, however many streams it has. */
export class Hub {
  readonly #logs = new Map<string, Followed>();
  readonly #users = new Map<string, Set<Stream>>();
  readonly #wakeUps: WakeUps;
  /** Users who are looked at next, all at once, when the look that is under way is through. */
  readonly #stale = new Set<string>();
  #refreshed: Promise<void> = Promise.resolve();
  #nextRefresh: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly db: Db,
    private readonly logger: Logger,
    private readonly now: () => Date,
  ) {
    this.#wakeUps = new WakeUps(db);
  }

  /** Says, here and to the other processes, that logs or users have something new. */
  readonly wake = (ids: readonly string[]): void => {
    if (this.#closed) return;
    this.#woken(ids);
    this.#wakeUps.send(ids);
  };

  /**
   * Opens a stream of everything that a user can see.
   *
   * @throws TRPCError `TOO_MANY_REQUESTS` for more streams than one user may have
   */
  async follow(user: User, cut: () => void): Promise<Stream> {
    if (this.#closed)
      throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "This server is stopping. Try again." });
    const streams = this.#users.get(user.userId) ?? new Set();
    if (streams.size >= SYNC_LIMITS.streams)
      throw new TRPCError({
        code: "TOO_MANY_REQUESTS",
        message: `You have ${SYNC_LIMITS.streams} live streams open, which is as many as one may.`,
      });
    const stream = new Stream(user, cut);
    this.#users.set(user.userId, streams.add(stream));
    this.#wakeUps.listen(
      (ids) => this.#woken(ids),
      () => this.#look(),
    );
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
    try {
      await this.#refresh([user.userId]);
    } catch (error) {
      this.leave(stream);
      throw error;
    }
    if (this.#closed) stream.end();
    return stream;
  }

  /** Forgets a stream. */
  leave(stream: Stream): void {
    const streams = this.#users.get(stream.user.userId);
    streams?.delete(stream);
    if (streams?.size === 0) this.#users.delete(stream.user.userId);
    for (const log of stream.logs) this.#unfollow(log, stream);
    stream.logs = new Set();
    if (this.#users.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  /** Ends the streams that are open; their readers resume elsewhere. */
  endStreams(): void {
    for (const streams of this.#users.values()) for (const stream of streams) stream.end();
  }

  /** Ends all streams, and opens no others. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    this.endStreams();
    await this.#wakeUps.close();
  }

  /** Its streams, and the numbers up to which those were told of each log, to be measured. */
  state(): { readonly streams: readonly Stream[]; readonly heads: ReadonlyMap<string, number> } {
    const streams = [...this.#users.values()].flatMap((own) => [...own]);
    return { streams, heads: new Map([...this.#logs].map(([log, { head }]) => [log, head])) };
  }

  #woken(ids: readonly string[]): void {
    for (const id of ids) void this.#readNews(id);
    const users = ids.filter((id) => this.#users.has(id));
    if (users.length > 0) this.#attempt(() => this.#refresh(users));
  }

  /** Looks at everything, as if all had been woken. */
  #look(): void {
    if (this.#closed || this.#users.size === 0) return;
    const look = async () => {
      await this.#refresh([...this.#users.keys()]);
      await this.#readIfBehind([...this.#logs.keys()]);
    };
    onNobodysBehalf(() => this.#attempt(look));
  }

  /** What fails because the database is away is done when it is looked at next. */
  #attempt(work: () => Promise<void>): void {
    work().catch((error: unknown) =>
      this.logger.warn({ err: error }, "Live streams could not be brought up to date"),
    );
  }

  /** Reads what is new in a log, once at a time, and tells its streams. */
  async #readNews(log: string): Promise<void> {
    const followed = this.#logs.get(log);
    if (!followed) return;
    if (followed.reading) {
      followed.again = true;
      return;
    }
    followed.reading = true;
    try {
      do {
        followed.again = false;
        await this.#tellNews(log, followed, followed.head);
      } while (followed.again);
    } catch (error) {
      this.logger.warn({ err: error, log }, "A log could not be read for its live streams");
    } finally {
      followed.reading = false;
    }
  }

  async #tellNews(log: string, followed: Followed, from: number): Promise<void> {
    const news = await readNews(this.db, log, from);
    if (news && news.head === from) return;
    const users = new Set([...followed.streams].map(({ user }) => user.userId));
    if (!news) {
      await this.#refresh([...users]);
      return;
    }
    const { head, floor, overwritten, overwrittenNotes } = news;
    // Put back to an earlier state by other means than `codex restore`: its streams' readers ask anew for where it is.
    if (head < from) for (const stream of followed.streams) stream.end();
    // Below the floor not all that happened is known: whoever is there reads the log from the start.
    const rows = news.more || from < floor ? null : [...news.rows];
    const told = {
      ...(overwritten ? { overwritten } : {}),
      ...(overwrittenNotes ? { overwrittenNotes } : {}),
    };
    // Frozen throughout, it is written down once for all streams (fastify-trpc).
    const event: LiveEvent = frozen({ type: "change", log, from, to: head, rows, ...told });
    followed.head = news.head;
    for (const stream of followed.streams) stream.tell(event);
    // A list that was deleted is nobody's to see any more.
    if (news.rows.some(({ table }) => table === "list")) await this.#refresh([...users]);
  }

  /**
   * Looks anew at what users' streams may see, and ends those whose credentials are no longer good. One look after
   * the other, as the older of two would bring back what the newer took away.
   */
  #refresh(userIds: readonly string[]): Promise<void> {
    for (const id of userIds) this.#stale.add(id);
    this.#nextRefresh ??= this.#refreshed.then(() => {
      this.#nextRefresh = undefined;
      const stale = [...this.#stale];
      this.#stale.clear();
      return this.#refreshNow(stale);
    });
    const next = this.#nextRefresh;
    this.#refreshed = next.catch(() => {});
    return next;
  }

  async #refreshNow(userIds: readonly string[]): Promise<void> {
    const streams = userIds.flatMap((id) => [...(this.#users.get(id) ?? [])]);
    if (streams.length === 0) return;
    await this.#endRevoked(streams);
    const rows = await sqlOf(this.db).query<{ user_id: string; log: string; head: string }>(LOGS_OF, [
      userIds,
    ]);
    const logsOf = new Map(userIds.map((id): [string, { log: string; rev: number }[]] => [id, []]));
    for (const { user_id, log, head } of rows) logsOf.get(user_id)?.push({ log, rev: Number(head) });
    const fresh = streams.flatMap((stream) => {
      const { userId } = stream.user;
      if (!this.#users.get(userId)?.has(stream)) return [];
      return this.#follow(stream, logsOf.get(userId)?.filter(({ log }) => stream.reaches(log)) ?? []);
    });
    // What changed after its head was read and before it was followed woke nobody.
    await this.#readIfBehind(fresh);
  }

  /** @returns the logs that nobody followed before */
  #follow(stream: Stream, logs: { log: string; rev: number }[]): string[] {
    const fresh: string[] = [];
    const told: { log: string; rev: number }[] = [];
    const isKnown = logs.length === stream.logs.size && logs.every(({ log }) => stream.logs.has(log));
    const isFirst = !stream.isTold;
    stream.isTold = true;
    const next = new Set(logs.map(({ log }) => log));
    for (const log of stream.logs) if (!next.has(log)) this.#unfollow(log, stream);
    for (const { log, rev } of logs) {
      const followed = this.#logs.get(log);
      if (followed) {
        followed.streams.add(stream);
        // What the others were told meanwhile is not told again.
        told.push({ log, rev: Math.max(rev, followed.head) });
        continue;
      }
      told.push({ log, rev });
      fresh.push(log);
      this.#logs.set(log, { head: rev, streams: new Set([stream]), reading: false, again: false });
    }
    stream.logs = next;
    if (!isKnown || isFirst) stream.tell({ type: "heads", userId: stream.user.userId, logs: told });
    return fresh;
  }

  async #readIfBehind(logs: readonly string[]): Promise<void> {
    if (logs.length === 0) return;
    const heads = await sqlOf(this.db).query<{ id: string; head: string }>(HEADS, [logs]);
    const known = new Map(heads.map(({ id, head }) => [id, Number(head)]));
    for (const log of logs) if (known.get(log) !== this.#logs.get(log)?.head) void this.#readNews(log);
  }

  #unfollow(log: string, stream: Stream): void {
    const followed = this.#logs.get(log);
    followed?.streams.delete(stream);
    if (followed?.streams.size === 0) this.#logs.delete(log);
  }

  async #endRevoked(streams: readonly Stream[]): Promise<void> {
    const shown = streams.flatMap(({ user }) => credentialOf(user) ?? []);
    if (shown.length === 0) return;
    const good = await sqlOf(this.db).query<{ id: string }>(STILL_GOOD, [shown, this.now()]);
    const ids = new Set(good.map(({ id }) => id));
    for (const stream of streams) {
      const credential = credentialOf(stream.user);
      if (credential !== undefined && !ids.has(credential)) stream.end(ENDED());
    }
  }
}

const ENDED = () =>
  new TRPCError({ code: "UNAUTHORIZED", message: "Your session has ended. Sign in again." });

/** What a stream was opened with, which may be revoked. */
function credentialOf(user: User): string | undefined {
  if (user.kind === "owner") return undefined;
  return user.kind === "person" ? user.sessionId : user.tokenId;
}

const HEADS: Statement = { name: "heads", text: "select id, head from log where id = any($1::uuid[])" };

const LOGS_OF: Statement = {
  name: "logs-of-users",
  text: `select log.id as user_id, log.id as log, log.head from log where id = any($1::uuid[])
    union all
    select member.user_id, log.id, log.head
    from member join list on list.id = member.list_id and list.deleted_at is null join log on log.id = list.id
    where member.user_id = any($1::uuid[])`,
};

const STILL_GOOD: Statement = {
  name: "still-good",
  text: `select id from session where id = any($1::uuid[]) and expires_at > $2
    union all
    select id from token where id = any($1::uuid[]) and (expires_at is null or expires_at > $2)`,
};

/** A value that can never change, with all that is in it. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
