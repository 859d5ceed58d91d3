import type { NewCommand, PureCommand } from "../src/command.js";
import { effect } from "../src/effect.js";
import { newId } from "../src/id.js";
import { repetition } from "../src/repeat/engine.js";
import type { Repetition } from "../src/repetition.js";
import { idInLog, type Patch, type Rows, type Table, type View } from "../src/view.js";

export type Todo = Rows["todo"];
type PureNew = Extract<NewCommand, { kind: PureCommand["kind"] }>;

/** All rows there are, the trash included: the simplest of views, on which commands take effect one after the other. */
export class Everything implements View {
  readonly userId = newId();
  readonly inboxId = newId();
  now = "2026-03-10T12:00:00.000Z";
  /** Undefined for a page that has not loaded it. */
  repetition: Repetition | undefined = repetition;
  readonly #rows = new Map<string, Rows[Table]>();

  #of<T extends Table>(table: T): Rows[T][] {
    return [...this.#rows].flatMap(([key, row]) => (key.startsWith(`${table} `) ? [row as Rows[T]] : []));
  }

  todo = (id: string) => this.#of("todo").find((row) => row.id === id);
  todosOf = (listId: string) => this.#of("todo").filter((row) => row.listId === listId);
  subtasksOf = (parents: readonly Todo[]) =>
    this.#of("todo").filter((row) =>
      parents.some(({ id, listId }) => id === row.parentId && listId === row.listId),
    );
  series = (id: string) => this.#of("series").find((row) => row.id === id);
  list = (id: string) => this.#of("list").find((row) => row.id === id);
  member = (listId: string, userId: string) =>
    this.#of("member").find((row) => row.listId === listId && row.userId === userId);
  memberships = () => this.#of("member").filter(({ userId }) => userId === this.userId);
  labels = () => this.#of("label");
  savedViews = () => this.#of("saved_view");
  savedView = (id: string) => this.savedViews().find((row) => row.id === id);

  /** Puts a todo there. @returns its id */
  has(fields: Partial<Todo> = {}): string {
    const id = newId();
    const made = { text: "a", completed: false, createdAt: this.now, createdBy: this.userId, rank: null };
    const row = { id, listId: this.inboxId, ...made, deletedAt: null, ...fields };
    this.#rows.set(`todo ${row.id}`, row);
    return row.id;
  }

  /** A todo that is there. */
  row(id: string): Todo {
    const row = this.todo(id);
    if (!row) throw new Error("It is not there.");
    return row;
  }

  /** Lets a todo repeat. @returns the id of its series */
  repeats(id: string, rule = "FREQ=DAILY", mode: "schedule" | "completion" = "schedule"): string {
    const seriesId = newId();
    this.run({ kind: "todo.repeat", id, series: { id: seriesId, rule, mode, zone: "UTC" } });
    return seriesId;
  }

  /** What a command would do. */
  patches(command: PureNew): Patch[] {
    const given = { ...command, commandId: newId() } as PureCommand;
    return effect(this, given, { userId: this.userId, now: this.now, repetition: this.repetition });
  }

  /** Lets a command take effect. @returns what it did */
  run(command: PureNew): Patch[] {
    const patches = this.patches(command);
    for (const patch of patches) this.#apply(patch);
    return patches;
  }

  /** The todos in use of a list, or of the Inbox. */
  live(listId: string = this.inboxId): Todo[] {
    return this.todosOf(listId).filter(({ deletedAt }) => deletedAt === null);
  }

  #apply(patch: Patch): void {
    const key = `${patch.table} ${idInLog(patch.key)}`;
    const row = this.#rows.get(key);
    if ("remove" in patch) this.#rows.delete(key);
    else if ("insert" in patch) this.#rows.set(key, patch.insert);
    else if (row) this.#rows.set(key, Object.assign({}, row, patch.set));
  }
}
