/** Something that whoever uses this browser has chosen, kept in it. */
export interface Preference<Value extends string> {
  /** Undefined if nothing was chosen. */
  get(): Value | undefined;
  set(value: Value | undefined): void;
  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void;
}

/** A preference that is one of some values, kept under a key. */
export function preference<Value extends string>(key: string, values: readonly Value[]): Preference<Value> {
  const listeners = new Set<() => void>();
  let chosen = values.find((value) => value === read(key));
  return {
    get: () => chosen,
    set: (value) => {
      chosen = value;
      try {
        if (value === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Without storage it holds until the page is closed.
      }
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
