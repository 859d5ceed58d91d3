/** A module that is loaded when it is asked for, for `useSyncExternalStore`. */
export interface OnDemand<Module> {
  /** Undefined until it is loaded. */
  get(): Module | undefined;
  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Loads it, unless that was begun; after a failure, again. */
  load(): void;
}

export function onDemand<Module>(load: () => Promise<Module>): OnDemand<Module> {
  const listeners = new Set<() => void>();
  let module: Module | undefined;
  let begun = false;
  return {
    get: () => module,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: () => {
      if (begun) return;
      begun = true;
      load().then(
        (loaded) => {
          module = loaded;
          for (const listener of listeners) listener();
        },
        () => {
          begun = false;
        },
      );
    },
  };
}
