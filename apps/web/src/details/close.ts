import { navigate } from "../router.js";
import { PARAMETER } from "./open.js";

let isGoingBack = false;

/** Closes the details: where they were opened on this page, as going back does. */
export function closeDetails(): void {
  if (history.state === PARAMETER) {
    goBack();
    return;
  }
  const address = new URL(location.href);
  address.searchParams.delete(PARAMETER);
  navigate(address, { replace: true });
}

/**
 * Asked twice before the browser gets to it, it would go back twice: Chromium cancels a dialog twice by one Escape in
 * a field for a date.
 */
function goBack(): void {
  if (isGoingBack) return;
  isGoingBack = true;
  const went = () => {
    isGoingBack = false;
  };
  window.addEventListener("popstate", went, { once: true });
  history.back();
}
