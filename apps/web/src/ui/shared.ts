import { useSyncExternalStore } from "react";

/** A value that parts of the page share without one being drawn by the other. */
export interface Shared<Value> {
  readonly get: () => Value;
  readonly set: (next: Value) => void;
  /** Tells of each value that is set. @returns what ends that */
  readonly subscribe: (listener: (value: Value) => void) => () => void;
}

export function shared<Value>(first: Value): Shared<Value> {
  const listeners = new Set<(value: Value) => void>();
  let value = first;
  return {
    get: () => value,
    set: (next) => {
      value = next;
      for (const listener of listeners) listener(next);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What is read of it while drawing: the client's store is shared in the same way. */
interface Readable<Value> {
  readonly get: () => Value;
  readonly subscribe: (listener: () => void) => () => void;
}

/** The value now; what draws it is drawn anew when another is set. */
export function useShared<Value>({ subscribe, get }: Readable<Value>): Value {
  return useSyncExternalStore(subscribe, get);
}
