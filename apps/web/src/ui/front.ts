import { useSyncExternalStore } from "react";

/** The dialogs that are open, the one in front last. */
let open: readonly HTMLElement[] = [];
const listeners = new Set<() => void>();

/** Puts a dialog in front of everything: what is behind it can neither be seen well nor reached. @returns what ends it */
export function inFront(dialog: HTMLElement): () => void {
  set([...open, dialog]);
  return () => set(open.filter((other) => other !== dialog));
}

/** The dialog in front, if one is open. */
export function useFront(): HTMLElement | undefined {
  return useSyncExternalStore(subscribe, () => open.at(-1));
}

function set(next: readonly HTMLElement[]): void {
  open = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
