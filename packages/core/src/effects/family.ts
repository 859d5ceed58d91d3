import type { Circumstances } from "../effect.js";
import { noSuch, Refusal, type Rows, type View } from "../view.js";
import { type Changes, isLive } from "./changes.js";

type Todo = Rows["todo"];

/** Some todos and what stands under them, the trash left out. */
export function withSubtasks(view: View, rows: readonly Todo[]): Todo[] {
  const all = [...rows, ...[...view.subtasksOf(rows)].filter(isLive)];
  return [...new Map(all.map((row) => [row.id, row])).values()];
}

/** The todo that another stands under, if it is there. */
export function parentOf(
  view: View,
  { parentId, listId }: Pick<Todo, "parentId" | "listId">,
): Todo | undefined {
  const parent = parentId ? view.todo(parentId) : undefined;
  return parent && isLive(parent) && parent.listId === listId ? parent : undefined;
}

/**
 * Makes sure that a todo can stand under another: in the same list, one level deep.
 *
 * @throws Refusal
 */
export function requireParent(view: View, parentId: string, rows: readonly Todo[]): void {
  for (const row of rows) {
    const parent = parentOf(view, { parentId, listId: row.listId });
    if (!parent) throw noSuch("todo");
    if (parent.id === row.id) throw new Refusal("CONFLICT", "A todo cannot stand under itself.");
    if (parentOf(view, parent)) throw new Refusal("CONFLICT", "A subtask cannot have subtasks.");
    if (row.seriesId)
      throw new Refusal("CONFLICT", "What repeats cannot be a subtask. End its repetition first.");
    if ([...view.subtasksOf([row])].some(isLive))
      throw new Refusal("CONFLICT", "This has subtasks of its own. Take them out first.");
  }
}

/** Whatever has something left to do under it is not done itself: what came after it is taken back, too. */
export function reopenParents(
  view: View,
  changes: Changes,
  rows: readonly Pick<Todo, "parentId" | "listId" | "completed">[],
  circumstances: Circumstances,
): void {
  const parents = rows.flatMap((row) => (row.completed ? [] : (parentOf(view, row) ?? [])));
  const done = [...new Set(parents)].filter(({ completed }) => completed);
  for (const parent of done) changes.set(parent, { completed: false });
  circumstances.repetition?.withdrawNext(view, changes, done, circumstances);
}
