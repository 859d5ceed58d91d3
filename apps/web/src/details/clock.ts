import { useSyncExternalStore } from "react";

const MINUTE_MS = 60_000;

/**
 * What something is at this moment: looked at again every minute, and when the page is come back to, as a computer that
 * slept counts no minutes.
 *
 * @param look - must give equal texts or numbers as long as nothing that is drawn has changed
 */
export function useNow<Value extends string | number | boolean>(look: () => Value): Value {
  return useSyncExternalStore(subscribe, look);
}

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, MINUTE_MS);
  document.addEventListener("visibilitychange", listener);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", listener);
  };
}

let zone = "UTC";
let asked = Number.NEGATIVE_INFINITY;

/** The time zone of this device: asked again every minute, as whoever travels takes it along. */
export function ownZone(): string {
  const now = Date.now();
  if (Math.abs(now - asked) >= MINUTE_MS) {
    zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    asked = now;
  }
  return zone;
}
