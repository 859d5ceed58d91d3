import { type ComponentType, useEffect, useState } from "react";
import { words } from "../words/words.js";
import { toast } from "./toast.js";

interface MissingProps {
  readonly onRetry: () => void;
}

/**
 * A part of the page that is loaded when it is first drawn: nobody waits for what they may never open.
 *
 * @param Missing - stands in its place where it cannot be had; without it a toast says so
 * @example
 * const Trash = part(async () => (await import("./trash.js")).Trash);
 */
export function part<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Missing?: ComponentType<MissingProps>,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  return function Part(props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props> | undefined>(() => known);
    const [failures, setFailures] = useState(0);
    const [tries, setTries] = useState(0);
    useEffect(() => {
      if (known) return undefined;
      let isDrawn = true;
      const again = () => setTries((before) => before + 1);
      const failed = () => {
        setFailures((before) => before + 1);
        if (!Missing) toast(words.frame.partMissing, { label: words.frame.tryAgain, run: again });
      };
      load().then(
        (loaded) => {
          known = loaded;
          if (isDrawn) setLoaded(() => loaded);
        },
        () => (isDrawn ? failed() : undefined),
      );
      return () => {
        isDrawn = false;
      };
    }, [tries]);
    if (Loaded) return <Loaded {...props} />;
    return Missing && failures > tries ? <Missing onRetry={() => setTries(failures)} /> : null;
  };
}
