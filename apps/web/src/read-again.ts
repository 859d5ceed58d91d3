import type { QueryClient, QueryKey } from "@tanstack/react-query";

interface ReadAgainOptions {
  /** Also what is not on the page. */
  readonly hidden?: boolean;
}

/**
 * Reads everything under a key anew, after something was changed. TanStack Query lets a first load that is under
 * way count as the new reading, though it may be from before the change: so that is given up first.
 */
export async function readAgain(
  queryClient: QueryClient,
  queryKey: QueryKey,
  { hidden = false }: ReadAgainOptions = {},
): Promise<void> {
  await queryClient.cancelQueries({ queryKey });
  await queryClient.invalidateQueries({ queryKey, refetchType: hidden ? "all" : "active" });
}
