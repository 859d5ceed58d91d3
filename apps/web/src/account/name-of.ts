import { GIVEN_NAMES } from "@codex/core/names";
import { words } from "../words/words.js";

/** A user's name as it is shown: a guest has none of their own. */
export function nameOf(name: string): string {
  return name === GIVEN_NAMES.guest ? words.list.guest : name;
}
