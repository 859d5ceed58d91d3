import { indexedDbPersistence, type Persistence } from "@codex/client/persistence";
import { remembered } from "../account/remembered.js";

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
