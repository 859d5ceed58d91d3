import { setTimeout as sleep } from "node:timers/promises";
import type { Door } from "./drain.js";

/** What is done as the server departs: first it is announced, then it begins, and only after that anything ends. */
export interface Departing {
  /** From now on balancers are told to send nobody here; everybody is served as before. */
  readonly announced: AbortSignal;
  /** From now on nobody new is let in, and whoever is there is asked to go elsewhere. */
  readonly begun: AbortSignal;
}

/** A server's departure, of which nobody notices anything who reaches it through a balancer with other servers behind. */
export class Departure implements Departing {
  readonly #announced = new AbortController();
  readonly #begun = new AbortController();
  readonly announced: AbortSignal = this.#announced.signal;
  readonly begun: AbortSignal = this.#begun.signal;

  /** @param ms - milliseconds that each of the two steps takes; 0 for none, where no balancer is told */
  async take(ms: number, doors: readonly Door[]): Promise<void> {
    if (ms === 0) return;
    this.#announced.abort();
    await sleep(ms);
    await Promise.all(doors.map((door) => door.shut()));
    this.#begun.abort();
    await Promise.all(doors.map((door) => door.empty(ms)));
  }
}
