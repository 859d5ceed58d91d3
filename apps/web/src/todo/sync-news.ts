import { useEffect } from "react";
import { isOnline, watchOnline } from "../connection.js";
import { useStore } from "../sync/store-context.js";
import { announce } from "../ui/announcer.js";
import { words } from "../words/words.js";

/**
 * Tells who does not see the state of sync when it turns: that changes wait, and that none does any more. What is
 * saved as soon as it is done goes without saying.
 */
export function SyncNews() {
  const store = useStore();
  useEffect(() => {
    let told = false;
    const look = () => {
      const { waiting, status, refused } = store.get();
      const { sync } = words.todo;
      if (waiting.length === 0) {
        // Of what was refused a notice of its own tells.
        if (told && refused.length === 0) announce(sync.arrived);
        told = false;
      } else if (!told && (status === "away" || !isOnline())) {
        told = true;
        announce(sync.held);
      }
    };
    look();
    const ends = [store.subscribe(look), watchOnline(look)];
    return () => {
      for (const end of ends) end();
    };
  }, [store]);
  return null;
}
