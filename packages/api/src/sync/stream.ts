import type { LiveEvent } from "@codex/core/sync";
import { reaches, type User } from "../access/caller.js";

/** Events, and rows in them, that may wait for a reader; one further behind is cut, and asks for what it missed. */
const MAX_WAITING = { events: 256, rows: 1_000 };

/** One reader of live events. */
export class Stream implements AsyncIterable<LiveEvent> {
  /** The logs it was told of. */
  logs: ReadonlySet<string> = new Set();
  /** Whether it was told where its logs are. */
  isTold = false;
  #waiting: LiveEvent[] = [];
  #over: { readonly error?: Error } | undefined;
  #wakeReader: (() => void) | undefined;

  /** @param cut - breaks the connection of a reader that does not read */
  constructor(
    readonly user: User,
    private readonly cut: () => void,
  ) {}

  /** Whether a log is among those that the user's credentials reach. Whoever is limited to lists has no log of their own. */
  reaches(log: string): boolean {
    return reaches(this.user, log);
  }

  /** Events that were not read yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  tell(event: LiveEvent): void {
    if (this.#over) return;
    this.#waiting.push(event);
    const rows = this.#waiting.reduce((sum, waiting) => sum + rowsIn(waiting), 0);
    if (this.#waiting.length > MAX_WAITING.events || rows > MAX_WAITING.rows) {
      this.end();
      this.#waiting = [];
      this.cut();
    }
    this.#wakeReader?.();
  }

  /** Lets the reader go, after what waits for it, or with an error at once. */
  end(error?: Error): void {
    this.#over ??= error ? { error } : {};
    this.#wakeReader?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<LiveEvent, void> {
    for (;;) {
      if (this.#over?.error) throw this.#over.error;
      const event = this.#waiting.shift();
      if (event) {
        yield event;
        continue;
      }
      if (this.#over) return;
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
  }
}

function rowsIn(event: LiveEvent): number {
  return event.type === "change" ? (event.rows?.length ?? 0) : 0;
}
