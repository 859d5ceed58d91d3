import { byRank, rankOf } from "@codex/core/rank";
import type { SyncRow } from "@codex/core/sync";
import type { Todo } from "@codex/core/todo";
import {
  idInLog,
  type Keys,
  logOf,
  type Patch,
  type PatchOf,
  type Rows,
  TABLES,
  type Table,
  type View,
} from "@codex/core/view";
import { SharedMap } from "./shared-map.js";

/** The rows of one log, but for those in the trash, each under what it is known by there. */
type LogRows = { readonly [T in Table]: SharedMap<Rows[T]> };

const NO_TODOS: readonly Todo[] = [];

/** The todos of a log in their order; kept as long as the log's rows are the same. */
const sorted = new WeakMap<LogRows, readonly Todo[]>();

/** A state of everything that a user can see. It never changes: what changes makes another. */
export class RowsView implements View {
  readonly inboxId: string | undefined;

  constructor(
    private readonly logs: ReadonlyMap<string, LogRows> = new Map(),
    /** Undefined as long as the server has not said so. */
    readonly userId: string | undefined = undefined,
  ) {
    if (userId === undefined) return;
    for (const [id, { list }] of logs) if (list.get(id)?.inboxOf === userId) this.inboxId = id;
  }

  /** A row of a table, by what it is known by in its log. */
  row<T extends Table>(table: T, key: Keys[T]): Rows[T] | undefined {
    if ("userId" in key) return this.logs.get(key.userId)?.[table].get(idInLog(key));
    for (const rows of this.logs.values()) {
      const row = rows[table].get(idInLog(key));
      if (row) return row;
    }
    return undefined;
  }

  todo(id: string): Todo | undefined {
    return this.row("todo", { id });
  }

  /** The todos of a list in its order: the same array until one of them changes. */
  todosOf(listId: string): readonly Todo[] {
    const log = this.logs.get(listId);
    if (!log) return NO_TODOS;
    const known = sorted.get(log);
    if (known) return known;
    const todos = inOrder(log.todo);
    sorted.set(log, todos);
    return todos;
  }

  subtasksOf(parents: readonly Todo[]): readonly Todo[] {
    const ids = new Map(parents.map(({ id, listId }) => [id, listId]));
    const lists = [...new Set(ids.values())];
    return lists.flatMap((listId) =>
      this.todosOf(listId).filter(({ parentId }) => parentId && ids.get(parentId) === listId),
    );
  }

  series(id: string): Rows["series"] | undefined {
    return this.row("series", { id });
  }

  /** Whether there is anything that repeats. */
  get hasSeries(): boolean {
    return [...this.logs.values()].some(({ series }) => series.values().length > 0);
  }

  list(id: string): Rows["list"] | undefined {
    return this.logs.get(id)?.list.get(id);
  }

  member(listId: string, userId: string): Rows["member"] | undefined {
    return this.row("member", { listId, userId });
  }

  memberships(): readonly Rows["member"][] {
    return this.logs.get(this.userId ?? "")?.member.values() ?? [];
  }

  labels(): readonly Rows["label"][] {
    return this.logs.get(this.userId ?? "")?.label.values() ?? [];
  }

  savedViews(): readonly Rows["saved_view"][] {
    return this.logs.get(this.userId ?? "")?.saved_view.values() ?? [];
  }

  savedView(id: string): Rows["saved_view"] | undefined {
    return this.row("saved_view", { id });
  }

  /** With what the server says of a log. @param reset - whether that is everything there is */
  synced(log: string, rows: readonly SyncRow[], reset = false): RowsView {
    const draft = new Draft(reset ? new Map([...this.logs].filter(([id]) => id !== log)) : this.logs);
    for (const { table, id, row } of rows) {
      if (row === null) draft.remove(log, table, id);
      // The server's own rows, by the very schemas that describe them here.
      else draft.put(log, table, id, row as unknown as Rows[Table]);
    }
    return new RowsView(draft.done(), this.userId);
  }

  /** With the effects of a command. */
  patched(patches: readonly Patch[]): RowsView {
    return this.replayed([patches], () => patches);
  }

  /** With the effects of one thing after the other, each worked out on what those before it made. */
  replayed<Thing>(
    things: Iterable<Thing>,
    effects: (rows: RowsView, thing: Thing) => readonly Patch[],
  ): RowsView {
    // One draft for all of them: copying ten thousand rows for each of a thousand commands would take seconds.
    const draft = new Draft(this.logs);
    for (const thing of things) {
      const now = new RowsView(draft.logs, this.userId);
      for (const patch of effects(now, thing)) draft.apply(patch);
    }
    return draft.isChanged ? new RowsView(draft.done(), this.userId) : this;
  }

  /** With only these logs, of this user. */
  only(logs: ReadonlySet<string>, userId: string): RowsView {
    return new RowsView(new Map([...this.logs].filter(([id]) => logs.has(id))), userId);
  }
}

/** Rows that are being changed: what is touched is copied first, once. */
class Draft {
  readonly logs: Map<string, LogRows>;
  /** The todos that changed, of every log that was copied. */
  readonly #copied = new Map<string, Set<string>>();

  constructor(private readonly before: ReadonlyMap<string, LogRows>) {
    this.logs = new Map(before);
  }

  get isChanged(): boolean {
    return this.#copied.size > 0;
  }

  /** The logs as they are now, with their order where it follows from the one before. */
  done(): ReadonlyMap<string, LogRows> {
    for (const [log, changed] of this.#copied) {
      const before = this.before.get(log);
      const now = this.logs.get(log);
      const order = before && sorted.get(before);
      if (now && order && changed.size <= FEW)
        sorted.set(now, reordered(order, changed, before.todo, now.todo));
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

  apply<T extends Table>({ table, key, ...change }: PatchOf<T>): void {
    const id = idInLog(key);
    const old = new RowsView(this.logs).row(table, key);
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

function copyOf(rows: LogRows | undefined): LogRows {
  const copies = TABLES.map((table) => [table, rows ? rows[table].copy() : SharedMap.empty()]);
  return Object.fromEntries(copies) as LogRows;
}

/** As many changed todos are put in their places one by one: sorting ten thousand anew would be felt. */
const FEW = 50;

function inOrder(todos: SharedMap<Todo>): readonly Todo[] {
  // Most ranks stand in the row; those that do not are worked out once, not with every comparison.
  const keyed = todos.values().map((todo) => ({ todo, key: { ...todo, rank: rankOf(todo) } }));
  return keyed.sort((a, b) => byRank(a.key, b.key)).map(({ todo }) => todo);
}

/** @param were - the todos of the order before */
function reordered(
  before: readonly Todo[],
  changed: ReadonlySet<string>,
  were: SharedMap<Todo>,
  todos: SharedMap<Todo>,
): readonly Todo[] {
  const order = [...before];
  for (const id of changed) {
    const was = were.get(id);
    if (was) order.splice(placeIn(order, was), 1);
    const todo = todos.get(id);
    if (todo) order.splice(placeIn(order, todo), 0, todo);
  }
  return order;
}

/** Where a todo stands in an order, or belongs. */
function placeIn(order: readonly Todo[], todo: Todo): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = order[middle];
    if (other && byRank(other, todo) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
