/**
 * When requests are due at a fixed rate. What is due is due, whether or not the server has answered what was before, and
 * how long it takes counts from then: a server that stalls has stalled for all who would have asked meanwhile.
 */
export class Pace {
  #next = 0;

  /**
   * @param rate - a second
   * @param start - milliseconds on the clock that `due` is asked with
   */
  constructor(
    private readonly rate: number,
    private readonly start: number,
  ) {}

  /** The moments at which requests became due since it was asked last. */
  due(now: number): number[] {
    const moments: number[] = [];
    for (let at = this.#at(); at <= now; at = this.#at()) {
      moments.push(at);
      this.#next += 1;
    }
    return moments;
  }

  #at(): number {
    return this.start + (this.#next * 1_000) / this.rate;
  }
}
