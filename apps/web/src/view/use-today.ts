import { dayAt } from "@codex/core/due";
import { useSyncExternalStore } from "react";
import { type Today, untilTomorrow } from "./days.js";

/** A clock may be set meanwhile: no timer is believed for longer than this. */
const LOOKS_AGAIN_MS = 3_600_000;

let today = lookUp();
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** The day that it is where the page is looked at. It becomes the next one at midnight, while the page is open. */
export function useToday(): Today {
  return useSyncExternalStore(subscribe, () => today);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    document.addEventListener("visibilitychange", look);
    look();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", look);
    clearTimeout(timer);
  };
}

/** A computer that sleeps over midnight has its timers too late: that is looked at when the page is shown again. */
function look(): void {
  const now = lookUp();
  clearTimeout(timer);
  timer = setTimeout(look, Math.min(untilTomorrow(now, Date.now()) + 1, LOOKS_AGAIN_MS));
  if (now.date === today.date && now.zone === today.zone) return;
  today = now;
  for (const listener of listeners) listener();
}

function lookUp(): Today {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { date: dayAt(Date.now(), zone), zone };
}
