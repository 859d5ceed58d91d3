import type { SyncRow } from "@codex/core/sync";
import type { Todo } from "@codex/core/todo";
import type { Keys, Patch, Rows, Table, View } from "@codex/core/view";
import { type Asides, Draft } from "./draft.js";
import { type Logs, rowIn, todosIn } from "./log-rows.js";

const NO_TODOS: readonly Todo[] = [];

/** A state of everything that a user can see. It never changes: what changes makes another. */
export class RowsView implements View {
  readonly inboxId: string | undefined;

  constructor(
    private readonly logs: Logs = new Map(),
    /** Undefined as long as the server has not said so. */
    readonly userId: string | undefined = undefined,
    private readonly asides: Asides = new Map(),
  ) {
    if (userId === undefined) return;
    for (const [id, { list }] of logs) if (list.get(id)?.inboxOf === userId) this.inboxId = id;
  }

  /** What was kept of all logs of a user. */
  static of(
    logs: readonly { readonly log: string; readonly rows: readonly SyncRow[] }[],
    userId: string,
  ): RowsView {
    const draft = new Draft(new Map(), new Map());
    for (const { log, rows } of logs) tell(draft, log, rows);
    return new RowsView(draft.done(), userId, draft.asides);
  }

  /** A row of a table, by what it is known by in its log. */
  row<T extends Table>(table: T, key: Keys[T]): Rows[T] | undefined {
    return rowIn(this.logs, table, key);
  }

  todo(id: string): Todo | undefined {
    return this.row("todo", { id });
  }

  /** The todos of a list in its order: the same array until one of them changes. */
  todosOf(listId: string): readonly Todo[] {
    const log = this.logs.get(listId);
    return log ? todosIn(log) : NO_TODOS;
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

  /**
   * With what the server says of a log. News of two logs come one after the other, in either order: of a todo that was
   * moved from one to the other what came last is shown, and it is shown once.
   *
   * @param reset - whether that is everything there is
   */
  synced(log: string, rows: readonly SyncRow[], reset = false): RowsView {
    const draft = reset ? this.#without((id) => id === log) : new Draft(this.logs, this.asides);
    tell(draft, log, rows);
    draft.bringBack();
    return new RowsView(draft.done(), this.userId, draft.asides);
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
    const draft = new Draft(this.logs, this.asides);
    for (const thing of things) {
      const now = new RowsView(draft.logs, this.userId);
      for (const patch of effects(now, thing)) draft.apply(patch);
    }
    return draft.isChanged ? new RowsView(draft.done(), this.userId, this.asides) : this;
  }

  /** With only these logs, of this user. */
  only(logs: ReadonlySet<string>, userId: string): RowsView {
    const draft = this.#without((id) => !logs.has(id));
    draft.bringBack();
    return new RowsView(draft.done(), userId, draft.asides);
  }

  #without(isMeant: (log: string) => boolean): Draft {
    return new Draft(
      new Map([...this.logs].filter(([id]) => !isMeant(id))),
      new Map([...this.asides].filter(([, { log }]) => !isMeant(log))),
    );
  }
}

function tell(draft: Draft, log: string, rows: readonly SyncRow[]): void {
  for (const { table, id, row } of rows) {
    if (row === null) draft.gone(log, table, id);
    // The server's own rows, by the very schemas that describe them here.
    else draft.told(log, table, id, row as unknown as Rows[Table]);
  }
}
