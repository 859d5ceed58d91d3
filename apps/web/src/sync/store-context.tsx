import type { Store, StoreState } from "@codex/client/store";
import type { NewCommand } from "@codex/core/command";
import type { Todo } from "@codex/core/todo";
import { createContext, type ReactNode, useEffect, useState } from "react";
import { remembered } from "../account/remembered.js";
import { watchReturn } from "../connection.js";
import { doNow } from "../ui/after-paint.js";
import { useShared } from "../ui/shared.js";
import { toast } from "../ui/toast.js";
import { useRequired } from "../ui/use-required.js";
import { words } from "../words/words.js";
import { askToPersist } from "./persistence.js";

const StoreContext = createContext<Store | undefined>(undefined);

/** Keeps everything that the user of this page can see, in step with the server. */
export function StoreProvider({ store, children }: { store: Store; children: ReactNode }) {
  // Whoever closes a tab comes to another one: what the closed one had not sent is sent from there.
  useEffect(() => watchReturn(() => store.hurry()), [store]);
  useEffect(() => {
    // Nobody is to rely on a browser that keeps nothing: it is said, once.
    const look = () => {
      if (store.get().keeping !== "failed") return;
      stop();
      toast(words.todo.sync.keepsNothing);
    };
    const stop = store.subscribe(look);
    look();
    return stop;
  }, [store]);
  return <StoreContext value={store}>{children}</StoreContext>;
}

export function useStore(): Store {
  return useRequired(StoreContext);
}

/** What the store holds now. */
export function useStoreState(): StoreState {
  return useShared(useStore());
}

/** Runs commands: each shows at once, and is sent as whoever uses the page now. See `Store.run`. */
export function useRun(): (command: NewCommand, back?: readonly Todo[]) => string {
  const store = useStore();
  const [run] = useState(() => (command: NewCommand, back?: readonly Todo[]) => {
    doNow();
    const writer = remembered();
    const { commandId } = store.run(command, writer && JSON.stringify(writer), back);
    if (command.kind === "todo.create") askToPersist();
    return commandId;
  });
  return run;
}
