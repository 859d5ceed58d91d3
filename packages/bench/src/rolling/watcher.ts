import type { KeptRows, Persistence } from "@codex/client/persistence";
import { createStore, type Store } from "@codex/client/store";
import type { Todo } from "@codex/core/todo";
import type { Person } from "./people.js";

/** Somebody who looks at a list, by a live stream, and notes what they see. */
export class Watcher {
  /** How often the store took each todo for news, and how often it appeared. */
  readonly #told = new Map<string, number>();
  readonly #seen = new Map<string, number>();
  #todos: readonly Todo[] = [];
  /** The ids of these. */
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
    this.#store = createStore({
      url,
      token: person.token,
      persistence: { ...keepsNothing, putRows: async (gained) => this.#note(gained) },
    });
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

  /**
   * Of these todos, how many never appeared; and how often one was told of or appeared again, or one that is not among
   * them.
   */
  count(ids: readonly string[]): { readonly missed: number; readonly repeated: number } {
    const missed = ids.filter((id) => !this.#seen.has(id)).length;
    const tooOften = [this.#told, this.#seen].map((times) => sum(times.values()) - (ids.length - missed));
    return { missed, repeated: Math.max(...tooOften) };
  }

  close(): void {
    this.#store.close();
  }

  #note({ rows }: KeptRows): void {
    for (const { table, id } of rows) if (table === "todo") again(this.#told, id);
  }

  #look(): void {
    const { rows, status } = this.#store.get();
    this.#noteStatus(status);
    const todos = rows.todosOf(this.person.listId);
    if (todos !== this.#todos) {
      this.#todos = todos;
      const listed = todos.map(({ id }) => id);
      for (const id of listed) if (!this.#shown.has(id)) again(this.#seen, id);
      this.#shown = new Set(listed);
    }
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

function again(times: Map<string, number>, id: string): void {
  times.set(id, (times.get(id) ?? 0) + 1);
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** Told of everything that comes, and has nothing to give. */
const keepsNothing: Persistence = {
  load: async () => ({ userId: undefined, logs: [], commands: [], overwritten: [] }),
  commands: async () => [],
  putCommand: async () => 0,
  dropCommands: async () => {},
  putRows: async () => {},
  dropOverwritten: async () => {},
  only: async () => {},
  clear: async () => {},
};
