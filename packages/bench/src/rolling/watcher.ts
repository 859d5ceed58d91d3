import { createStore, type Store } from "@codex/client/store";
import type { Person } from "./people.js";

/** Somebody who looks at a list, by a live stream, and notes what they see. */
export class Watcher {
  /** How often each todo appeared. */
  readonly #seen = new Map<string, number>();
  #shown: ReadonlySet<string> = new Set();
  readonly #store: Store;
  #awaySince: number | undefined;
  #woken: (() => void) | undefined;
  /** How often the stream was lost and found again. */
  resumed = 0;
  /** Milliseconds for which it was away at most. */
  longestAway = 0;

  constructor(
    url: string,
    readonly person: Person,
  ) {
    this.#store = createStore({ url, token: person.token });
    this.#store.subscribe(() => this.#look());
  }

  /** Resolves once the stream is there and all of these todos, or after so many milliseconds without. */
  async has(ids: readonly string[], withinMs: number): Promise<void> {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      this.#woken?.();
    }, withinMs);
    while (!over && (this.#store.get().status !== "live" || ids.some((id) => !this.#shown.has(id)))) {
      await new Promise<void>((resolve) => {
        this.#woken = resolve;
      });
    }
    clearTimeout(timer);
  }

  /** Of these todos, how many never appeared, and how often one appeared again or that was not among them. */
  count(ids: readonly string[]): { readonly missed: number; readonly repeated: number } {
    const appearances = [...this.#seen.values()].reduce((sum, times) => sum + times, 0);
    const missed = ids.filter((id) => !this.#seen.has(id)).length;
    return { missed, repeated: appearances - (ids.length - missed) };
  }

  close(): void {
    this.#store.close();
  }

  #look(): void {
    const { rows, status } = this.#store.get();
    this.#noteStatus(status);
    const listed = [...rows.todosOf(this.person.listId)].map(({ id }) => id);
    for (const id of listed) if (!this.#shown.has(id)) this.#seen.set(id, (this.#seen.get(id) ?? 0) + 1);
    this.#shown = new Set(listed);
    this.#woken?.();
  }

  #noteStatus(status: "loading" | "live" | "away"): void {
    if (status === "away") this.#awaySince ??= performance.now();
    else if (status === "live" && this.#awaySince !== undefined) {
      this.resumed += 1;
      this.longestAway = Math.max(this.longestAway, performance.now() - this.#awaySince);
      this.#awaySince = undefined;
    }
  }
}
