/** What waits for the frame; in the order in which it was given. */
const waiting: (() => void)[] = [];

/**
 * Does something once the next frame is on the screen, so that what was touched shows before all that follows from it;
 * at once where the page goes away or out of sight: there are no frames then.
 */
export function afterPaint(work: () => void): void {
  waiting.push(work);
  // With the frame after it: a task right behind the painting would hold up what brings that to the screen. Asked for each
  // time: a frame that never comes, as of a window that is covered, is not to hold up what is done once there are some.
  requestAnimationFrame(() => requestAnimationFrame(doNow));
}

/** Does now what waits for the frame: what somebody does after it may rest on it. */
export function doNow(): void {
  for (const work of waiting.splice(0)) work();
}

for (const type of ["pagehide", "visibilitychange"]) addEventListener(type, doNow);
