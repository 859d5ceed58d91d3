import { preference } from "./preference.js";

/**
 * Whether keys without Ctrl or Alt do something wherever nothing is being typed: who speaks to the browser, or touches
 * keys by accident, can do without.
 */
export const chosenShortcuts = preference<"off">("codex.shortcuts", ["off"]);
