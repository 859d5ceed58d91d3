import type { Todo } from "@codex/core/todo";
import { useEffect, useId, useSyncExternalStore } from "react";
import { shared } from "../ui/shared.js";

/** Todos that stand together, in their order. */
interface Rows {
  readonly rows: readonly Todo[];
  readonly focusRow: (id: string) => void;
}

/** The todos that are shown, and those of them that are selected. */
export interface Shown extends Rows {
  /** Undefined unless todos are being selected. */
  readonly ids: ReadonlySet<string> | undefined;
}

const NOTHING: Shown = { rows: [], focusRow: () => {}, ids: undefined };

const now = shared(NOTHING);

/** What is shown now: one list or view at a time, wherever on the page somebody acts on it. */
export const shown = {
  ...now,
  set: (change: Partial<Shown>) => now.set({ ...now.get(), ...change }),
};

/** Whether a todo is selected; undefined unless todos are being selected. */
export function useIsSelected(id: string): boolean | undefined {
  return useSyncExternalStore(shown.subscribe, () => shown.get().ids?.has(id));
}

/** What is shown, each by who shows it: what a list has completed stands apart from the others of it. */
const parts = new Map<string, Rows>();

/** Says which todos are shown, to whatever acts on several of them, or on one by its key. */
export function useShown(rows: readonly Todo[], focusRow: Shown["focusRow"]): void {
  const id = useId();
  useEffect(() => {
    parts.set(id, { rows, focusRow });
    // What goes from one part to another is in neither until both have said so.
    queueMicrotask(join);
  }, [id, rows, focusRow]);
  useEffect(
    () => () => {
      parts.delete(id);
      queueMicrotask(join);
    },
    [id],
  );
}

/** The todos that a shown one stands with. */
export function rowsWith(id: string): readonly Todo[] {
  return partWith(id)?.rows ?? [];
}

function partWith(id: string): Rows | undefined {
  return [...parts.values()].find(({ rows }) => rows.some((row) => row.id === id));
}

function join(): void {
  const [first, ...more] = parts.values();
  if (!first) shown.set(NOTHING);
  else if (more.length === 0) shown.set(first);
  else
    shown.set({
      rows: [first, ...more].flatMap(({ rows }) => rows),
      focusRow: (id) => partWith(id)?.focusRow(id),
    });
}
