import type { Todo, TodoCounts } from "@codex/core/todo";

/** The counts of a list are asked for in several places, of the very same todos. */
const counted = new WeakMap<readonly Todo[], TodoCounts>();

/** How many of some todos are to be done, and how many are done. */
export function countsOf(todos: readonly Todo[]): TodoCounts {
  const known = counted.get(todos);
  if (known) return known;
  let completed = 0;
  for (const todo of todos) if (todo.completed) completed += 1;
  const counts = { active: todos.length - completed, completed };
  counted.set(todos, counts);
  return counts;
}
