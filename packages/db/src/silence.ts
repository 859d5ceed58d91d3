import { Socket } from "node:net";
import type pg from "pg";
import { askHosts } from "./hosts.js";

/** Milliseconds between two looks, and how many looks at nothing it takes to ask, and to hold the silence for an end. */
const LOOK_MS = 100;
const ASK_AFTER = 2;
const GONE_AFTER = 4;

/** Looks between two attempts to find the database again. Each may take long: what is busy answers late. */
const ATTEMPT_EVERY = 10;

/**
 * Watches for a database that is gone without a word, as when its machine is switched off: what was asked of it would
 * wait until TCP gives up. While something is asked and no connection brings anything, it asks on another one; if that
 * brings not a single byte either, all connections are cut, and new ones refused until the database answers again.
 *
 * Looks are counted and not time: a process that was busy itself reads what has come before it looks again.
 */
export class SilenceWatch {
  /** Whether nothing is expected of the database at the moment. */
  gone = false;
  readonly #sockets = new Set<Socket>();
  #pool: pg.Pool | undefined;
  #timer: NodeJS.Timeout | undefined;
  #read = 0;
  /** Looks at nothing in a row, and at which of them it was asked. */
  #quiet = 0;
  #askedAt: number | undefined;
  #looksSinceGone = 0;

  constructor(private readonly url: string) {}

  watch(pool: pg.Pool): void {
    this.#pool = pool;
    pool.on("acquire", () => this.#begin());
  }

  /** A socket for a new connection. */
  readonly socket = (): Socket => {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    this.#begin();
    return socket;
  };

  #begin(): void {
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
  }

  #look(): void {
    const { waitingCount = 0, totalCount = 0, idleCount = 0, ending = true } = this.#pool ?? {};
    const asked = waitingCount + totalCount - idleCount > 0;
    if (ending || (!asked && !this.gone)) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#quiet = 0;
      return;
    }
    if (this.gone) {
      if (this.#looksSinceGone % ATTEMPT_EVERY === 0) this.#ask();
      this.#looksSinceGone += 1;
      return;
    }
    const read = [...this.#sockets].reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    this.#quiet = read === this.#read ? this.#quiet + 1 : 0;
    this.#read = read;
    if (this.#askedAt !== undefined && this.#quiet - this.#askedAt >= GONE_AFTER) this.#giveUp();
    else if (this.#askedAt === undefined && this.#quiet >= ASK_AFTER) this.#ask();
  }

  #ask(): void {
    this.#askedAt = this.#quiet;
    const answered = () => {
      this.#askedAt = undefined;
      this.#quiet = 0;
    };
    const returned = () => {
      this.gone = false;
      answered();
    };
    // A refusal is an answer too: whoever asks is told so at once. It is not yet a return.
    askHosts(this.url, this.socket).then(returned, answered);
  }

  #giveUp(): void {
    this.gone = true;
    this.#looksSinceGone = 0;
    for (const socket of this.#sockets) socket.destroy(new Error("The database does not answer."));
  }
}
