import { createStore, type Store, type StoreState } from "@codex/client/store";
import type { NewCommand } from "@codex/core/command";
import type { Todo } from "@codex/core/todo";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { remembered } from "../account/remembered.js";
import { useSession } from "../account/session-context.js";
import { watchOnline } from "../connection.js";
import { forgetDrafts } from "../todo/use-draft.js";
import { doNow } from "../ui/after-paint.js";
import { toast } from "../ui/toast.js";
import { words } from "../words/words.js";
import { askToPersist, pagePersistence } from "./persistence.js";
import { pageTransport } from "./transport.js";

const StoreContext = createContext<Store | undefined>(undefined);

/** Keeps everything that the user of this page can see, in step with the server. */
export function StoreProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const [store] = useState(() =>
    createStore({ transport: pageTransport(session), persistence: pagePersistence() }),
  );
  useEffect(() => watchOnline((online) => (online ? store.hurry() : undefined)), [store]);
  useEffect(() => {
    // Whoever closes a tab comes to another one: what the closed one had not sent is sent from there.
    const onShown = () => (document.visibilityState === "visible" ? store.hurry() : undefined);
    document.addEventListener("visibilitychange", onShown);
    return () => document.removeEventListener("visibilitychange", onShown);
  }, [store]);
  useEffect(
    () =>
      session.watchForgotten(() => {
        store.reset();
        forgetDrafts();
      }),
    [session, store],
  );
  useEffect(() => store.subscribe(tellOnce(store)), [store]);
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** Says that this browser keeps nothing: nobody is to rely on it. */
function tellOnce(store: Store): () => void {
  let told = false;
  return () => {
    if (told || store.get().keeping !== "failed") return;
    told = true;
    toast(words.todo.sync.keepsNothing);
  };
}

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("Synced rows are used outside of StoreProvider");
  return store;
}

/** What the store holds now. */
export function useStoreState(): StoreState {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.get);
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
