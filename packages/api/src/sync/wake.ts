import { randomUUID } from "node:crypto";
import { type Db, listen, type Statement, sqlOf } from "@codex/db";

/** Says that logs have something new, or that something changed about users: their lists, sessions or tokens. */
export type Wake = (ids: readonly string[]) => void;

const CHANNEL = "codex";

/** Milliseconds for which what is to be sent is gathered. */
const GATHER_MS = 5;

/** Ids in one notification, which holds less than 8,000 bytes. */
const IDS_AT_ONCE = 200;

const NOTIFY: Statement = { name: "notify", text: `select pg_notify('${CHANNEL}', $1)` };

/**
 * Passes wake-ups between the processes on a database: gathered, and outside of every transaction. One that is
 * lost delays its readers until they look by themselves.
 */
export class WakeUps {
  /** Names this process, which has told itself already. */
  readonly #self = randomUUID();
  #gathered = new Set<string>();
  #sending: Promise<void> | undefined;
  #stop: (() => Promise<void>) | undefined;

  constructor(private readonly db: Db) {}

  /** Tells the other processes. */
  send(ids: readonly string[]): void {
    for (const id of ids) this.#gathered.add(id);
    if (this.#gathered.size > 0) this.#sending ??= this.#sendSoon();
  }

  /**
   * Hears what other processes send, from the first call on.
   *
   * @param opened - called when it listens, and again when it does after the connection broke
   */
  listen(woken: Wake, opened: () => void): void {
    const heard = (payload: string) => {
      const [from, ...ids] = payload.split(",");
      if (from !== this.#self) woken(ids);
    };
    this.#stop ??= listen(this.db, CHANNEL, { heard, opened });
  }

  async close(): Promise<void> {
    await this.#sending;
    await this.#stop?.();
  }

  async #sendSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    this.#sending = undefined;
    const ids = [...this.#gathered];
    this.#gathered = new Set();
    for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
      const payload = [this.#self, ...ids.slice(start, start + IDS_AT_ONCE)].join();
      // What cannot be sent is seen by the others when they look.
      await sqlOf(this.db)
        .query(NOTIFY, [payload])
        .catch(() => {});
    }
  }
}
