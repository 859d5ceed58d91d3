import { keep, readKept } from "./kept.js";
import { type Shared, shared } from "./shared.js";

/** Something that whoever uses this browser has chosen, kept in it: undefined if nothing was chosen. */
export type Preference<Value extends string> = Shared<Value | undefined>;

/** A preference that is one of some values, kept under a key. */
export function preference<Value extends string>(key: string, values: readonly Value[]): Preference<Value> {
  const chosen = shared(values.find((value) => value === readKept(key)));
  return {
    ...chosen,
    set: (value) => {
      keep(key, value);
      chosen.set(value);
    },
  };
}
