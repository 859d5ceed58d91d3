import type { Socket } from "node:net";
import type { Person } from "../rolling/people.js";
import { connected } from "../scales/connection.js";

/**
 * How a reader goes: it closes the connection; it breaks it off; it stops reading, as one does whose machine is asleep,
 * and says nothing; or, once it has asked, it does not wait for the first event.
 */
const WAYS = ["closes", "breaks", "sleeps", "hurries"] as const;

/** What share of the streams sleeps at most; then the first of them wakes up, and closes. */
const ASLEEP = 0.2;

const CHANGE = '"change"';

interface Reader {
  readonly socket: Socket;
  readonly person: Person;
}

/** Readers of live streams, who come and go. */
export class Crowd {
  /** Changes that they were told of. */
  changes = 0;
  /** Streams that ended though their reader was there and read. */
  lost = 0;
  readonly #present: Reader[] = [];
  readonly #asleep: Socket[] = [];
  /** The replacement before: one comes after another, as they may be slower than the pace. */
  #before: Promise<void> = Promise.resolve();
  /** Those that go, or sleep: the server may end their streams. */
  readonly #leaving = new WeakSet<Socket>();

  private constructor(
    private readonly port: number,
    private readonly size: number,
  ) {}

  /** Opens so many streams, of these people in turn, and waits for the first event of each. */
  static async open(port: number, people: readonly Person[], size: number): Promise<Crowd> {
    const crowd = new Crowd(port, size);
    for (let index = 0; index < size; index++) {
      const person = people[index % people.length];
      if (!person) throw new Error("There is nobody to read.");
      await crowd.#come(person);
    }
    return crowd;
  }

  /** Lets the one who is there longest go, in the nth way, and another come. */
  replace(n: number): Promise<void> {
    const replaced = this.#before.then(() => this.#replace(n));
    this.#before = replaced.catch(() => {});
    return replaced;
  }

  async #replace(n: number): Promise<void> {
    const reader = this.#present.shift();
    if (!reader) throw new Error("Nobody is there to go.");
    const { socket, person } = reader;
    this.#leaving.add(socket);
    switch (WAYS[n % WAYS.length]) {
      case "breaks":
        socket.resetAndDestroy();
        break;
      case "sleeps":
        this.#sleep(socket);
        break;
      case "hurries":
        await this.#hurry(person);
        socket.destroy();
        break;
      default:
        socket.destroy();
    }
    await this.#come(person);
  }

  /** All go. */
  close(): void {
    for (const { socket } of this.#present) {
      this.#leaving.add(socket);
      socket.destroy();
    }
    for (const socket of this.#asleep) socket.destroy();
  }

  #sleep(socket: Socket): void {
    socket.pause();
    this.#asleep.push(socket);
    if (this.#asleep.length > this.size * ASLEEP) this.#asleep.shift()?.destroy();
  }

  async #hurry(person: Person): Promise<void> {
    const socket = await this.#ask(person);
    this.#leaving.add(socket);
    socket.destroy();
  }

  async #come(person: Person): Promise<void> {
    const socket = await this.#ask(person);
    let first = "";
    let text = "";
    let isOpen = false;
    await new Promise<void>((resolve, reject) => {
      socket.setEncoding("utf8");
      socket.on("data", (chunk: string) => {
        first ||= chunk;
        text += chunk;
        isOpen ||= text.includes('"heads"');
        if (isOpen) resolve();
        this.changes += text.split(CHANGE).length - 1;
        // What may be the beginning of a word that the next chunk ends.
        text = text.slice(1 - CHANGE.length);
      });
      socket.on("close", () => {
        if (isOpen && !this.#leaving.has(socket)) this.lost += 1;
        reject(new Error(`A stream did not begin: ${first.slice(0, 200)}`));
      });
    });
    this.#present.push({ socket, person });
  }

  /** @returns a connection on which a stream was asked for */
  async #ask({ token }: Person): Promise<Socket> {
    const socket = await connected(this.port);
    // Whatever breaks it, closes it.
    socket.on("error", () => {});
    const headers = `host: localhost:${this.port}\r\nauthorization: Bearer ${token}\r\naccept: text/event-stream`;
    await new Promise<void>((resolve) => {
      socket.write(`GET /trpc/sync.live HTTP/1.1\r\n${headers}\r\n\r\n`, () => resolve());
    });
    return socket;
  }
}
