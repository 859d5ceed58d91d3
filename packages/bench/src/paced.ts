import { setTimeout as later } from "node:timers/promises";
import { Pace } from "./scales/pacing.js";

/** Does something at a fixed rate, however long each takes and whatever comes of it, until it is stopped. */
export class Paced {
  begun = 0;
  failed = 0;
  /** The first few of those that failed, in words. */
  readonly failures: string[] = [];
  /** Milliseconds from when each was due until it was over. */
  readonly times: number[] = [];
  #stopped = false;
  #waiting: { readonly count: number; readonly resolve: () => void } | undefined;
  readonly #running: Promise<void>;

  /**
   * @param rate - a second
   * @param act - is told how many were begun before
   */
  constructor(
    rate: number,
    private readonly act: (index: number) => Promise<void>,
  ) {
    this.#running = this.#run(rate);
  }

  /** Resolves once so many more are over. */
  over(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { count: this.times.length + count, resolve };
    });
  }

  /** Begins no more, and waits for what was begun. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(rate: number): Promise<void> {
    const pace = new Pace(rate, performance.now());
    const open = new Set<Promise<void>>();
    // The clock is what is awaited here: what is due at which millisecond.
    while (!this.#stopped) {
      for (const due of pace.due(performance.now())) {
        const one = this.#one(this.begun++, due).finally(() => open.delete(one));
        open.add(one);
      }
      await later(1);
    }
    await Promise.all(open);
  }

  async #one(index: number, due: number): Promise<void> {
    try {
      await this.act(index);
    } catch (error) {
      this.failed += 1;
      if (this.failures.length < 5)
        this.failures.push(error instanceof Error ? error.message : String(error));
    }
    this.times.push(performance.now() - due);
    if (this.#waiting && this.times.length >= this.#waiting.count) this.#waiting.resolve();
  }
}
