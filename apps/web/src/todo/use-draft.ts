import { forget } from "../ui/forget.js";
import { shared, useShared } from "../ui/shared.js";
import type { InList } from "./command.js";

const PREFIX = "codex.draft.";

/** Kept beside the browser's storage for those that refuse to store. */
const drafts = shared<ReadonlyMap<string, string>>(new Map());

/** What is being written for a list. It is still there after this tab was loaded anew, as for a new version. */
export function useDraft({ listId }: InList): [string, (draft: string) => void] {
  const key = keyOf(listId);
  useShared(drafts);
  return [read(key), (draft) => keep(key, draft)];
}

/** Puts texts, a line each, below what is being written for a list. */
export function addToDraft({ listId }: InList, texts: readonly string[]): void {
  const key = keyOf(listId);
  keep(key, [read(key), ...texts].filter((text) => text.trim() !== "").join("\n"));
}

/** Forgets what was being written, as the page changes hands. */
export function forgetDrafts(): void {
  forget("sessionStorage", /^codex\.draft/);
  drafts.set(new Map());
}

const keyOf = (listId: string | undefined) => PREFIX + (listId ?? "");

function read(key: string): string {
  const draft = drafts.get().get(key);
  if (draft !== undefined) return draft;
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
  drafts.set(new Map(drafts.get()).set(key, draft));
}
