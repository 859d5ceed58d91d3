import { type ComponentType, useEffect, useState } from "react";
import { takeRelease } from "../release/release.js";
import { words } from "../words/words.js";
import { toast } from "./toast.js";

/**
 * A part of the page that is loaded when it is first drawn: nobody waits for what they may never open. A browser does
 * not ask again for a file that it could not have: only loading the page anew helps.
 *
 * @param Missing - stands in its place where it cannot be had; without it a toast says so
 * @example
 * const Trash = part(async () => (await import("./trash.js")).Trash);
 */
export function part<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Missing?: ComponentType,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  return function Part(props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props> | undefined>(() => known);
    const [hasFailed, setFailed] = useState(false);
    useEffect(() => {
      if (known) return undefined;
      let isDrawn = true;
      const failed = () => {
        setFailed(true);
        const { partMissing, release } = words.frame;
        if (!Missing) toast(partMissing, { label: release.reload, run: () => void takeRelease() });
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
    }, []);
    if (Loaded) return <Loaded {...props} />;
    return Missing && hasFailed ? <Missing /> : null;
  };
}
