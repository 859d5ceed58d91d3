import { useEffect, useEffectEvent, useState } from "react";
import { remembered } from "../account/remembered.js";

/**
 * Saves what is being written when its field is taken away, as by going back: React does not say then that it lost the
 * focus. Not once the page has changed hands.
 */
export function useLeaving(save: () => unknown): void {
  const [writer] = useState(() => remembered()?.id);
  const leave = useEffectEvent(() => {
    if (!writer || writer === remembered()?.id) save();
  });
  useEffect(() => () => leave(), []);
}
