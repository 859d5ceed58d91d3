import { useState } from "react";
import { remembered } from "../account/remembered.js";
import type { InList } from "./command.js";

/**
 * What is being written for a list. It is still there after this tab was loaded anew, as for a new version, and for
 * nobody but who has written it.
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

const keyOf = (listId: string | undefined) => `codex.draft.${remembered()?.id ?? ""}.${listId ?? ""}`;

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
