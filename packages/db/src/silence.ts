import { Socket } from "node:net";
import type pg from "pg";
import { askHosts, currentUrl } from "./hosts.js";

/** Milliseconds between two looks. What follows is counted in looks. */
const LOOK_MS = 100;

/** How long nothing comes before it is asked: at first, and at most, for what is merely long is asked ever more rarely. */
const ASK_AFTER = { first: 2, most: 32 };

/** How long an answer's first byte may take: several times what it took of late, within bounds. */
const ANSWER = { times: 4, least: 5, most: 40 };

/** How many connections `of late` means. */
const REMEMBERED = 10;

/** Between two attempts to find the database again. */
const ATTEMPT_EVERY = 10;

/** `gone`: a host was given up, and no other takes writes. `left`: it was given up for one that does. */
export interface Absence {
  readonly what: "gone" | "left" | "back";
  /** The URL of the host. */
  readonly host: string;
}

/** Where a socket leads, what has come from there so far, and at how many looks there was nothing yet. */
interface Way {
  readonly host: string;
  readonly probing: boolean;
  read: number;
  looks: number;
}

/** Looks at nothing in a row, since it was asked if it was. */
interface Quiet {
  looks: number;
  asked: boolean;
}

/**
 * Watches for a database that is gone without a word, as when its machine is switched off: what was asked of it would
 * wait until TCP gives up. While something is asked and a host brings nothing, it is asked on a new connection. If that
 * brings not a single byte either, its connections are cut; and unless another host takes writes by now, new ones are
 * refused until one does.
 *
 * Looks are counted and not time: a process that was busy itself reads what has come before it looks again.
 */
export class SilenceWatch {
  /** Whether nothing is expected of the database at the moment. */
  gone = false;
  /** Hears of what is given up and what is back. */
  tell: (absence: Absence) => void = () => {};
  readonly #ways = new Map<Socket, Way>();
  readonly #quiet = new Map<string, Quiet>();
  #pool: pg.Pool | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Looks that passed before the first byte of each of the last connections. */
  #took: number[] = [];
  /** The last probe: there is one at a time. */
  #probe: { running: boolean } | undefined;
  #askAfter = ASK_AFTER.first;
  /** Whether something was asked since the last byte. */
  #fresh = false;
  #untilAttempt = 0;

  /** @param least - how many looks an answer's first byte may take although it took less of late */
  constructor(
    private readonly url: string,
    private readonly least = ANSWER.least,
  ) {}

  watch(pool: pg.Pool): void {
    this.#pool = pool;
    pool.on("acquire", () => {
      this.#fresh = true;
      this.#begin();
    });
  }

  /** A socket for a new connection to the host that is used now, or one that refuses to connect. */
  readonly socket = (): Socket => {
    this.#begin();
    if (this.gone) return new RefusingSocket();
    return this.#socketTo(currentUrl(this.url), false);
  };

  #socketTo(host: string, probing: boolean): Socket {
    const socket = new Socket();
    const way = { host, probing, read: 0, looks: 0 };
    this.#ways.set(socket, way);
    socket.once("close", () => {
      this.#note(socket, way);
      this.#ways.delete(socket);
    });
    return socket;
  }

  #begin(): void {
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
  }

  #look(): void {
    for (const [socket, way] of this.#ways) this.#note(socket, way);
    const { waitingCount = 0, totalCount = 0, idleCount = 0, ending = true } = this.#pool ?? {};
    const asked = waitingCount + totalCount - idleCount > 0;
    if (ending || (!asked && !this.gone)) this.#rest();
    else if (this.gone) this.#attempt();
    else this.#lookAtHosts();
  }

  /** A host that is away may be back by another way than the one on which it was asked: it is not waited for long. */
  #attempt(): void {
    this.#cut(({ probing, read, looks }) => probing && read === 0 && looks >= this.#patience());
    this.#untilAttempt -= 1;
    if (!this.#probe?.running && this.#untilAttempt < 0) this.#ask();
  }

  #lookAtHosts(): void {
    const used = new Set([...this.#ways.values()].filter(({ probing }) => !probing).map(({ host }) => host));
    for (const host of used) if (!this.gone) this.#lookAt(host);
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#quiet.clear();
    this.#askAfter = ASK_AFTER.first;
  }

  /** Sees what a socket has brought since the last look. */
  #note(socket: Socket, way: Way): void {
    if (socket.bytesRead === way.read) {
      if (way.read === 0) way.looks += 1;
      return;
    }
    if (way.read === 0) this.#took = [...this.#took, way.looks].slice(-REMEMBERED);
    way.read = socket.bytesRead;
    this.#lives(way.host);
  }

  #lives(host: string): void {
    this.#quiet.set(host, { looks: -1, asked: false });
    this.#fresh = false;
  }

  #lookAt(host: string): void {
    const quiet = this.#quiet.get(host) ?? { looks: 0, asked: false };
    this.#quiet.set(host, quiet);
    quiet.looks += 1;
    if (quiet.asked && quiet.looks >= this.#patience()) this.#giveUp(host);
    else if (!quiet.asked && quiet.looks >= (this.#fresh ? ASK_AFTER.first : this.#askAfter)) {
      this.#ask();
      this.#askAfter = Math.min(this.#askAfter * 2, ASK_AFTER.most);
    }
  }

  /** How many looks an answer may take. Nothing is known of it before the first one. */
  #patience(): number {
    const slowest = Math.max(...this.#took);
    if (this.#took.length === 0) return ANSWER.most;
    return Math.min(Math.max(slowest * ANSWER.times, this.least), ANSWER.most);
  }

  #ask(): void {
    this.#cut(({ probing }) => probing);
    const probe = { running: true };
    this.#probe = probe;
    for (const quiet of this.#quiet.values()) Object.assign(quiet, { looks: 0, asked: true });
    const ended = () => {
      if (this.#probe !== probe) return;
      probe.running = false;
      this.#untilAttempt = ATTEMPT_EVERY;
    };
    const found = (host: string) => {
      ended();
      if (!this.gone) return;
      this.gone = false;
      this.tell({ what: "back", host });
    };
    askHosts(this.url, {
      socketTo: (host) => this.#socketTo(host, true),
      // A refusal is an answer too: whoever asks is told so at once. It is no return, nor what to stay with a host for.
      answered: (host) => {
        if (this.#probe === probe && currentUrl(this.url) === host) this.#lives(host);
      },
    }).then(found, ended);
  }

  #giveUp(host: string): void {
    this.#quiet.delete(host);
    const left = currentUrl(this.url) !== host;
    this.gone = !left;
    this.#untilAttempt = 0;
    if (this.gone) this.#probe = undefined;
    this.#cut((way) => this.gone || way.host === host);
    this.tell({ what: left ? "left" : "gone", host });
  }

  #cut(which: (way: Way) => boolean): void {
    for (const [socket, way] of this.#ways) if (which(way)) socket.destroy(unanswered());
  }
}

const unanswered = () => new Error("The database does not answer.");

/** Does not even try: a host that is back would have to deal with all that was tried meanwhile. */
class RefusingSocket extends Socket {
  override connect(): this {
    return this.destroy(unanswered());
  }
}
