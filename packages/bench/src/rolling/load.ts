import { newId } from "@codex/core/id";
import { Asker } from "../asker.js";
import { Paced } from "../paced.js";
import type { Person } from "./people.js";

/** Of how many requests one writes. */
const WRITES_ONE_IN = 10;

/** To nginx, all together. */
const CONNECTIONS = 64;

/** Asks at a fixed rate, whatever is answered: people in turn, one request in ten a new todo, until it is stopped. */
export class SteadyLoad {
  /** By list, the todos whose writing was acknowledged. */
  readonly acknowledged = new Map<string, string[]>();
  readonly requests: Paced;
  readonly #asker: Asker;

  constructor(
    url: string,
    private readonly people: readonly Person[],
    rate: number,
  ) {
    this.#asker = new Asker(url, CONNECTIONS);
    this.requests = new Paced(rate, (index) => this.#ask(index));
  }

  /** Asks no more, and waits for what was asked. */
  async stop(): Promise<void> {
    await this.requests.stop();
    this.#asker.close();
  }

  async #ask(index: number): Promise<void> {
    const person = this.people[Math.floor(index / WRITES_ONE_IN) % this.people.length];
    if (!person) throw new Error("There is nobody to ask.");
    if (index % WRITES_ONE_IN === 0) await this.#write(person);
    else await this.#request(person, index % 5 === 0 ? "todo.counts" : "account.me");
  }

  async #write({ token, listId }: Person): Promise<void> {
    const id = newId();
    await this.#request({ token }, "todo.create", { id, listId, text: "written under load" });
    const ids = this.acknowledged.get(listId) ?? [];
    this.acknowledged.set(listId, ids);
    ids.push(id);
  }

  async #request({ token }: Pick<Person, "token">, procedure: string, body?: object): Promise<void> {
    await this.#asker.ask({
      path: `/trpc/${procedure}`,
      headers: { authorization: `Bearer ${token}` },
      body,
    });
  }
}
