import { navigate } from "../router.js";
import { PARAMETER } from "./open.js";

/** Closes the details: where they were opened on this page, as going back does. */
export function closeDetails(): void {
  if (history.state === PARAMETER) {
    history.back();
    return;
  }
  const address = new URL(location.href);
  address.searchParams.delete(PARAMETER);
  navigate(address, { replace: true });
}
