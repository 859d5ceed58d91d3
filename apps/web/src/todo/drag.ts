import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { autoScrollWindowForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import {
  attachInstruction,
  extractInstruction,
  type Operation,
} from "@atlaskit/pragmatic-drag-and-drop-hitbox/list-item";

/** Between which rows something is dropped: before or after one. */
export interface Drop {
  readonly moved: string;
  readonly target: string;
  readonly side: "before" | "after";
}

/** Onto what something is dropped: a todo, or a list in the navigation. */
export type DropOnto = { readonly moved: string } & ({ readonly todo: string } | { readonly list: string });

const SIDES = { "reorder-before": "before", "reorder-after": "after", combine: "onto" } as const;

/** What was put to the page last: a finger scrolls and swipes, and holds to select. */
let pointer = "";
window.addEventListener("pointerdown", ({ pointerType }) => {
  pointer = pointerType;
});

/**
 * Lets a row be dragged, and others be dropped beside it or onto it: its data-drop says where.
 *
 * @returns what ends it
 */
export function draggableRow(row: HTMLElement, id: string): () => void {
  const show = (operation: Operation | undefined) => {
    if (operation) row.dataset["drop"] = SIDES[operation];
    else Reflect.deleteProperty(row.dataset, "drop");
  };
  return combine(
    draggable({
      element: row,
      canDrag: () => pointer !== "touch" && !row.querySelector("textarea"),
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
        attachInstruction(
          { todo: id },
          {
            input,
            element,
            operations: {
              "reorder-before": "available",
              "reorder-after": "available",
              combine: "available",
            },
          },
        ),
      onDrag: ({ self }) => show(extractInstruction(self.data)?.operation),
      onDragLeave: () => show(undefined),
      onDrop: () => show(undefined),
    }),
  );
}

/** Tells what is dropped where, and scrolls the page while something is dragged to its end. @returns what ends it */
export function watchDrops(dropped: (drop: Drop) => void): () => void {
  return combine(
    autoScrollWindowForElements(),
    monitorForElements({
      onDrop: ({ source, location }) => {
        const data = location.current.dropTargets[0]?.data;
        const operation = data && extractInstruction(data)?.operation;
        const [moved, target] = [source.data["todo"], data?.["todo"]];
        if (typeof moved !== "string" || typeof target !== "string") return;
        if (operation === "reorder-before") dropped({ moved, target, side: "before" });
        else if (operation === "reorder-after") dropped({ moved, target, side: "after" });
      },
    }),
  );
}

/** Tells what is dropped onto a todo, or onto a link to a list, which has its id as data-list. @returns what ends it */
export function watchDropsOnto(dropped: (drop: DropOnto) => void): () => void {
  let forget = () => {};
  const end = monitorForElements({
    // The links are looked for when they are needed: they come and go.
    onDragStart: () => {
      forget();
      forget = combine(...[...document.querySelectorAll<HTMLElement>("[data-list]")].map(listTarget));
    },
    onDrop: ({ source, location }) => {
      forget();
      const data = location.current.dropTargets[0]?.data;
      const [moved, todo, list] = [source.data["todo"], data?.["todo"], data?.["list"]];
      if (!data || typeof moved !== "string") return;
      if (typeof list === "string") dropped({ moved, list });
      else if (typeof todo === "string" && extractInstruction(data)?.operation === "combine")
        dropped({ moved, todo });
    },
  });
  return () => {
    forget();
    end();
  };
}

function listTarget(link: HTMLElement): () => void {
  const show = (isOver: boolean) => {
    if (isOver) link.dataset["drop"] = "onto";
    else Reflect.deleteProperty(link.dataset, "drop");
  };
  const end = dropTargetForElements({
    element: link,
    getData: () => ({ list: link.dataset["list"] }),
    onDragEnter: () => show(true),
    onDragLeave: () => show(false),
    onDrop: () => show(false),
  });
  return () => {
    show(false);
    end();
  };
}
