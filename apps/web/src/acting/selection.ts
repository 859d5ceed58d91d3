import type { Todo } from "@codex/core/todo";
import { useEffect, useSyncExternalStore } from "react";

/** The todos that are shown, and those of them that are selected. */
export interface Shown {
  readonly rows: readonly Todo[];
  readonly focusRow: (id: string) => void;
  /** Undefined unless todos are being selected. */
  readonly ids: ReadonlySet<string> | undefined;
}

const NOTHING: Shown = { rows: [], focusRow: () => {}, ids: undefined };

let now = NOTHING;
const listeners = new Set<() => void>();

/** What is shown now: one list at a time, wherever on the page somebody acts on it. */
export const shown = {
  get: () => now,
  set(change: Partial<Shown>): void {
    now = { ...now, ...change };
    for (const listener of listeners) listener();
  },
  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Whether a todo is selected; undefined unless todos are being selected. */
export function useIsSelected(id: string): boolean | undefined {
  return useSyncExternalStore(shown.subscribe, () => now.ids?.has(id));
}

/** Says which todos are shown, to whatever acts on several of them, or on one by its key. */
export function useShown(rows: readonly Todo[], focusRow: Shown["focusRow"]): void {
  useEffect(() => shown.set({ rows, focusRow }), [rows, focusRow]);
  useEffect(() => () => shown.set(NOTHING), []);
}
