import type { ServerResponse } from "node:http";

// To make one with its stack takes longer than all else about a signal.
const REASON = new DOMException("This operation was aborted", "AbortError");

/** Aborts when the connection is done with the answer, or gone; and, for a stream, when its time is over. */
export class RequestSignal {
  readonly #controller = new AbortController();
  #over: NodeJS.Timeout | undefined;

  constructor(response: ServerResponse) {
    if (response.destroyed) this.abort();
    else response.once("close", () => this.abort());
  }

  get value(): AbortSignal {
    return this.#controller.signal;
  }

  abort(): void {
    clearTimeout(this.#over);
    this.#controller.abort(REASON);
  }

  abortAfter(milliseconds: number): void {
    if (!this.value.aborted) this.#over = setTimeout(() => this.abort(), milliseconds);
  }
}
