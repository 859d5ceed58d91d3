import { performance } from "node:perf_hooks";
import { percentile } from "../percentile.js";
import type { Contender } from "./contender.js";
import { connected } from "./load.js";

/** Streams that are open, and what comes in on them. */
export class Streams {
  #arrived: number[] = [];
  #since = 0;
  #all: () => void = () => {};

  private constructor(private readonly count: number) {}

  /** Opens them and waits until each has had its first event. */
  static async open({ port }: Contender, count: number): Promise<Streams> {
    const streams = new Streams(count);
    const first = streams.#next();
    for (let index = 0; index < count; index++) {
      const socket = await connected(port);
      socket.on("data", (chunk) => {
        if (chunk.includes("data: {")) streams.#arrive();
      });
      socket.write(`GET /trpc/live HTTP/1.1\r\nhost: localhost:${port}\r\naccept: text/event-stream\r\n\r\n`);
    }
    await first;
    return streams;
  }

  /** @returns how long it takes, in milliseconds, until the median of the clients has one event */
  async event(contender: Contender): Promise<number> {
    const all = this.#next();
    contender.publish();
    await all;
    return percentile(this.#arrived, 0.5);
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
