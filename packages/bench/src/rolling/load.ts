import { setTimeout as later } from "node:timers/promises";
import { newId } from "@codex/core/id";
import { Pace } from "../scales/pacing.js";
import type { Person } from "./people.js";

/** Of how many requests one writes. */
const WRITES_ONE_IN = 10;

/** What came of a load. */
export interface Answers {
  requests: number;
  /** What was answered with anything but success, or not at all: the first few, in words. */
  readonly failures: string[];
  failed: number;
  /** Milliseconds from when each was due until it was answered. */
  readonly times: number[];
  /** By list, the todos whose writing was acknowledged. */
  readonly acknowledged: Map<string, string[]>;
}

/** Asks at a fixed rate, whatever is answered: people in turn, one request in ten a new todo, until it is stopped. */
export class SteadyLoad {
  readonly answers: Answers = {
    requests: 0,
    failures: [],
    failed: 0,
    times: [],
    acknowledged: new Map(),
  };
  #stopped = false;
  #waiting: { readonly count: number; readonly resolve: () => void } | undefined;
  readonly #running: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly people: readonly Person[],
    rate: number,
  ) {
    this.#running = this.#run(rate);
  }

  /** Resolves once so many more were answered. */
  answered(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { count: this.answers.times.length + count, resolve };
    });
  }

  /** Asks no more, and waits for what was asked. */
  async stop(): Promise<Answers> {
    this.#stopped = true;
    await this.#running;
    return this.answers;
  }

  async #run(rate: number): Promise<void> {
    const pace = new Pace(rate, performance.now());
    const open = new Set<Promise<void>>();
    // The clock is what is awaited here: what is due at which millisecond.
    while (!this.#stopped) {
      for (const due of pace.due(performance.now())) {
        const asked = this.#ask(this.answers.requests++, due).finally(() => open.delete(asked));
        open.add(asked);
      }
      await later(1);
    }
    await Promise.all(open);
  }

  async #ask(index: number, due: number): Promise<void> {
    const person = this.people[Math.floor(index / WRITES_ONE_IN) % this.people.length];
    if (!person) throw new Error("There is nobody to ask.");
    try {
      if (index % WRITES_ONE_IN === 0) await this.#write(person);
      else await this.#request(person, index % 2 === 0 ? "todo.counts" : "list.all");
    } catch (error) {
      this.answers.failed += 1;
      if (this.answers.failures.length < 5) this.answers.failures.push(inWords(error));
    }
    this.answers.times.push(performance.now() - due);
    if (this.#waiting && this.answers.times.length >= this.#waiting.count) this.#waiting.resolve();
  }

  async #write({ token, listId }: Person): Promise<void> {
    const id = newId();
    await this.#request({ token }, "todo.create", { id, listId, text: "written under load" });
    const ids = this.answers.acknowledged.get(listId) ?? [];
    this.answers.acknowledged.set(listId, ids);
    ids.push(id);
  }

  async #request({ token }: Pick<Person, "token">, procedure: string, input?: object): Promise<void> {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${this.url}/trpc/${procedure}`, {
      headers,
      ...(input === undefined ? {} : { method: "POST", body: JSON.stringify(input) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${procedure}: ${answer.status} ${text.slice(0, 200)}`);
  }
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
