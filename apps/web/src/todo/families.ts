import type { RowsView } from "@codex/client/rows";
import type { Todo, TodoCounts } from "@codex/core/todo";

const known = new WeakMap<readonly Todo[], ReadonlyMap<string, TodoCounts>>();

/** How many subtasks the todos of a list have, by the todo's id; nothing of those that have none. */
export function subtaskCounts(todos: readonly Todo[]): ReadonlyMap<string, TodoCounts> {
  const found = known.get(todos);
  if (found) return found;
  const counts = new Map<string, { active: number; completed: number }>();
  for (const { parentId, completed } of todos) {
    if (!parentId) continue;
    const count = counts.get(parentId) ?? { active: 0, completed: 0 };
    count[completed ? "completed" : "active"] += 1;
    counts.set(parentId, count);
  }
  known.set(todos, counts);
  return counts;
}

/** How many subtasks a todo has, and how many of them are done. */
export function partsOf(rows: RowsView, { id, listId }: Todo): { parts: number; done: number } {
  const { active, completed } = subtaskCounts(rows.todosOf(listId)).get(id) ?? { active: 0, completed: 0 };
  return { parts: active + completed, done: completed };
}

/** Todos in their order, but subtasks right under what they belong to, if that is among them. */
export function arranged(todos: readonly Todo[]): readonly Todo[] {
  if (todos.every(({ parentId }) => !parentId)) return todos;
  const under = new Map<string | undefined, Todo[]>(todos.map(({ id }) => [id, []]));
  const first = todos.filter((todo) => {
    const siblings = under.get(todo.parentId ?? undefined);
    siblings?.push(todo);
    return !siblings;
  });
  const withSubtasks = (todo: Todo): Todo[] => [todo, ...(under.get(todo.id) ?? []).flatMap(withSubtasks)];
  return first.flatMap(withSubtasks);
}

/** Whether a todo among arranged ones stands under what it belongs to. */
export function isUnder(rows: readonly Todo[], index: number): boolean {
  const parentId = rows[index]?.parentId;
  let above = index - 1;
  while (parentId && rows[above]?.parentId === parentId) above -= 1;
  return Boolean(parentId) && rows[above]?.id === parentId;
}

/** Which of arranged rows stand under none of them, and which under each. */
interface Families {
  readonly onTop: readonly Todo[];
  readonly under: ReadonlyMap<string, readonly Todo[]>;
}

const families = new WeakMap<readonly Todo[], Families>();

function familiesOf(rows: readonly Todo[]): Families {
  const found = families.get(rows);
  if (found) return found;
  const onTop: Todo[] = [];
  const under = new Map<string, Todo[]>();
  for (const row of rows) {
    const { parentId } = row;
    if (!parentId || parentId !== onTop.at(-1)?.id) onTop.push(row);
    else if (!under.get(parentId)?.push(row)) under.set(parentId, [row]);
  }
  families.set(rows, { onTop, under });
  return { onTop, under };
}

/** Those of arranged rows among which a todo has its place: what stands under the same, or what stands under nothing. */
export function peersOf({ id, parentId }: Todo, rows: readonly Todo[]): readonly Todo[] {
  const { onTop, under } = familiesOf(rows);
  const beside = parentId ? under.get(parentId) : undefined;
  return beside?.some((row) => row.id === id) ? beside : onTop;
}

/** Arranged rows as they are once a todo, with what stands under it, is at an index among its peers. */
export function withMoved(rows: readonly Todo[], todo: Todo, at: number): readonly Todo[] {
  const from = rows.findIndex(({ id }) => id === todo.id);
  if (from < 0) return rows;
  const moved = rows.slice(from, from + 1 + (familiesOf(rows).under.get(todo.id)?.length ?? 0));
  const rest = rows.toSpliced(from, moved.length);
  const others = peersOf(todo, rows).filter(({ id }) => id !== todo.id);
  const next = others[at];
  const last = others.at(-1);
  const isOfLast = ({ id, parentId }: Todo) => id === last?.id || parentId === last?.id;
  const index = next ? rest.indexOf(next) : rest.findLastIndex(isOfLast) + 1;
  return rest.toSpliced(index, 0, ...moved);
}
