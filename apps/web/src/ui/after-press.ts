/** Whether a mouse's first button is down, or a finger taps: a browser tells of a tap as if a mouse had done it. */
let isPressed = false;
const waiting: (() => void)[] = [];

/**
 * Does something at once, or as soon as what is being pressed is let go, before its click: what moves away from under
 * a pointer is not clicked.
 */
export function afterPress(work: () => void): void {
  if (isPressed) waiting.push(work);
  else work();
}

const letGo = () => {
  isPressed = false;
  for (const work of waiting.splice(0)) work();
};

addEventListener(
  "mousedown",
  ({ button }) => {
    letGo();
    isPressed = button === 0;
  },
  true,
);
// What is clicked is known by now; and a browser does not tell of every press that it ends.
for (const end of ["mouseup", "dragend", "contextmenu", "keydown", "pagehide"])
  addEventListener(end, letGo, true);
document.addEventListener("visibilitychange", letGo);
