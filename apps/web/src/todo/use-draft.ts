import { useSyncExternalStore } from "react";
import type { InList } from "./command.js";

const PREFIX = "codex.draft.";

/** Kept beside the browser's storage for those that refuse to store. */
const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

/** What is being written for a list. It is still there after this tab was loaded anew, as for a new version. */
export function useDraft({ listId }: InList): [string, (draft: string) => void] {
  const key = keyOf(listId);
  return [useSyncExternalStore(subscribe, () => read(key)), (draft) => keep(key, draft)];
}

/** Puts texts, a line each, below what is being written for a list. */
export function addToDraft({ listId }: InList, texts: readonly string[]): void {
  const key = keyOf(listId);
  keep(key, [read(key), ...texts].filter((text) => text.trim() !== "").join("\n"));
}

/** Forgets what was being written, as the page changes hands. */
export function forgetDrafts(): void {
  drafts.clear();
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
  tell();
}

const keyOf = (listId: string | undefined) => PREFIX + (listId ?? "");

function read(key: string): string {
  const draft = drafts.get(key);
  if (draft !== undefined) return draft;
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function keep(key: string, draft: string): void {
  drafts.set(key, draft);
  try {
    if (draft === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, draft);
  } catch {
    // Without storage it is there as long as the page is.
  }
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
