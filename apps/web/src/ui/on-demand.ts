import { type Shared, shared } from "./shared.js";

/** A module that is loaded when it is asked for: undefined until then. */
export interface OnDemand<Module> extends Pick<Shared<Module | undefined>, "get" | "subscribe"> {
  /** Loads it, unless that was begun; after a failure, again. */
  load(): void;
}

export function onDemand<Module>(load: () => Promise<Module>): OnDemand<Module> {
  const { get, set, subscribe } = shared<Module | undefined>(undefined);
  let begun = false;
  return {
    get,
    subscribe,
    load: () => {
      if (begun) return;
      begun = true;
      load().then(set, () => {
        begun = false;
      });
    },
  };
}
