import { type ComponentType, useEffect, useState } from "react";
import { words } from "../words/words.js";
import { toast } from "./toast.js";

/**
 * A part of the page that is loaded when it is first drawn: nobody waits for what they may never open.
 *
 * @example
 * const Trash = part(async () => (await import("./trash.js")).Trash);
 */
export function part<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  return function Part(props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props> | undefined>(() => known);
    useEffect(() => {
      if (known) return undefined;
      let isDrawn = true;
      const begin = async () => {
        try {
          const loaded = await load();
          known = loaded;
          if (isDrawn) setLoaded(() => loaded);
        } catch {
          const again = { label: words.frame.tryAgain, run: () => void begin() };
          if (isDrawn) toast(words.frame.partMissing, again);
        }
      };
      void begin();
      return () => {
        isDrawn = false;
      };
    }, []);
    return Loaded ? <Loaded {...props} /> : null;
  };
}
