import { type RefObject, useEffect, useEffectEvent } from "react";
import { onDemand } from "../ui/on-demand.js";
import { useShared } from "../ui/shared.js";
import type { Drop } from "./drag.js";
import type { Swiped } from "./swipe.js";

// The first sight does without: they are loaded when a mouse comes near, and where there are fingers as soon as nothing
// else is to be done, since the first swipe is to be one. Without them there are still the keys and the row's menu.
const drag = onDemand(() => import("./drag.js"));
const swipe = onDemand(() => import("./swipe.js"));

/** Loads what a pointer can do with rows, now that one is there. */
export function prepareGestures(pointerType: string): void {
  drag.load();
  if (pointerType === "touch") swipe.load();
}

/** Loads what a finger does with rows before the first one comes. */
export function usePreparedGestures(enabled: boolean): void {
  useEffect(() => {
    if (!enabled || !window.matchMedia("(pointer: coarse)").matches) return;
    const prepare = () => prepareGestures("touch");
    if ("requestIdleCallback" in window) requestIdleCallback(prepare);
    else setTimeout(prepare);
  }, [enabled]);
}

/** Lets a row be dragged and swiped, and others be dropped beside it where their order is anybody's to change. */
export function useRowGestures(
  row: RefObject<HTMLElement | null>,
  id: string,
  enabled: boolean,
  swiped: (what: Swiped) => void,
  isOrdered: boolean,
): void {
  const dragging = useShared(drag);
  const swiping = useShared(swipe);
  const onSwipe = useEffectEvent(swiped);
  useEffect(() => {
    const { current } = row;
    return enabled && current ? dragging?.draggableRow(current, id) : undefined;
  }, [dragging, row, id, enabled]);
  useEffect(() => {
    const { current } = row;
    return enabled && isOrdered && current ? dragging?.placeTarget(current, id) : undefined;
  }, [dragging, row, id, enabled, isOrdered]);
  useEffect(() => {
    const { current } = row;
    return enabled && current ? swiping?.swipeableRow(current, (what) => onSwipe(what)) : undefined;
  }, [swiping, row, enabled]);
}

/** What dragging is done with; undefined until it is loaded. */
export const useDragging = () => useShared(drag);

/** Calls `dropped` with what is dropped beside a row. */
export function useDrops(dropped: (drop: Drop) => void): void {
  const dragging = useShared(drag);
  const onDrop = useEffectEvent(dropped);
  useEffect(() => dragging?.watchDrops((drop) => onDrop(drop)), [dragging]);
}
