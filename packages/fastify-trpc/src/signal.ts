import type { ServerResponse } from "node:http";

// To make one with its stack takes longer than all else about a signal.
const REASON = new DOMException("This operation was aborted", "AbortError");

/**
 * Aborts when the connection is done with the answer, or gone; and, for a stream, when its time is over. It is made
 * when somebody reads it, as making and aborting one takes as long as half of what a request costs.
 */
export class RequestSignal {
  #controller: AbortController | undefined;
  #over: NodeJS.Timeout | undefined;

  constructor(private readonly response: ServerResponse) {}

  get value(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.response.closed) this.#controller.abort(REASON);
      else this.response.once("close", this.#abort);
    }
    return this.#controller.signal;
  }

  abortAfter(milliseconds: number): void {
    if (!this.value.aborted) this.#over = setTimeout(this.#abort, milliseconds);
  }

  readonly #abort = (): void => {
    clearTimeout(this.#over);
    this.#controller?.abort(REASON);
  };
}
