import { Readable } from "node:stream";
import { isAbortError } from "@trpc/server/unstable-core-do-not-import";
import { type Chunks, PING, RETURN } from "./chunks.js";

export interface EventStreamOptions {
  readonly chunks: Chunks;
  /** The options of the client, in JSON, which stand in the first event. */
  readonly hello: string;
  /** In milliseconds; undefined for no pings. */
  readonly pingEvery: number | undefined;
  /** Ends the stream. */
  readonly signal: AbortSignal;
  /** Tells the server of what was thrown. @returns what the client is told */
  readonly describe: (cause: unknown) => unknown;
}

/** Server-sent events of what an iterable yields. It is asked for the next value only if the reader wants one. */
export class EventStream extends Readable {
  #iterator: AsyncIterator<unknown> | undefined;
  /** Whether the iterator has nothing more to give, or was left. */
  #over = false;
  #ended = false;
  /** Whether a value is on its way. */
  #asked = false;
  /** Whether the reader waits. */
  #wanted = false;
  // Node keeps all timers of one duration in one list, so that one for each stream costs no more than a shared one.
  #ping: NodeJS.Timeout | undefined;

  constructor(
    private readonly source: AsyncIterable<unknown>,
    private readonly options: EventStreamOptions,
  ) {
    super({ highWaterMark: 1 });
    const { signal, chunks, hello } = options;
    signal.addEventListener("abort", this.#end, { once: true });
    if (signal.aborted) this.#end();
    else this.push(chunks.connected(hello));
  }

  override _read(): void {
    this.#wanted = true;
    this.#waitForPing();
    if (!this.#asked && !this.#over) this.#ask();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#leave();
    done(error);
  }

  #ask(): void {
    this.#asked = true;
    try {
      this.#iterator ??= this.source[Symbol.asyncIterator]();
      Promise.resolve(this.#iterator.next()).then(this.#take, this.#fail);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  readonly #take = (result: IteratorResult<unknown>): void => {
    this.#asked = false;
    if (this.#over) return;
    if (result.done) {
      this.#over = true;
      this.push(RETURN);
      this.#end();
      return;
    }
    try {
      this.#give(this.options.chunks.event(result.value));
    } catch (cause) {
      this.#leave();
      this.#tell(cause);
    }
  };

  readonly #fail = (cause: unknown): void => {
    this.#over = true;
    this.#tell(cause);
  };

  /** The last event is what went wrong. It is reported to the server even if the client is gone. */
  #tell(cause: unknown): void {
    if (!isAbortError(cause)) {
      try {
        const chunk = this.options.chunks.failed(this.options.describe(cause));
        if (!this.#ended && !this.destroyed) this.push(chunk);
      } catch (unspeakable) {
        this.destroy(unspeakable instanceof Error ? unspeakable : new Error(String(unspeakable)));
      }
    }
    this.#end();
  }

  #give(chunk: Buffer): void {
    this.#wanted = false;
    this.push(chunk);
  }

  readonly #end = (): void => {
    this.#leave();
    if (this.#ended || this.destroyed) return;
    this.#ended = true;
    this.push(null);
  };

  /** Lets the iterator clean up. What it throws then is reported like what it throws at any time. */
  #leave(): void {
    clearTimeout(this.#ping);
    this.options.signal.removeEventListener("abort", this.#end);
    if (this.#over) return;
    this.#over = true;
    const report = (cause: unknown): void => this.#tell(cause);
    try {
      this.#iterator?.return?.().then(undefined, report);
    } catch (cause) {
      report(cause);
    }
  }

  /** A reader that has waited for so long without a value gets a ping; one that does not read gets none. */
  #waitForPing(): void {
    const { pingEvery } = this.options;
    if (pingEvery === undefined || this.#over) return;
    if (this.#ping === undefined) this.#ping = setTimeout(this.#sendPing, pingEvery);
    else this.#ping.refresh();
  }

  readonly #sendPing = (): void => {
    if (this.#wanted && !this.#over) this.#give(PING);
  };
}
