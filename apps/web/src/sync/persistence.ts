import { indexedDbPersistence, type Persistence } from "@codex/client/persistence";
import { remembered } from "../account/remembered.js";

/** Under which this browser remembers that it was asked not to clear away what is kept. */
const ASKED_KEY = "codex.persist";

/** Keeps what the page shows in this browser: what another user left behind is not shown. */
export function pagePersistence(): Persistence {
  const persistence = indexedDbPersistence("codex");
  return {
    ...persistence,
    load: async () => {
      const kept = await persistence.load();
      return kept.userId === remembered()?.id ? kept : { ...kept, logs: [] };
    },
  };
}

/**
 * Asks the browser, once and for all, not to clear away what is kept when room is short. Some ask back: so not before
 * there is something to lose. Over plain http there is nobody to ask.
 */
export function askToPersist(): void {
  if (!("storage" in navigator)) return;
  try {
    if (localStorage.getItem(ASKED_KEY)) return;
    localStorage.setItem(ASKED_KEY, "asked");
  } catch {
    // Who cannot be remembered would be asked every time.
    return;
  }
  void navigator.storage.persist().catch(() => {});
}
