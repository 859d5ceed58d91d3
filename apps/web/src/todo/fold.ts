import type { Todo } from "@codex/core/todo";
import { useMemo } from "react";

/** So many completed todos stand among the others; more are folded away. */
const FEW = 20;

/** The ids of all todos that this page completed: they stay where they are, so that they can be reopened there. */
const here = new Set<string>();

export const markCompleted = (id: string) => here.add(id);

/** The rows of a list, and those that are folded away: completed before, with what stands under them. */
export function fold(rows: readonly Todo[]): readonly (readonly Todo[])[] {
  const done = new Set<string>();
  for (const { id, completed, parentId } of rows) if (completed && !parentId && !here.has(id)) done.add(id);
  if (done.size <= FEW) return [rows];
  const isFolded = ({ id, parentId }: Todo) => done.has(parentId ?? id);
  return [rows.filter((todo) => !isFolded(todo)), rows.filter(isFolded)];
}

export function useFold(rows: readonly Todo[], isWanted: boolean): readonly (readonly Todo[])[] {
  return useMemo(() => (isWanted ? fold(rows) : [rows]), [rows, isWanted]);
}
