import { navigate, useSearch } from "../router.js";

/** What the address says after `?` about which todo is open. */
const PARAMETER = "todo";

/** The todo whose details are open: the address says so, so that it can be sent to somebody. */
export function useOpenTodo(): string | undefined {
  return new URLSearchParams(useSearch()).get(PARAMETER) ?? undefined;
}

/** Opens the details of a todo. Going back closes them. */
export function openDetails(id: string): void {
  navigate(addressWith(id), { state: PARAMETER });
}

/** Closes the details: where they were opened on this page, as going back does. */
export function closeDetails(): void {
  if (history.state === PARAMETER) history.back();
  else navigate(addressWith(undefined), { replace: true });
}

function addressWith(id: string | undefined): URL {
  const address = new URL(location.href);
  if (id === undefined) address.searchParams.delete(PARAMETER);
  else address.searchParams.set(PARAMETER, id);
  return address;
}
