import { idInLog, logOf, type PatchOf, type Rows, type Table } from "@codex/core/view";
import { copyOf, keepOrder, type LogRows, type Logs, rowIn } from "./log-rows.js";

/** The tables whose rows go from one log to another. */
const MOVING: readonly Table[] = ["todo", "series"];

/** A row that another log has, too: the later news are believed, until the log that they are not from has caught up. */
interface Aside {
  readonly log: string;
  readonly table: Table;
  readonly id: string;
  readonly row: Rows[Table];
}

/** By log, table and id, in the order in which they were put aside. */
export type Asides = ReadonlyMap<string, Aside>;

const asideKey = (log: string, table: Table, id: string) => `${log} ${table} ${id}`;

/** Rows that are being changed: what is touched is copied first, once. */
export class Draft {
  readonly logs: Map<string, LogRows>;
  readonly asides: Map<string, Aside>;
  /** The todos that changed, of every log that was copied. */
  readonly #copied = new Map<string, Set<string>>();

  /** Where the rows are that go from log to log, if all were put in here: to look into every log for each would take long. */
  readonly #where: Map<string, string> | undefined;

  constructor(
    private readonly before: Logs,
    asides: Asides,
  ) {
    this.logs = new Map(before);
    this.asides = new Map(asides);
    this.#where = before.size === 0 ? new Map() : undefined;
  }

  get isChanged(): boolean {
    return this.#copied.size > 0;
  }

  /** The logs as they are now, with their order where it follows from the one before. */
  done(): Logs {
    for (const [log, changed] of this.#copied) {
      const before = this.before.get(log);
      const now = this.logs.get(log);
      if (before && now) keepOrder(now, before, changed);
    }
    return this.logs;
  }

  put<T extends Table>(log: string, table: T, id: string, row: Rows[T]): void {
    this.#own(log)[table].set(id, row);
    if (table === "todo") this.#copied.get(log)?.add(id);
  }

  remove(log: string, table: Table, id: string): void {
    this.#own(log)[table].delete(id);
    if (table === "todo") this.#copied.get(log)?.add(id);
  }

  /** The server says that a log has a row. */
  told<T extends Table>(log: string, table: T, id: string, row: Rows[T]): void {
    if (MOVING.includes(table)) {
      this.asides.delete(asideKey(log, table, id));
      const other = this.#logWith(table, id);
      const old = other === undefined || other === log ? undefined : this.logs.get(other)?.[table].get(id);
      if (other !== undefined && old) {
        this.remove(other, table, id);
        this.asides.set(asideKey(other, table, id), { log: other, table, id, row: old });
      }
      this.#where?.set(`${table} ${id}`, log);
    }
    this.put(log, table, id, row);
  }

  #logWith(table: Table, id: string): string | undefined {
    if (this.#where) return this.#where.get(`${table} ${id}`);
    for (const [log, rows] of this.logs) if (rows[table].get(id)) return log;
    return undefined;
  }

  /** The server says that a log does not have a row any more. */
  gone(log: string, table: Table, id: string): void {
    this.asides.delete(asideKey(log, table, id));
    this.remove(log, table, id);
  }

  /** What stood aside for a row that is gone is what there is. */
  bringBack(): void {
    for (const [key, { log, table, id, row }] of [...this.asides].toReversed()) {
      if ([...this.logs.values()].some((rows) => rows[table].get(id))) continue;
      this.asides.delete(key);
      this.put(log, table, id, row);
    }
  }

  /** Something happens to a row, in whichever log that is or comes to be. */
  apply<T extends Table>({ table, key, ...change }: PatchOf<T>): void {
    const id = idInLog(key);
    const old = rowIn(this.logs, table, key);
    const from = old && logOf(old);
    if ("remove" in change) {
      if (from !== undefined) this.remove(from, table, id);
      return;
    }
    const row: Rows[T] | undefined = "insert" in change ? change.insert : old && { ...old, ...change.set };
    if (!row) return;
    const log = logOf(row);
    if (from !== undefined && from !== log) this.remove(from, table, id);
    if ("deletedAt" in row && row.deletedAt !== null) this.remove(log, table, id);
    else this.put(log, table, id, row);
  }

  #own(log: string): LogRows {
    const before = this.logs.get(log);
    const isOwn = this.#copied.has(log);
    // Another object in any case: what was worked out of the one before is not true of this one.
    const own = before && isOwn ? { ...before } : copyOf(before);
    if (!isOwn) this.#copied.set(log, new Set());
    this.logs.set(log, own);
    return own;
  }
}
