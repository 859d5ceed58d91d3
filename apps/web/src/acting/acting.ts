import { onDemand } from "../ui/on-demand.js";
import { useShared } from "../ui/shared.js";

/**
 * Acting on many todos and by key: loaded once there is something to see, as nobody acts before. Who cannot have it
 * goes without.
 */
export const acting = onDemand(() => import("./parts.js"));

/** Undefined until it is loaded. */
export const useActing = () => useShared(acting);
