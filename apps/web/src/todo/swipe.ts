import { DragGesture } from "@use-gesture/vanilla";

/** Pixels that a finger has to go for something to be done. */
const FAR = 88;

/** What letting go of a swiped row does. */
export type Swiped = "complete" | "delete";

/**
 * Lets a finger swipe a row: towards the end of a line completes it, the other way deletes it. While it is moved its
 * data-swipe says what letting go would do, and data-swipe-far whether it has gone far enough; data-swipes says that it
 * can be swiped.
 *
 * @returns what ends it
 */
export function swipeableRow(row: HTMLElement, swiped: (what: Swiped) => void): () => void {
  const rest = () => {
    for (const name of ["swipe", "swipeFar"]) Reflect.deleteProperty(row.dataset, name);
    row.style.removeProperty("--swipe");
  };
  const gesture = new DragGesture(
    row,
    ({ movement: [x], tap, last, event, cancel }) => {
      // In a text that is being changed a finger moves the cursor, or selects.
      const isTyping = row.querySelector("textarea") !== null;
      if (tap || isTyping) {
        rest();
        if (isTyping) cancel();
        return;
      }
      const forward = getComputedStyle(row).direction === "rtl" ? -x : x;
      const what = forward > 0 ? "complete" : "delete";
      const isFar = Math.abs(x) >= FAR;
      if (last) {
        rest();
        // A call, or an edge of the screen, took the finger away.
        if (isFar && event.type !== "touchcancel") swiped(what);
        return;
      }
      row.dataset["swipe"] = what;
      row.style.setProperty("--swipe", `${x}px`);
      if (isFar) row.dataset["swipeFar"] = "true";
      else Reflect.deleteProperty(row.dataset, "swipeFar");
    },
    { axis: "x", filterTaps: true, threshold: 12, pointer: { touch: true }, eventOptions: { passive: true } },
  );
  row.dataset["swipes"] = "true";
  return () => {
    gesture.destroy();
    rest();
    Reflect.deleteProperty(row.dataset, "swipes");
  };
}
