import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { autoScrollWindowForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import {
  attachClosestEdge,
  type Edge,
  extractClosestEdge,
} from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";

/** Between which rows something is dropped: before or after one. */
export interface Drop {
  readonly moved: string;
  readonly target: string;
  readonly side: "before" | "after";
}

/** Lets a row be dragged, and others be dropped beside it: its data-drop says on which side. @returns what ends it */
export function draggableRow(row: HTMLElement, id: string): () => void {
  const show = (edge: Edge | null) => {
    if (edge) row.dataset["drop"] = sideOf(edge);
    else Reflect.deleteProperty(row.dataset, "drop");
  };
  return combine(
    draggable({
      element: row,
      canDrag: () => !row.querySelector("textarea"),
      getInitialData: () => ({ todo: id }),
      onDragStart: () => {
        row.dataset["dragged"] = "true";
      },
      onDrop: () => Reflect.deleteProperty(row.dataset, "dragged"),
    }),
    dropTargetForElements({
      element: row,
      canDrop: ({ source }) => typeof source.data["todo"] === "string" && source.data["todo"] !== id,
      getData: ({ input, element }) =>
        attachClosestEdge({ todo: id }, { input, element, allowedEdges: ["top", "bottom"] }),
      onDrag: ({ self }) => show(extractClosestEdge(self.data)),
      onDragLeave: () => show(null),
      onDrop: () => show(null),
    }),
  );
}

/** Tells what is dropped where, and scrolls the page while something is dragged to its end. @returns what ends it */
export function watchDrops(dropped: (drop: Drop) => void): () => void {
  return combine(
    autoScrollWindowForElements(),
    monitorForElements({
      onDrop: ({ source, location }) => {
        const [target] = location.current.dropTargets;
        const edge = target && extractClosestEdge(target.data);
        const moved = source.data["todo"];
        const id = target?.data["todo"];
        if (edge && typeof moved === "string" && typeof id === "string")
          dropped({ moved, target: id, side: sideOf(edge) });
      },
    }),
  );
}

const sideOf = (edge: Edge) => (edge === "top" ? "before" : "after");
