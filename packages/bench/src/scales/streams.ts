import { performance } from "node:perf_hooks";
import { newId } from "@codex/core/id";
import { percentile } from "../percentile.js";
import { requestOf } from "./ask.js";
import { Connection, connected } from "./connection.js";
import type { Aim } from "./load.js";

/** Live streams that are open, and what comes in on them. */
export class Streams {
  #arrived: number[] = [];
  #since = 0;
  #sought = '"heads"';
  #all: () => void = () => {};

  private constructor(
    private readonly aim: Aim,
    private readonly count: number,
    private readonly writer: Connection,
  ) {}

  /** Opens them, for each of the people as many, and waits until each has had its first event. */
  static async open(aim: Aim, count: number, failed: (error: Error) => void): Promise<Streams> {
    const { port, cookie, subject } = aim;
    const streams = new Streams(aim, count, await Connection.open(port, cookie, failed));
    const first = streams.#next();
    for (let index = 0; index < count; index++) {
      const socket = await connected(port);
      socket.on("data", (chunk) => {
        if (chunk.includes(streams.#sought)) streams.#arrive();
      });
      socket.on("error", failed);
      const who = cookie === undefined ? "" : `cookie: ${subject.people[index % subject.people.length]}\r\n`;
      socket.write(
        `GET /trpc/sync.live HTTP/1.1\r\nhost: localhost:${port}\r\n${who}accept: text/event-stream\r\n\r\n`,
      );
    }
    await first;
    return streams;
  }

  /**
   * Adds a todo to the list that all of them see.
   *
   * @returns milliseconds from sending that until the median stream, and the last, has it
   */
  async event(): Promise<{ median: number; last: number }> {
    const id = newId();
    this.#sought = id;
    const all = this.#next();
    const { dialect, subject } = this.aim;
    const ask = { kind: "create", listId: subject.shared, id, text: "To all of you" } as const;
    const answered = new Promise<void>((resolve) => this.writer.ask(requestOf(dialect, ask), resolve));
    await Promise.all([all, answered]);
    return { median: percentile(this.#arrived, 0.5), last: percentile(this.#arrived, 1) };
  }

  #next(): Promise<void> {
    this.#arrived = [];
    this.#since = performance.now();
    return new Promise((resolve) => {
      this.#all = resolve;
    });
  }

  #arrive(): void {
    this.#arrived.push(performance.now() - this.#since);
    if (this.#arrived.length === this.count) this.#all();
  }
}
