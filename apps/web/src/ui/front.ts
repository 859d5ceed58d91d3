import { shared, useShared } from "./shared.js";

/** The dialogs that are open, the one in front last. */
const open = shared<readonly HTMLElement[]>([]);

/** Puts a dialog in front of everything: what is behind it can neither be seen well nor reached. @returns what ends it */
export function inFront(dialog: HTMLElement): () => void {
  open.set([...open.get(), dialog]);
  return () => open.set(open.get().filter((other) => other !== dialog));
}

/** The dialog in front, if one is open. */
export function useFront(): HTMLElement | undefined {
  return useShared(open).at(-1);
}
