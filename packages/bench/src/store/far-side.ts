import type { LiveHandlers, Transport } from "@codex/client/transport";
import type { Command } from "@codex/core/command";
import { effect, isPure } from "@codex/core/effect";
import { newId } from "@codex/core/id";
import { rankAt } from "@codex/core/rank";
import type { LiveEvent, PushResult, SincePage, SyncRow } from "@codex/core/sync";
import { type Patch, Refusal, type Rows, type View } from "@codex/core/view";

type Todo = Rows["todo"];

/** As many rows are on a page, and in a live event. */
const PAGE = 1_000;
const EVENT_ROWS = 100;

/**
 * One list of a server, without a network or a database: what is measured is the near side. It speaks the wire of
 * `sync`, and carries out each command once.
 */
export class FarSide implements Transport {
  readonly userId = newId();
  readonly listId = newId();
  /** How often something was pushed to it, and how many commands it carried out. */
  readonly counts = { pushes: 0, commands: 0 };
  readonly #rows = new Map<string, { readonly rev: number; readonly todo: Todo }>();
  readonly #answers = new Map<string, PushResult>();
  readonly #streams = new Set<LiveHandlers>();
  readonly #online = new Set<() => void>();
  #rev = 0;
  #isAway = false;

  constructor(ids: readonly string[]) {
    const begun = Date.parse("2026-01-01T00:00:00.000Z");
    for (const [index, id] of ids.entries()) {
      const createdAt = new Date(begun + index * 1_000).toISOString();
      const rank = rankAt(createdAt);
      const given = { id, listId: this.listId, text: `Todo ${index}`, completed: false, rank };
      this.#put({ ...given, createdAt, createdBy: this.userId, deletedAt: null });
    }
  }

  get rev(): number {
    return this.#rev;
  }

  /** The todos that are not deleted. */
  todos(): readonly Todo[] {
    return [...this.#rows.values()].flatMap(({ todo }) => (todo.deletedAt === null ? [todo] : []));
  }

  /** Takes no commands any more, though it can be read. */
  goAway(): void {
    this.#isAway = true;
  }

  comeBack(): void {
    this.#isAway = false;
    for (const listener of this.#online) listener();
  }

  isOnline(): boolean {
    return !this.#isAway;
  }

  /** Tells when it takes commands again, as a browser does. */
  onOnline(listener: () => void): () => void {
    this.#online.add(listener);
    return () => this.#online.delete(listener);
  }

  /** Another device's command: those who follow have heard of it when this returns. */
  runElsewhere(command: Command): void {
    const from = this.#rev;
    this.#answer(command);
    this.#tell(from);
  }

  async push(commands: readonly Command[]): Promise<readonly PushResult[]> {
    await elapse();
    if (this.#isAway) throw new Error("The server is away.");
    const from = this.#rev;
    this.counts.pushes += 1;
    const results = commands.map((command) => this.#answer(command));
    setImmediate(() => this.#tell(from));
    return results;
  }

  async since(_log: string, cursor: string | undefined): Promise<SincePage> {
    await elapse();
    const from = Number(cursor ?? 0);
    const rows = this.#after(from, PAGE + 1);
    const page = rows.slice(0, PAGE);
    const more = rows.length > PAGE;
    const rev = more ? (page.at(-1)?.rev ?? from) : this.#rev;
    return { rows: page, cursor: String(rev), rev: this.#rev, more, reset: false };
  }

  live(handlers: LiveHandlers): () => void {
    this.#streams.add(handlers);
    setImmediate(() => {
      if (!this.#streams.has(handlers)) return;
      const logs = [{ log: this.listId, rev: this.#rev }];
      handlers.event({ type: "heads", userId: this.userId, logs });
    });
    return () => this.#streams.delete(handlers);
  }

  #tell(from: number): void {
    if (from === this.#rev) return;
    const rows = this.#after(from, EVENT_ROWS + 1);
    const brought = rows.length > EVENT_ROWS ? null : rows;
    const event: LiveEvent = { type: "change", log: this.listId, from, to: this.#rev, rows: brought };
    for (const handlers of this.#streams) handlers.event(event);
  }

  /** The first rows that changed after a number; those that changed last stand last. */
  #after(from: number, limit: number): SyncRow[] {
    const rows: SyncRow[] = [];
    for (const { rev, todo } of this.#rows.values()) {
      if (rows.length === limit) break;
      const row = todo.deletedAt === null ? { ...todo } : null;
      if (rev > from) rows.push({ table: "todo", id: todo.id, rev, row });
    }
    return rows;
  }

  #answer(command: Command): PushResult {
    const { commandId } = command;
    const known = this.#answers.get(commandId);
    if (known) return known;
    const result = this.#carryOut(command);
    if (result.status === "accepted") this.#answers.set(commandId, result);
    return result;
  }

  #carryOut(command: Command): PushResult {
    const { commandId } = command;
    if (!isPure(command)) throw new Error(`Nothing here does ${command.kind}.`);
    try {
      const now = new Date().toISOString();
      for (const patch of effect(this.#view, command, { userId: this.userId, now })) this.#apply(patch);
      this.counts.commands += 1;
      return { status: "accepted", commandId, revs: { [this.listId]: this.#rev } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: "refused", commandId, code: error.code, message: error.message };
    }
  }

  #apply(patch: Patch): void {
    if (patch.table !== "todo") throw new Error(`There is no ${patch.table} here.`);
    if ("insert" in patch) this.#put(patch.insert);
    else if ("set" in patch) {
      const row = this.#rows.get(patch.key.id);
      if (row) this.#put({ ...row.todo, ...patch.set });
    } else throw new Error("Nothing is purged here.");
  }

  #put(todo: Todo): void {
    this.#rev += 1;
    this.#rows.delete(todo.id);
    this.#rows.set(todo.id, { rev: this.#rev, todo });
  }

  readonly #view: View = {
    inboxId: undefined,
    todo: (id) => this.#rows.get(id)?.todo,
    todosOf: () => this.todos(),
    subtasksOf: () => [],
    series: () => undefined,
    labels: () => [],
    savedViews: () => [],
    savedView: () => undefined,
    list: () => undefined,
    member: () => undefined,
    memberships: () => [],
  };
}

/** A network that takes no time, though what goes over it is there only later. */
function elapse(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
