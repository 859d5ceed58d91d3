import { newTodoSchema } from "@codex/core/todo";
import type { Entry, Outline, Tidy } from "@codex/core/transfer/read";
import { idOf, tidy } from "@codex/core/transfer/read";

/** Where everything of a file goes. */
export interface Target {
  readonly userId: string;
  /** The list that was named for it; without one, lists are made as the file names them. */
  readonly listId: string | undefined;
  readonly inboxId: string;
  /** Of the file and where it goes: of the same file into the same list it is the same. */
  readonly batch: string;
}

/** The batch of a file: the same file again is the same batch, so that it adds nothing and goes on where it broke off. */
export function batchOf(hash: string, format: string, into: string): string {
  return idOf(`${format} ${hash}`, into);
}

/** A todo as it will stand in its list. */
export interface Planned {
  readonly id: string;
  readonly listId: string;
  readonly parentId: string | null;
  readonly todo: Tidy;
}

/** Says of each thing of a file by which id it will be known: made of what the file knows it by. */
export class Plan {
  /** The ids of the lists that are not the Inbox, by their keys: of the name, and where several have it of the key, too. */
  readonly #lists = new Map<string, string>();

  constructor(
    readonly target: Target,
    readonly outline: Outline,
  ) {
    const names = new Set<string>();
    for (const [key, name] of outline.lists) {
      if (name === undefined) continue;
      this.#lists.set(key, this.id("list", names.has(name) ? `${name}\n${key}` : name));
      names.add(name);
    }
  }

  id(kind: string, key: string): string {
    return idOf(`${kind} ${key}`, this.target.batch);
  }

  /** The names of the lists to be made, by their ids. */
  lists(): Map<string, string> {
    if (this.target.listId !== undefined) return new Map();
    return new Map([...this.#lists].map(([key, id]) => [id, this.outline.lists.get(key) ?? ""]));
  }

  listOf(key: string | undefined): string {
    const { listId, inboxId } = this.target;
    if (listId !== undefined) return listId;
    return this.#lists.get(key ?? "") ?? inboxId;
  }

  /** The todos of a file, what stands under another after that one, and in its list. */
  async *todos(entries: AsyncIterable<Entry>): AsyncGenerator<Planned> {
    const lists = new Map<string, string>();
    const waiting = new Map<string, Tidy[]>();
    for await (const entry of entries) {
      const todo = entry.kind === "todo" ? tidy(entry, () => {}) : undefined;
      if (!todo) continue;
      const top = this.outline.topOf(todo.key);
      const listOfTop = top === undefined ? this.listOf(todo.list) : lists.get(top);
      if (listOfTop === undefined) {
        waiting.set(top ?? "", [...(waiting.get(top ?? "") ?? []), todo]);
        continue;
      }
      yield this.#planned(todo, listOfTop);
      if (!this.outline.isAbove(todo.key)) continue;
      lists.set(todo.key, listOfTop);
      for (const child of waiting.get(todo.key) ?? []) yield this.#planned(child, listOfTop);
      waiting.delete(todo.key);
    }
  }

  #planned(todo: Tidy, listId: string): Planned {
    const top = this.outline.topOf(todo.key);
    const parentId = top === undefined ? null : this.id("todo", top);
    return { id: this.id("todo", todo.key), listId, parentId, todo };
  }
}

/** What `todo.create` is given of it; what repeats is due as its rule says first. */
export function newTodoOf({ id, parentId, todo }: Planned, rank: string, seriesId: string) {
  const { text, completed, fields, repeat } = todo;
  if (!repeat) return { id, ...newTodoSchema.parse({ ...fields, text, completed, parentId, rank }) };
  const { occurrence: due, ...rule } = repeat;
  const series = { id: seriesId, ...rule };
  return { id, ...newTodoSchema.parse({ ...fields, text, completed, due, parentId, rank, series }) };
}
