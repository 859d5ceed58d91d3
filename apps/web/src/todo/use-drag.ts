import { type RefObject, useEffect, useEffectEvent } from "react";
import type { Drop } from "./drag.js";

/** What drags is only loaded where something is there to be dragged. */
const load = () => import("./drag.js");

/** Lets a row be dragged to another place. */
export function useDraggableRow(row: RefObject<HTMLElement | null>, id: string, enabled: boolean): void {
  useEffect(() => {
    const { current } = row;
    if (!enabled || !current) return undefined;
    return whenLoaded(({ draggableRow }) => draggableRow(current, id));
  }, [row, id, enabled]);
}

/** Calls `dropped` with what is dropped beside a row. */
export function useDrops(dropped: (drop: Drop) => void): void {
  const onDrop = useEffectEvent(dropped);
  useEffect(() => whenLoaded(({ watchDrops }) => watchDrops((drop) => onDrop(drop))), []);
}

/** @returns what ends what `begin` begins, also before it has begun */
function whenLoaded(begin: (drag: typeof import("./drag.js")) => () => void): () => void {
  let end: (() => void) | undefined;
  let over = false;
  load().then(
    (drag) => {
      if (!over) end = begin(drag);
    },
    // Without it there are still the keys and the row's menu.
    () => {},
  );
  return () => {
    over = true;
    end?.();
  };
}
