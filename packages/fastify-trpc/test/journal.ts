import { EventEmitter, once } from "node:events";

/** What happened on the server while it answered. */
export class Journal {
  readonly #lines: string[] = [];
  readonly #events = new EventEmitter();

  write(line: string, about?: unknown): void {
    this.#lines.push(about === undefined ? line : `${line} ${JSON.stringify(about) ?? "undefined"}`);
    this.#events.emit(`written ${line}`);
  }

  /** Resolves the next time that such a line is written. */
  async next(line: string): Promise<void> {
    await once(this.#events, `written ${line}`);
  }

  /** What was written since this was last asked. */
  take(): string[] {
    return this.#lines.splice(0);
  }
}
