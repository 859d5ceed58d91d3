import { useSyncExternalStore } from "react";
import { useHasUser, useStranger } from "../account/session-context.js";
import { useStore } from "./store-context.js";

/** Whether what somebody came to see is still on its way: what can wait is not to hold it up. */
export function useIsAwaited(): boolean {
  const store = useStore();
  const hasUser = useHasUser();
  const stranger = useStranger();
  const isLoading = useSyncExternalStore(store.subscribe, () => {
    const { status, error } = store.get();
    return status === "loading" && !error;
  });
  return stranger ? !stranger.error : hasUser && isLoading;
}
