import { isAtLeast, type Role } from "@codex/core/role";
import { noSuch, type Patch, Refusal, type Rows, type Table, type View } from "@codex/core/view";
import { reaches, type User } from "../access/caller.js";
import type { ConcernedList } from "./concerns.js";
import { type Columns, toRow } from "./rows.js";

/** The rows that a command can see, all of them as they are under the lock. */
export class Seen implements View {
  readonly inboxId: string | undefined;
  readonly #todos = new Map<string, Rows["todo"]>();
  readonly #bulk: Rows["todo"][] = [];
  /** The ids of what stands under a todo. */
  readonly #under = new Map<string, Set<string>>();
  readonly #series = new Map<string, Rows["series"]>();
  readonly #lists = new Map<string, Rows["list"]>();
  readonly #members = new Map<string, Rows["member"]>();
  readonly #labels = new Map<string, Rows["label"]>();
  readonly #savedViews = new Map<string, Rows["saved_view"]>();

  constructor(
    rows: readonly SeenRow[],
    private readonly user: User,
  ) {
    this.add(rows);
    const inboxes = [...this.#lists.values()].filter(({ inboxOf }) => inboxOf === user.userId);
    this.inboxId = inboxes[0]?.id;
  }

  /** Takes further rows in. */
  add(rows: readonly SeenRow[]): void {
    for (const { what, row } of rows) this.#add(what, row);
  }

  #add(what: SeenRow["what"], columns: Columns): void {
    switch (what) {
      case "todo":
      case "bulk": {
        const todo = toRow("todo", columns);
        this.#todos.set(todo.id, todo);
        if (todo.parentId) {
          const under = this.#under.get(todo.parentId) ?? new Set();
          this.#under.set(todo.parentId, under.add(todo.id));
        }
        if (what === "bulk") this.#bulk.push(todo);
        return;
      }
      case "member": {
        const member = toRow("member", columns);
        this.#members.set(`${member.listId} ${member.userId}`, member);
        return;
      }
      case "series":
        put(this.#series, toRow("series", columns));
        return;
      case "list":
        put(this.#lists, toRow("list", columns));
        return;
      case "label":
        put(this.#labels, toRow("label", columns));
        return;
      case "saved_view":
        put(this.#savedViews, toRow("saved_view", columns));
    }
  }

  todo(id: string): Rows["todo"] | undefined {
    return this.#todos.get(id);
  }

  todosOf(listId: string): Iterable<Rows["todo"]> {
    return this.#bulk.filter((todo) => todo.listId === listId);
  }

  subtasksOf(parents: readonly Rows["todo"][]): Iterable<Rows["todo"]> {
    return parents.flatMap(({ id, listId }) =>
      [...(this.#under.get(id) ?? [])]
        .flatMap((subtask) => this.#todos.get(subtask) ?? [])
        .filter((subtask) => subtask.listId === listId && subtask.parentId === id),
    );
  }

  series(id: string): Rows["series"] | undefined {
    return this.#series.get(id);
  }

  list(id: string): Rows["list"] | undefined {
    return this.#lists.get(id);
  }

  member(listId: string, userId: string): Rows["member"] | undefined {
    return this.#members.get(`${listId} ${userId}`);
  }

  *memberships(): Iterable<Rows["member"]> {
    for (const member of this.#members.values()) if (member.userId === this.user.userId) yield member;
  }

  labels(): Iterable<Rows["label"]> {
    return this.#labels.values();
  }

  savedViews(): Iterable<Rows["saved_view"]> {
    return this.#savedViews.values();
  }

  savedView(id: string): Rows["saved_view"] | undefined {
    return this.#savedViews.get(id);
  }

  /** The todos that repeat, with what stands under them. */
  repeating(): { readonly seriesId: string; readonly todoId: string }[] {
    const rows = [...this.#todos.values()].filter(({ seriesId }) => seriesId);
    return rows.flatMap((row) =>
      [row, ...this.subtasksOf([row])].map(({ id }) => ({ seriesId: row.seriesId ?? "", todoId: id })),
    );
  }

  /** The user's role in a list that their credentials reach. */
  roleIn(listId: string, state: ConcernedList["state"] = "in use"): Role | undefined {
    const list = this.#lists.get(listId);
    if (!list || (list.deletedAt !== null) !== (state === "deleted") || !reaches(this.user, listId))
      return undefined;
    return this.member(listId, this.user.userId)?.role;
  }

  /** A list that is named, or meant as the Inbox. @throws Refusal */
  require({ listId = this.inboxId, needed, state }: ConcernedList): string {
    const role = listId === undefined ? undefined : this.roleIn(listId, state);
    if (listId === undefined || role === undefined) throw noSuch("list");
    if (!isAtLeast(role, needed)) throw notEnough(needed);
    return listId;
  }

  /** Forgets the todos that the user cannot see, as if they were not there. @throws Refusal if some are only to be seen */
  requireTodos(ids: readonly string[]): void {
    for (const id of ids) {
      const todo = this.#todos.get(id);
      if (!todo) continue;
      const role = this.roleIn(todo.listId);
      if (role === undefined) this.#todos.delete(id);
      else if (!isAtLeast(role, "editor")) throw notEnough("editor");
    }
  }

  /** The todos that patches are about, as they leave them. */
  todosAfter(patches: readonly Patch[]): Map<string, Rows["todo"]> {
    const rows = new Map<string, Rows["todo"]>();
    for (const patch of patches) {
      if (patch.table !== "todo") continue;
      const row = rows.get(patch.key.id) ?? this.todo(patch.key.id);
      if ("insert" in patch) rows.set(patch.key.id, patch.insert);
      else if ("set" in patch && row) rows.set(patch.key.id, { ...row, ...patch.set });
    }
    return rows;
  }

  /** A todo as patches leave it. */
  todoAfter(id: string, patches: readonly Patch[]): Rows["todo"] | null {
    return this.todosAfter(patches).get(id) ?? this.todo(id) ?? null;
  }
}

const WHO: Record<Role, string> = {
  viewer: "members",
  editor: "the owner and the editors",
  owner: "the owner",
};

export const notEnough = (needed: Role) =>
  new Refusal("FORBIDDEN", `Only ${WHO[needed]} of this list can do this.`);

export interface SeenRow {
  /** The table; `bulk` are the todos of a list that are meant as a whole. */
  readonly what: Table | "bulk";
  readonly row: Columns;
}

function put<Row extends { readonly id: string }>(rows: Map<string, Row>, row: Row): void {
  rows.set(row.id, row);
}
