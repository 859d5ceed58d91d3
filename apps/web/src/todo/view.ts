import type { Todo, TodoCounts, TodoFilter } from "@codex/core/todo";
import type { InList, TodoCommand } from "./command.js";
import { matches } from "./filter.js";

/** What a command does to one list: a move takes away here and brings there. */
export type Effect =
  | Exclude<TodoCommand, { kind: "move" }>
  | { readonly kind: "arrive"; readonly todo: Todo };

/** The effects of commands on one list, in order. */
export function effectsOn({ listId }: InList, commands: readonly TodoCommand[]): readonly Effect[] {
  return commands.flatMap((command): Effect[] => {
    if (command.kind !== "move") return command.listId === listId ? [command] : [];
    const { before, to } = command;
    if (to.listId === listId) return [{ kind: "arrive", todo: { ...before, listId: to.id } }];
    return command.listId === listId ? [{ kind: "delete", before }] : [];
  });
}

/** What the server said a filter's list holds, as far as it was loaded. */
export interface LoadedTodos {
  readonly items: readonly Todo[];
  /** Whether there are no further pages. */
  readonly complete: boolean;
}

/**
 * What to show for a filter: what the server said, with the effects of the commands it may not have
 * counted in yet. Whether the server had already counted some of them in makes no difference.
 */
export function rowsWith(
  loaded: LoadedTodos,
  commands: readonly Effect[],
  filter: TodoFilter,
): readonly Todo[] {
  if (commands.length === 0) return loaded.items;
  const rows = new Map(loaded.items.map((todo) => [todo.id, todo]));
  const known = new Set(rows.keys());
  const added = new Set<string>();
  for (const command of commands) {
    if (command.kind === "create") for (const { id } of command.todos) if (!known.has(id)) added.add(id);
    applyToRows(rows, command);
  }
  const matching = [...rows.values()].filter(({ completed }) => matches(filter, completed));
  const last = loaded.complete ? undefined : loaded.items.at(-1);
  const inOrder = matching.filter((todo) => !added.has(todo.id) && (!last || byPosition(todo, last) <= 0));
  return [...inOrder.sort(byPosition), ...matching.filter(({ id }) => added.has(id))];
}

/** The counts that the server gave, with the effects of commands it has certainly not counted in. */
export function countsWith(counts: TodoCounts, commands: readonly Effect[]): TodoCounts {
  return commands.reduce(applyToCounts, counts);
}

function applyToRows(rows: Map<string, Todo>, command: Effect): void {
  switch (command.kind) {
    case "create":
      for (const todo of command.todos)
        rows.set(todo.id, { ...todo, createdAt: rows.get(todo.id)?.createdAt ?? todo.createdAt });
      return;
    case "update": {
      const row = rows.get(command.before.id) ?? command.before;
      rows.set(row.id, { ...row, ...command.set });
      return;
    }
    case "delete":
      rows.delete(command.before.id);
      return;
    case "arrive":
      rows.set(command.todo.id, command.todo);
      return;
    case "setAllCompleted":
      for (const todo of command.seen) if (!rows.has(todo.id)) rows.set(todo.id, todo);
      for (const row of rows.values())
        if (row.completed !== command.completed) rows.set(row.id, { ...row, completed: command.completed });
      return;
    case "clearCompleted":
      for (const row of rows.values()) if (row.completed) rows.delete(row.id);
  }
}

function applyToCounts({ active, completed }: TodoCounts, command: Effect): TodoCounts {
  switch (command.kind) {
    case "create":
      return { active: active + command.todos.length, completed };
    case "update": {
      const { before, set } = command;
      if (set.completed === undefined || set.completed === before.completed) return { active, completed };
      return move(active, completed, set.completed ? 1 : -1);
    }
    case "arrive":
      return command.todo.completed
        ? { active, completed: completed + 1 }
        : { active: active + 1, completed };
    case "delete":
      return command.before.completed
        ? { active, completed: Math.max(0, completed - 1) }
        : { active: Math.max(0, active - 1), completed };
    case "setAllCompleted":
      return move(active, completed, command.completed ? active : -completed);
    case "clearCompleted":
      return { active, completed: 0 };
  }
}

/** Counts after `n` todos went from active to completed. */
function move(active: number, completed: number, n: number): TodoCounts {
  return { active: Math.max(0, active - n), completed: Math.max(0, completed + n) };
}

/** The server's order: oldest first. */
function byPosition(a: Todo, b: Todo): number {
  return compare(a.createdAt, b.createdAt) || compare(a.id, b.id);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
