import { TODO_LIMITS } from "../limits.js";

/** A name as a label can have it: one word without # and commas; empty if nothing is left. */
export function labelOf(name: string): string {
  const word = name.normalize().trim().replace(/[#,]/gu, "").replace(/\s+/gu, "-");
  return [...word].slice(0, TODO_LIMITS.labelLength).join("");
}
