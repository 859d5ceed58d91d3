import { byRank, rankOf } from "@codex/core/rank";
import type { Todo } from "@codex/core/todo";
import { idInLog, type Keys, type Rows, TABLES, type Table } from "@codex/core/view";
import { SharedMap } from "./shared-map.js";

/** The rows of one log, but for those in the trash, each under what it is known by there. */
export type LogRows = { readonly [T in Table]: SharedMap<Rows[T]> };

/** The rows of all logs. */
export type Logs = ReadonlyMap<string, LogRows>;

export function copyOf(rows: LogRows | undefined): LogRows {
  const copies = TABLES.map((table) => [table, rows ? rows[table].copy() : SharedMap.empty()]);
  return Object.fromEntries(copies) as LogRows;
}

/** A row of a table, by what it is known by in its log. */
export function rowIn<T extends Table>(logs: Logs, table: T, key: Keys[T]): Rows[T] | undefined {
  if ("userId" in key) return logs.get(key.userId)?.[table].get(idInLog(key));
  for (const rows of logs.values()) {
    const row = rows[table].get(idInLog(key));
    if (row) return row;
  }
  return undefined;
}

/** The todos of a log in their order; kept as long as the log's rows are the same. */
const sorted = new WeakMap<LogRows, readonly Todo[]>();

/** The todos of a log in their order: the same array for the same rows. */
export function todosIn(rows: LogRows): readonly Todo[] {
  const known = sorted.get(rows);
  if (known) return known;
  const todos = inOrder(rows.todo);
  sorted.set(rows, todos);
  return todos;
}

/** As many changed todos are put in their places one by one: sorting ten thousand anew would be felt. */
const FEW = 50;

/** The order of what was made of other rows, if theirs is known and few todos changed. */
export function keepOrder(now: LogRows, before: LogRows, changed: ReadonlySet<string>): void {
  const order = sorted.get(before);
  if (order && changed.size <= FEW) sorted.set(now, reordered(order, changed, before.todo, now.todo));
}

function inOrder(todos: SharedMap<Todo>): readonly Todo[] {
  // Most ranks stand in the row; those that do not are worked out once, not with every comparison.
  const keyed = todos.values().map((todo) => ({ todo, key: { ...todo, rank: rankOf(todo) } }));
  return keyed.sort((a, b) => byRank(a.key, b.key)).map(({ todo }) => todo);
}

/** @param were - the todos of the order before */
function reordered(
  before: readonly Todo[],
  changed: ReadonlySet<string>,
  were: SharedMap<Todo>,
  todos: SharedMap<Todo>,
): readonly Todo[] {
  const order = [...before];
  for (const id of changed) {
    const was = were.get(id);
    if (was) order.splice(placeIn(order, was), 1);
    const todo = todos.get(id);
    if (todo) order.splice(placeIn(order, todo), 0, todo);
  }
  return order;
}

/** Where a todo stands in an order, or belongs. */
function placeIn(order: readonly Todo[], todo: Todo): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = order[middle];
    if (other && byRank(other, todo) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
