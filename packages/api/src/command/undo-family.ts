import { type Patch, Refusal, type Rows } from "@codex/core/view";
import type { Seen } from "./seen.js";

type Todo = Rows["todo"];

/**
 * Keeps to what holds for subtasks where commands are taken back: what has something left to do under it by now is
 * not completed.
 *
 * @throws Refusal `CONFLICT` if todos would stand two levels deep, as others have put something there since
 */
export function keepFamilies(view: Seen, patches: readonly Patch[]): Patch[] {
  const changed = view.todosAfter(patches);
  const after = (id: string): Todo | undefined => {
    const row = changed.get(id) ?? view.todo(id);
    return row && row.deletedAt === null ? row : undefined;
  };
  const above = ({ parentId, listId }: Todo): Todo | undefined => {
    const parent = parentId ? after(parentId) : undefined;
    return parent?.listId === listId ? parent : undefined;
  };
  const putUnder = new Map<string, string[]>();
  for (const { id, parentId } of changed.values()) {
    const siblings = parentId ? putUnder.get(parentId) : undefined;
    if (siblings) siblings.push(id);
    else if (parentId) putUnder.set(parentId, [id]);
  }
  const under = (row: Todo): Todo[] => {
    const known = view.todo(row.id);
    const stood = [...(known ? view.subtasksOf([known]) : [])].map(({ id }) => id);
    return [...new Set([...stood, ...(putUnder.get(row.id) ?? [])])]
      .flatMap((id) => after(id) ?? [])
      .filter((subtask) => above(subtask)?.id === row.id);
  };
  const rows = [...changed.keys()].flatMap((id) => after(id) ?? []);
  const open = new Set<string>();
  for (const row of rows) {
    const parent = above(row);
    if (parent && (above(parent) || under(row).length > 0))
      throw new Refusal("CONFLICT", "Subtasks would stand two levels deep by now. Nothing was taken back.");
    for (const whole of parent ? [parent] : [row])
      if (whole.completed && under(whole).some(({ completed }) => !completed)) open.add(whole.id);
  }
  return [...open].reduce(leavingOpen(view), [...patches]);
}

/** With a todo that is not completed: left as it is, or reopened. */
const leavingOpen =
  (view: Seen) =>
  (patches: Patch[], id: string): Patch[] => {
    const rest = patches.filter((patch) => patch.table !== "todo" || patch.key.id !== id);
    const own = patches.find((patch) => patch.table === "todo" && patch.key.id === id);
    const set: Partial<Todo> = own && "set" in own ? { ...(own.set as Partial<Todo>) } : {};
    if (view.todo(id)?.completed) set.completed = false;
    else Reflect.deleteProperty(set, "completed");
    return Object.keys(set).length > 0 ? [...rest, { table: "todo", key: { id }, set }] : rest;
  };
