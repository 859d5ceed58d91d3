import { type Shared, shared } from "./shared.js";

/** Something that whoever uses this browser has chosen, kept in it: undefined if nothing was chosen. */
export type Preference<Value extends string> = Shared<Value | undefined>;

/** A preference that is one of some values, kept under a key. */
export function preference<Value extends string>(key: string, values: readonly Value[]): Preference<Value> {
  const chosen = shared(values.find((value) => value === read(key)));
  return {
    ...chosen,
    set: (value) => {
      try {
        if (value === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Without storage it holds until the page is closed.
      }
      chosen.set(value);
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
