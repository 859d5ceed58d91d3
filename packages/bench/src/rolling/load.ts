import { Agent, request } from "node:http";
import { setTimeout as later } from "node:timers/promises";
import { newId } from "@codex/core/id";
import { Pace } from "../scales/pacing.js";
import type { Person } from "./people.js";

/** Of how many requests one writes. */
const WRITES_ONE_IN = 10;

/** To nginx, all together. */
const CONNECTIONS = 64;

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
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
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
    this.#agent.destroy();
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
      else await this.#request(person, index % 5 === 0 ? "todo.counts" : "account.me");
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

  #request({ token }: Pick<Person, "token">, procedure: string, input?: object): Promise<void> {
    return new Promise((resolve, reject) => {
      const options = {
        agent: this.#agent,
        method: input === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      };
      const asking = request(`${this.url}/trpc/${procedure}`, options, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("error", reject);
        answer.on("end", () => {
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`${procedure}: ${answer.statusCode} ${text.slice(0, 200)}`));
        });
      });
      asking.on("error", reject);
      asking.end(input === undefined ? undefined : JSON.stringify(input));
    });
  }
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
