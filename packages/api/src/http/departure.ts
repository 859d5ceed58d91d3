import { setTimeout as sleep } from "node:timers/promises";

/** What is done as the server departs: first it is announced, then it begins, and only after that anything ends. */
export interface Departing {
  /** From now on balancers are told to send nobody here; everybody is served as before. */
  readonly announced: AbortSignal;
  /** From now on nobody new is let in, and whoever stays is asked to go elsewhere. */
  readonly begun: AbortSignal;
}

/** A server's departure, of which nobody notices anything who reaches it through a balancer with other servers behind. */
export class Departure implements Departing {
  readonly #announced = new AbortController();
  readonly #begun = new AbortController();
  readonly announced: AbortSignal = this.#announced.signal;
  readonly begun: AbortSignal = this.#begun.signal;

  /**
   * @param ms - milliseconds that each step takes; 0 for none, where no balancer is told
   * @param leave - takes no new connections, and resolves once the old ones are gone or the time is over
   */
  async take(ms: number, leave: (withinMs: number) => Promise<void>): Promise<void> {
    if (ms === 0) return;
    this.#announced.abort();
    await sleep(ms);
    this.#begun.abort();
    await leave(ms);
  }
}
