import { newId } from "@codex/core/id";
import { pushOutputSchema, sincePageSchema } from "@codex/core/sync";
import { z } from "zod";
import type { Asker } from "../asker.js";
import type { Person } from "../rolling/people.js";

/** What somebody asks, one after the other, before it is somebody else's turn. */
const TURN = ["list", "toggle", "me", "create", "list", "since", "push", "list", "toggle", "counts"] as const;
type What = (typeof TURN)[number];

/** Of how many requests one signs in, and out again, instead. */
const SIGN_IN_ONE_IN = 500;

/** Todos that a push deletes: as many as a turn makes, so that lists stay as long as they are. */
const MADE_IN_A_TURN = 2;

const PASSWORD = { email: "soaked@example.org", password: "correct horse battery staple" };
const TEXT = "Written while memory is watched";

/** Somebody who asks, and what they know. */
interface Known extends Person {
  /** Todos that are toggled in turn. */
  readonly todos: readonly string[];
  toggled: number;
  /** Todos that were made since, the oldest first. */
  readonly made: string[];
  /** Where they were last in the log of their list. */
  cursor?: string;
}

/** What people do, such that nothing grows but the log of it. */
export class Mix {
  readonly #people: Known[] = [];

  private constructor(private readonly asker: Asker) {}

  /** Fills the lists of all of them with so many todos, through the server. */
  static async fill(asker: Asker, people: readonly Person[], todosEach: number): Promise<Mix> {
    const mix = new Mix(asker);
    await asker.ask({ path: "/api/auth/sign-up/email", headers: {}, body: { ...PASSWORD, name: "a" } });
    for (const person of people) {
      const todos = Array.from({ length: todosEach }, () => newId());
      await mix.#push(person, [{ kind: "todo.create", listId: person.listId, todos: todos.map(named) }]);
      mix.#people.push({ ...person, todos, toggled: 0, made: [] });
    }
    return mix;
  }

  /**
   * Asks what is the nth thing to ask.
   *
   * @throws Error if it is refused or not answered
   */
  async ask(n: number): Promise<void> {
    const person = this.#people[Math.floor(n / TURN.length) % this.#people.length];
    const what = TURN[n % TURN.length];
    if (!person || !what) throw new Error("There is nobody to ask.");
    if (n % SIGN_IN_ONE_IN === 0) await this.#signInAndOut();
    else await this.#asks[what](person);
  }

  readonly #asks: Readonly<Record<What, (person: Known) => Promise<unknown>>> = {
    me: (person) => this.#query(person, "account.me"),
    list: (person) => this.#query(person, "todo.list", { listId: person.listId, limit: 50 }),
    counts: (person) => this.#query(person, "todo.counts", { listId: person.listId }),
    since: async (person) => {
      const { listId: log, cursor } = person;
      const answer = await this.#query(person, "sync.since", { log, cursor });
      person.cursor = sincePage.parse(JSON.parse(answer)).result.data.cursor;
    },
    toggle: (person) => {
      const { todos, toggled } = person;
      person.toggled += 1;
      const completed = Math.floor(toggled / todos.length) % 2 === 0;
      return this.#mutation(person, "todo.update", { id: todos[toggled % todos.length], completed });
    },
    create: async (person) => {
      const id = newId();
      await this.#mutation(person, "todo.create", { ...named(id), listId: person.listId });
      person.made.push(id);
    },
    push: async (person) => {
      const { listId, made } = person;
      const id = newId();
      const ids = made.splice(0, MADE_IN_A_TURN);
      const deletion = ids.length > 0 ? [{ kind: "todo.delete", ids }] : [];
      await this.#push(person, [{ kind: "todo.create", listId, todos: [named(id)] }, ...deletion]);
      made.push(id);
    },
  };

  async #push(person: Person, commands: readonly object[]): Promise<void> {
    const withIds = commands.map((command) => ({ commandId: newId(), ...command }));
    const answer = await this.#mutation(person, "sync.push", { commands: withIds });
    for (const result of pushed.parse(JSON.parse(answer)).result.data.results)
      if (result.status === "refused") throw new Error(`A command was refused: ${result.message}`);
  }

  async #signInAndOut(): Promise<void> {
    const path = "/api/auth/sign-in/email";
    const { headers } = await this.asker.ask({ path, headers: {}, body: PASSWORD });
    const cookie = (headers["set-cookie"] ?? []).map((set) => set.split(";", 1)[0]).join("; ");
    await this.asker.ask({ path: "/api/auth/sign-out", headers: { cookie }, body: {} });
  }

  async #query(person: Person, procedure: string, input: object = {}): Promise<string> {
    const path = `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
    return (await this.asker.ask({ path, headers: bearer(person) })).text;
  }

  async #mutation(person: Person, procedure: string, body: object): Promise<string> {
    return (await this.asker.ask({ path: `/trpc/${procedure}`, headers: bearer(person), body })).text;
  }
}

const named = (id: string) => ({ id, text: TEXT });
const bearer = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
const result = <Data extends z.ZodType>(data: Data) => z.object({ result: z.object({ data }) });
const sincePage = result(sincePageSchema.pick({ cursor: true }).loose());
const pushed = result(pushOutputSchema);
