import { useSyncExternalStore } from "react";

let message = "";
const listeners = new Set<() => void>();

/** Has a screen reader say something, after what it is saying. */
export function announce(text: string): void {
  // A repeated message is only spoken if it differs from the one before.
  message = message === text ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

/** Where announcements are put; one on the page. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => message);
  return (
    <p className="visually-hidden" aria-live="polite" aria-atomic="true">
      {text}
    </p>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
