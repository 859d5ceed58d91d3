import type { Chip, Given } from "../../src/quick-add/chip.js";
import { understand } from "../../src/quick-add/understand.js";

/** A line, the text that is left of it, and its chips as `said` writes them. */
export type Understandable = readonly [line: string, text: string, ...chips: string[]];

/** A Wednesday, ten in the morning in Berlin. */
export const now = "2026-03-04T09:00:00Z";
export const zone = "Europe/Berlin";

export const lists = [
  { id: "household", name: "Household" },
  { id: "haushalt", name: "Haushalt" },
  { id: "home", name: "Home" },
  { id: "office", name: "Home  Office" },
  { id: "garten", name: "Haus und Garten" },
  { id: "work", name: "Work" },
  { id: "arbeit", name: "Arbeit" },
];

/** Understands a line as all tests do, unless they say otherwise. */
export function read(line: string, given: Partial<Given>) {
  return understand(line, { now, zone, language: "en", lists, rejected: new Set(), ...given });
}

/** A chip in words: its kind and what it means; a due date without the zone of the corpus. */
export function said(chip: Chip): string {
  if (chip.kind !== "repeat") return `${chip.kind} ${chip.value}`.replace(`[${zone}]`, "");
  return `${chip.value.mode === "completion" ? "completion" : "repeat"} ${chip.value.rule}`;
}
