import { useSyncExternalStore } from "react";
import { announce } from "../ui/announcer.js";

/** Something about the page itself that stays in sight until it is acted upon or dismissed. */
interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

let shown: Notice | undefined;
const listeners = new Set<() => void>();

function set(next: Notice | undefined): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows a notice in place of the one before. */
export function notify(notice: Notice): void {
  set(notice);
  announce(notice.text);
}

export function dismissNotice(): void {
  set(undefined);
}

export function useNotice(): Notice | undefined {
  return useSyncExternalStore(subscribe, () => shown);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
