import { type CodexClient, createClient, isCodexError } from "@codex/client";
import { createStore, type Store } from "@codex/client/store";
import { newId } from "@codex/core/id";
import { pause } from "./fleet.js";
import type { Random } from "./random.js";

/** A command that was given, what it is to write, and what became of it as far as its writer knows. */
export interface Given {
  readonly kind: "todo.create" | "todo.update";
  /** Texts by the ids of todos. */
  readonly texts: ReadonlyMap<string, string>;
  /** Refused is what was answered with 503: try again. Of that, and of what was not answered, nothing is known. */
  outcome: "acknowledged" | "refused" | "unanswered";
}

/** Milliseconds that a writer waits before it writes again. */
const PACE_MS = { after: 15, refused: 100 };

/** Milliseconds after which a call counts as unanswered. */
const GIVE_UP_MS = 20_000;

/** Programs that write: some through a store, whose outbox sends again, some by calling once. */
export class Load {
  readonly given = new Map<string, Given>();
  readonly stores: readonly Store[];
  /** What a server answered that it should not have. */
  readonly failures: string[] = [];
  readonly #clients: readonly CodexClient[];
  #stopped = false;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    urls: { readonly stores: readonly string[]; readonly clients: readonly string[] },
    private readonly random: Random,
  ) {
    this.stores = urls.stores.map((url) => createStore({ url }));
    this.#clients = urls.clients.map((url) => createClient({ url }));
  }

  start(): void {
    this.#writing = Promise.all([
      ...this.stores.map((store) => this.#whileRunning(() => this.#throughStore(store))),
      ...this.#clients.map((client) => this.#whileRunning(() => this.#byCalling(client))),
    ]);
  }

  /** Gives no more commands. Resolves when all calls are over; stores may still be sending. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const store of this.stores) store.hurry();
    await this.#writing;
  }

  count(outcome: Given["outcome"]): number {
    return [...this.given.values()].filter((given) => given.outcome === outcome).length;
  }

  async #whileRunning(write: () => Promise<boolean>): Promise<void> {
    while (!this.#stopped) await pause((await write()) ? PACE_MS.after : PACE_MS.refused);
  }

  /** Gives a command to a store: up to ten are under way at a time. */
  async #throughStore(store: Store): Promise<boolean> {
    const listId = store.get().rows.inboxId;
    const waiting = store.get().waiting.length;
    if (listId === undefined || waiting > 10) return false;
    const known = store.get().rows.todosOf(listId);
    const target = this.random.next() < 0.3 ? this.random.oneOf(known) : undefined;
    if (target) {
      const text = `again ${newId()}`;
      const { commandId, accepted } = store.run({ kind: "todo.update", ids: [target.id], set: { text } });
      this.#follow(this.#note(commandId, "todo.update", new Map([[target.id, text]])), accepted);
      return true;
    }
    const many = 1 + Math.floor(this.random.between(0, 4));
    const todos = Array.from({ length: many }, () => ({ id: newId(), text: `of a store ${newId()}` }));
    const { commandId, accepted } = store.run({ kind: "todo.create", listId, todos });
    const texts = new Map(todos.map(({ id, text }) => [id, text]));
    this.#follow(this.#note(commandId, "todo.create", texts), accepted);
    return true;
  }

  #follow(given: Given, accepted: Promise<unknown>): void {
    accepted.then(
      () => {
        given.outcome = "acknowledged";
      },
      (error: unknown) => {
        given.outcome = "refused";
        this.failures.push(`A store was refused: ${String(error)}`);
      },
    );
  }

  /** Calls once, and now and then once more with the same command, as a program does that wants to know. */
  async #byCalling(client: CodexClient): Promise<boolean> {
    const [commandId, text] = [newId(), `of a call ${newId()}`];
    const given = this.#note(commandId, "todo.create", new Map([[commandId, text]]));
    await this.#call(client, given, { commandId, text });
    if (given.outcome !== "acknowledged" && this.random.next() < 0.5)
      await this.#call(client, given, { commandId, text });
    return given.outcome === "acknowledged";
  }

  async #call(client: CodexClient, given: Given, input: { commandId: string; text: string }): Promise<void> {
    try {
      await client.todo.create.mutate(input, { signal: AbortSignal.timeout(GIVE_UP_MS) });
      given.outcome = "acknowledged";
    } catch (error) {
      given.outcome = isCodexError(error) ? "refused" : "unanswered";
      if (isCodexError(error) && error.data.code !== "SERVICE_UNAVAILABLE")
        this.failures.push(`A call was answered ${error.data.code}: ${error.message}`);
    }
  }

  #note(commandId: string, kind: Given["kind"], texts: ReadonlyMap<string, string>): Given {
    const given: Given = { kind, texts, outcome: "unanswered" };
    this.given.set(commandId, given);
    return given;
  }
}
