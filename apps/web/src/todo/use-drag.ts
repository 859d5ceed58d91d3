import { type RefObject, useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { Drop } from "./drag.js";

type Drag = typeof import("./drag.js");

let drag: Drag | undefined;
let isWanted = false;
const listeners = new Set<() => void>();

/** Loads what drags, now that somebody is about to: a first visit does without. */
export function prepareDrag(): void {
  if (isWanted) return;
  isWanted = true;
  import("./drag.js").then(
    (loaded) => {
      drag = loaded;
      for (const listener of listeners) listener();
    },
    // There are still the keys and the row's menu, and another try.
    () => {
      isWanted = false;
    },
  );
}

/** Lets a row be dragged to another place. */
export function useDraggableRow(row: RefObject<HTMLElement | null>, id: string, enabled: boolean): void {
  const loaded = useDrag();
  useEffect(() => {
    const { current } = row;
    return enabled && current ? loaded?.draggableRow(current, id) : undefined;
  }, [loaded, row, id, enabled]);
}

/** Calls `dropped` with what is dropped beside a row. */
export function useDrops(dropped: (drop: Drop) => void): void {
  const loaded = useDrag();
  const onDrop = useEffectEvent(dropped);
  useEffect(() => loaded?.watchDrops((drop) => onDrop(drop)), [loaded]);
}

function useDrag(): Drag | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => drag,
  );
}
