import { navigate, useSearch } from "../router.js";

/** What the address says after `?` about which todo is open; and what history says where that was opened on this page. */
export const PARAMETER = "todo";

/** The todo whose details are open: the address says so, so that it can be sent to somebody. */
export function useOpenTodo(): string | undefined {
  return new URLSearchParams(useSearch()).get(PARAMETER) ?? undefined;
}

/** Opens the details of a todo. Going back closes them. */
export function openDetails(id: string): void {
  const address = new URL(location.href);
  address.searchParams.set(PARAMETER, id);
  navigate(address, { state: PARAMETER });
}
