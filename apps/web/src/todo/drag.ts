import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { autoScrollWindowForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { attachInstruction, extractInstruction } from "@atlaskit/pragmatic-drag-and-drop-hitbox/list-item";

/** Between which rows something is dropped: before or after one. */
export interface Drop {
  readonly moved: string;
  readonly target: string;
  readonly side: "before" | "after";
}

/** Onto what something is dropped: a todo, a list, or a day, YYYY-MM-DD. */
export type Onto = { readonly todo: string } | { readonly list: string } | { readonly day: string };

const SIDES = { "reorder-before": "before", "reorder-after": "after", combine: "onto" } as const;

/** What was put to the page last: a finger scrolls and swipes, and holds to select. */
let pointer = "";
window.addEventListener("pointerdown", ({ pointerType }) => {
  pointer = pointerType;
});

/** Lets a row be dragged. @returns what ends it */
export function draggableRow(row: HTMLElement, id: string): () => void {
  return draggable({
    element: row,
    canDrag: () => pointer !== "touch" && !row.querySelector("textarea"),
    getInitialData: () => ({ todo: id }),
    onDragStart: () => {
      row.dataset["dragged"] = "true";
    },
    onDrop: () => Reflect.deleteProperty(row.dataset, "dragged"),
  });
}

/** Lets others be dropped beside a row or onto it: its data-drop says where. @returns what ends it */
export function placeTarget(row: HTMLElement, id: string): () => void {
  const show = shownBy(row);
  return dropTargetForElements({
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
    onDrag: ({ self }) => {
      const { operation } = extractInstruction(self.data) ?? {};
      show(operation && SIDES[operation]);
    },
    onDragLeave: () => show(undefined),
    onDrop: () => show(undefined),
  });
}

/** Tells what is dropped between which rows. @returns what ends it */
export function watchDrops(dropped: (drop: Drop) => void): () => void {
  return monitorForElements({
    onDrop: ({ source, location }) => {
      const data = location.current.dropTargets[0]?.data;
      const operation = data && extractInstruction(data)?.operation;
      const [moved, target] = [source.data["todo"], data?.["todo"]];
      if (typeof moved !== "string" || typeof target !== "string") return;
      if (operation === "reorder-before") dropped({ moved, target, side: "before" });
      else if (operation === "reorder-after") dropped({ moved, target, side: "after" });
    },
  });
}

/**
 * Tells what is dropped onto a todo, or onto what has a list's id as data-list or a day as data-day, and scrolls the page
 * while something is dragged to its end.
 *
 * @returns what ends it
 */
export function watchDropsOnto(dropped: (moved: string, onto: Onto) => void): () => void {
  let forget = () => {};
  const end = monitorForElements({
    // They are looked for when they are needed: they come and go, also while the page scrolls under what is dragged.
    onDragStart: () => {
      forget();
      forget = whileTheyCome("[data-list], [data-day]", ontoTarget);
    },
    onDrop: ({ source, location }) => {
      forget();
      const data = location.current.dropTargets[0]?.data;
      const [moved, todo, list, day] = [source.data["todo"], data?.["todo"], data?.["list"], data?.["day"]];
      if (!data || typeof moved !== "string") return;
      if (typeof list === "string") dropped(moved, { list });
      else if (typeof day === "string") dropped(moved, { day });
      else if (typeof todo === "string" && extractInstruction(data)?.operation === "combine")
        dropped(moved, { todo });
    },
  });
  return combine(autoScrollWindowForElements(), end, () => forget());
}

/** Does something with all elements that a selector finds, also with those that come later. @returns what undoes it */
function whileTheyCome(selector: string, begin: (element: HTMLElement) => () => void): () => void {
  const begun = new Map<Element, () => void>();
  const look = () => {
    for (const element of document.querySelectorAll<HTMLElement>(selector))
      if (!begun.has(element)) begun.set(element, begin(element));
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  look();
  return () => {
    observer.disconnect();
    for (const end of begun.values()) end();
  };
}

function ontoTarget(element: HTMLElement): () => void {
  const show = shownBy(element);
  const end = dropTargetForElements({
    element,
    getData: () => ({ list: element.dataset["list"], day: element.dataset["day"] }),
    onDragEnter: () => show("onto"),
    onDragLeave: () => show(undefined),
    onDrop: () => show(undefined),
  });
  return () => {
    show(undefined);
    end();
  };
}

/** Shows by data-drop where what is dragged would come to lie. */
function shownBy(element: HTMLElement): (where: string | undefined) => void {
  return (where) => {
    if (where) element.dataset["drop"] = where;
    else Reflect.deleteProperty(element.dataset, "drop");
  };
}
