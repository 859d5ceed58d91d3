import { byRank, rankOf } from "@codex/core/rank";
import type { ListRow, MemberRow } from "@codex/core/row";
import type { SyncRow } from "@codex/core/sync";
import type { Todo } from "@codex/core/todo";
import type { Patch, Rows, Table, View } from "@codex/core/view";
import { SharedMap } from "./shared-map.js";

/** The rows of one log, but for those in the trash. */
interface LogRows {
  readonly todos: SharedMap<Todo>;
  readonly list: ListRow | undefined;
  readonly members: SharedMap<MemberRow>;
}

const EMPTY: LogRows = { todos: SharedMap.empty(), list: undefined, members: SharedMap.empty() };
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
    for (const { list } of logs.values()) if (list && list.inboxOf === userId) this.inboxId = list.id;
  }

  todo(id: string): Todo | undefined {
    for (const { todos } of this.logs.values()) {
      const todo = todos.get(id);
      if (todo) return todo;
    }
    return undefined;
  }

  /** The todos of a list in its order: the same array until one of them changes. */
  todosOf(listId: string): readonly Todo[] {
    const log = this.logs.get(listId);
    if (!log) return NO_TODOS;
    const known = sorted.get(log);
    if (known) return known;
    const todos = inOrder(log.todos);
    sorted.set(log, todos);
    return todos;
  }

  list(id: string): ListRow | undefined {
    return this.logs.get(id)?.list;
  }

  member(listId: string, userId: string): MemberRow | undefined {
    return this.logs.get(userId)?.members.get(listId);
  }

  memberships(): Iterable<MemberRow> {
    return this.logs.get(this.userId ?? "")?.members.values() ?? [];
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
      for (const patch of effects(now, thing)) draft.apply(now, patch);
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
        sorted.set(now, reordered(order, changed, before.todos, now.todos));
    }
    return this.logs;
  }

  put(log: string, table: Table, id: string, row: Rows[Table]): void {
    const { todos, members } = this.#own(log);
    if ("text" in row) {
      todos.set(id, row);
      this.#copied.get(log)?.add(id);
    } else if ("role" in row) members.set(id, row);
    else if (table === "list") this.logs.set(log, { todos, members, list: row });
  }

  remove(log: string, table: Table, id: string): void {
    const { todos, members } = this.#own(log);
    if (table === "todo") {
      todos.delete(id);
      this.#copied.get(log)?.add(id);
    } else if (table === "member") members.delete(id);
    else this.logs.set(log, { todos, members, list: undefined });
  }

  apply(before: RowsView, patch: Patch): void {
    const { table } = patch;
    const id = table === "member" ? patch.key.listId : patch.key.id;
    const old = this.#find(before, patch);
    const from = old && logOf(old);
    if ("remove" in patch) {
      if (from !== undefined) this.remove(from, table, id);
      return;
    }
    const row: Rows[Table] | undefined = "insert" in patch ? patch.insert : old && { ...old, ...patch.set };
    if (!row) return;
    const log = logOf(row);
    if (from !== undefined && from !== log) this.remove(from, table, id);
    if ("deletedAt" in row && row.deletedAt !== null) this.remove(log, table, id);
    else this.put(log, table, id, row);
  }

  #find(before: RowsView, { table, key }: Patch): Rows[Table] | undefined {
    const now = new RowsView(this.logs, before.userId);
    if ("listId" in key) return now.member(key.listId, key.userId);
    return table === "todo" ? now.todo(key.id) : now.list(key.id);
  }

  #own(log: string): LogRows {
    const { todos, members, list } = this.logs.get(log) ?? EMPTY;
    const isOwn = this.#copied.has(log);
    // Another object in any case: what was worked out of the one before is not true of this one.
    const own = isOwn ? { todos, members, list } : { todos: todos.copy(), members: members.copy(), list };
    if (!isOwn) this.#copied.set(log, new Set());
    this.logs.set(log, own);
    return own;
  }
}

function logOf(row: Rows[Table]): string {
  if ("text" in row) return row.listId;
  return "role" in row ? row.userId : row.id;
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
