import { useEffect, useState } from "react";

/** What waits for the frame; in the order in which it was given. */
let waiting: (() => void)[] = [];

/**
 * Does something once the next frame is on the screen, so that what was touched shows before all that follows from it.
 * A page that is hidden, or goes away, does it at once.
 */
export function afterPaint(work: () => void): void {
  waiting.push(work);
  if (document.hidden) flush();
  // What comes after the frame's own callbacks comes after its painting.
  else if (waiting.length === 1) requestAnimationFrame(() => setTimeout(flush));
}

function flush(): void {
  const works = waiting;
  waiting = [];
  for (const work of works) work();
}

addEventListener("pagehide", flush);

/** A value as it was one frame ago: what is drawn with it does not hold up what shows that it changes. */
export function useAfterPaint<T>(value: T): T {
  const [late, setLate] = useState(value);
  useEffect(() => afterPaint(() => setLate(value)), [value]);
  return late;
}
