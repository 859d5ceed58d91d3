import { useState } from "react";
import type { InList } from "./command.js";

/**
 * What is being written for a list. It is still there after this tab was loaded anew, as for a new version.
 */
export function useDraft({ listId }: InList): [string, (draft: string) => void] {
  const [draft, setDraft] = useState(() => read(keyOf(listId)));
  return [
    draft,
    (next) => {
      setDraft(next);
      keep(keyOf(listId), next);
    },
  ];
}

/** Forgets what was being written, as the page changes hands. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

const PREFIX = "codex.draft.";

const keyOf = (listId: string | undefined) => PREFIX + (listId ?? "");

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function keep(key: string, draft: string): void {
  try {
    if (draft === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, draft);
  } catch {
    // Without storage it is there as long as the page is.
  }
}
