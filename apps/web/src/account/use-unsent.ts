import { useStoreState } from "../sync/store-context.js";

/** How many changes the server has not taken: they are lost where the page forgets its user. */
export function useUnsent(): number {
  const { waiting, refused } = useStoreState();
  return waiting.length + refused.length;
}
