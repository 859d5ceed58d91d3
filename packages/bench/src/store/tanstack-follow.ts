import type { Transport } from "@codex/client/transport";
import { rankOf } from "@codex/core/rank";
import type { LiveEvent, SyncRow } from "@codex/core/sync";
import type { Rows } from "@codex/core/view";
import type { SyncConfig } from "@tanstack/db";

/** A todo whose place stands in it: a query sorts by fields. */
export type Row = Rows["todo"] & { readonly rank: string };

/** Brings one log into a collection: what TanStack DB leaves to whoever has a server of their own. */
export class LogFollower {
  #writes: Parameters<SyncConfig<Row, string>["sync"]>[0] | undefined;
  readonly #known = new Set<string>();
  readonly #waiters = new Set<{ readonly rev: number; readonly resolve: () => void }>();
  #rev: number | undefined;
  #head = 0;
  #isPulling = false;

  constructor(
    private readonly transport: Transport,
    private readonly log: string,
  ) {}

  readonly sync: SyncConfig<Row, string>["sync"] = (writes) => {
    this.#writes = writes;
    return this.transport.live({ event: (event) => this.#hear(event), lost: () => {} });
  };

  isAt(rev: number): boolean {
    return this.#rev !== undefined && this.#rev >= rev;
  }

  /** Resolves once everything up to a number was read. */
  async reached(rev: number): Promise<void> {
    if (this.isAt(rev)) return;
    await new Promise<void>((resolve) => this.#waiters.add({ rev, resolve }));
  }

  #hear(event: LiveEvent): void {
    if (event.type === "heads") this.#head = event.logs.find(({ log }) => log === this.log)?.rev ?? 0;
    else if (event.log !== this.log || this.isAt(event.to)) return;
    else {
      this.#head = Math.max(this.#head, event.to);
      if (event.rows && !this.#isPulling && this.isAt(event.from)) {
        this.#write(event.rows);
        this.#reach(event.to);
        return;
      }
    }
    void this.#pull();
  }

  async #pull(): Promise<void> {
    if (this.#isPulling) return;
    this.#isPulling = true;
    let cursor = this.#rev === undefined ? undefined : String(this.#rev);
    while (!this.isAt(this.#head) || this.#rev === undefined) {
      const page = await this.transport.since(this.log, cursor);
      this.#write(page.rows);
      cursor = page.cursor;
      if (!page.more) this.#reach(page.rev);
    }
    this.#isPulling = false;
  }

  #write(rows: readonly SyncRow[]): void {
    this.#writes?.begin();
    for (const { id, row } of rows) {
      if (row) {
        // The server's own rows, as in our store.
        const todo = row as unknown as Rows["todo"];
        const type = this.#known.has(id) ? "update" : "insert";
        this.#writes?.write({ type, value: { ...todo, rank: rankOf(todo) } });
        this.#known.add(id);
      } else if (this.#known.delete(id)) this.#writes?.write({ type: "delete", key: id });
    }
    this.#writes?.commit();
  }

  #reach(rev: number): void {
    this.#rev = rev;
    this.#writes?.markReady();
    for (const waiter of this.#waiters) {
      if (waiter.rev > rev) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }
}
