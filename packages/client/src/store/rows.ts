import type { SyncRow } from "@codex/core/sync";
import type { ListRow, MemberRow, Patch, Rows, Table, View } from "@codex/core/view";
import type { Todo } from "../client.js";

/** The rows of one log, but for those in the trash. */
interface LogRows {
  readonly todos: ReadonlyMap<string, Todo>;
  readonly list: ListRow | undefined;
  readonly members: ReadonlyMap<string, MemberRow>;
}

const EMPTY: LogRows = { todos: new Map(), list: undefined, members: new Map() };
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

  /** The todos of a list, oldest first: the same array until one of them changes. */
  todosOf(listId: string): readonly Todo[] {
    const log = this.logs.get(listId);
    if (!log) return NO_TODOS;
    const known = sorted.get(log);
    if (known) return known;
    const todos = [...log.todos.values()].sort(byPosition);
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
    return new RowsView(draft.logs, this.userId);
  }

  /** With the effects of a command. */
  patched(patches: readonly Patch[]): RowsView {
    if (patches.length === 0) return this;
    const draft = new Draft(this.logs);
    for (const patch of patches) draft.apply(this, patch);
    return new RowsView(draft.logs, this.userId);
  }

  /** With only these logs, of this user. */
  only(logs: ReadonlySet<string>, userId: string): RowsView {
    return new RowsView(new Map([...this.logs].filter(([id]) => logs.has(id))), userId);
  }
}

/** Rows that are being changed: what is touched is copied first, once. */
class Draft {
  readonly logs: Map<string, LogRows>;
  readonly #copied = new Set<string>();

  constructor(logs: ReadonlyMap<string, LogRows>) {
    this.logs = new Map(logs);
  }

  put(log: string, table: Table, id: string, row: Rows[Table]): void {
    const { todos, members } = this.#own(log);
    if ("text" in row) todos.set(id, row);
    else if ("role" in row) members.set(id, row);
    else if (table === "list") this.logs.set(log, { todos, members, list: row });
  }

  remove(log: string, table: Table, id: string): void {
    const { todos, members } = this.#own(log);
    if (table === "todo") todos.delete(id);
    else if (table === "member") members.delete(id);
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

  #own(log: string): {
    todos: Map<string, Todo>;
    members: Map<string, MemberRow>;
    list: ListRow | undefined;
  } {
    const { todos, members, list } = this.logs.get(log) ?? EMPTY;
    const own = this.#copied.has(log)
      ? { todos: asOwn(todos), members: asOwn(members), list }
      : { todos: new Map(todos), members: new Map(members), list };
    this.#copied.add(log);
    this.logs.set(log, own);
    return own;
  }
}

/** A map that was copied into this draft before. */
function asOwn<K, V>(map: ReadonlyMap<K, V>): Map<K, V> {
  return map instanceof Map ? map : new Map(map);
}

function logOf(row: Rows[Table]): string {
  if ("text" in row) return row.listId;
  return "role" in row ? row.userId : row.id;
}

/** The server's order: oldest first. */
function byPosition(a: Todo, b: Todo): number {
  return compare(a.createdAt, b.createdAt) || compare(a.id, b.id);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
