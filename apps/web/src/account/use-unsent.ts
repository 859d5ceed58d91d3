import { useCallback } from "react";
import { useStore } from "../sync/store-context.js";

/** Counts the changes that the server has not taken, of this page and of /todomvc/: they are lost where their user is forgotten. */
export function useUnsent(): () => number {
  const store = useStore();
  return useCallback(() => {
    const { waiting, refused } = store.get();
    return waiting.length + refused.length + unsentOfTodoMvc();
  }, [store]);
}

function unsentOfTodoMvc(): number {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith("codex-unsent:")).length;
  } catch {
    return 0;
  }
}
