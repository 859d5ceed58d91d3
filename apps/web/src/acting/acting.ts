import { onDemand } from "../ui/on-demand.js";
import { useShared } from "../ui/shared.js";

/**
 * Acting on many todos and by key: loaded once the page is drawn, as nobody acts before they see. Who cannot have it
 * goes without.
 */
export const acting = onDemand(() => import("./parts.js"));

/** Undefined until it is loaded. */
export const useActing = () => useShared(acting);
