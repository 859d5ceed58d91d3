import { newId } from "@codex/core/id";
import type { Ask, Place } from "./ask.js";

/** Whose todos are asked for, and which; the same in Codex's database and in the copy without its log. */
export interface Subject {
  /** Of an account that signed up through Codex. */
  readonly cookie: string;
  /** A list of a thousand todos. */
  readonly inbox: string;
  /** Fifty lists, in which things are created and toggled: as of fifty people, who do not wait for each other. */
  readonly spread: readonly string[];
  /** A list of ten thousand todos, and where its last page but one begins. */
  readonly deep: string;
  readonly deepPlace: Place;
  /** Todos of the fifty lists, of each one in turn. */
  readonly toggled: readonly string[];
  /** Ten todos. */
  readonly ten: readonly string[];
  /** A list with many members, and their cookies. */
  readonly shared: string;
  readonly people: readonly string[];
}

export const SCENARIOS = ["noop", "list", "deep", "create", "toggle", "batch", "mix"] as const;
export type Scenario = (typeof SCENARIOS)[number];

export const TITLES: Readonly<Record<Scenario, string>> = {
  noop: "no-op",
  list: "list 50",
  deep: "list, page 199 of 200 in a list of 10,000",
  create: "create",
  toggle: "toggle",
  batch: "batch of 10",
  mix: "90% list 50, 10% create",
};

/** A page as most clients ask for it. */
const PAGE = 50;
const TEXT = "Buy oats, and ask whether they have the flour again";

/**
 * What a scenario asks the nth time.
 *
 * @param n - counts up; a toggle changes something only if it does so without gaps for one contender
 */
export function askOf(scenario: Scenario, subject: Subject, n: number): Ask {
  const { inbox, deep, deepPlace, spread, toggled, ten } = subject;
  switch (scenario) {
    case "noop":
      return { kind: "noop" };
    case "list":
      return { kind: "list", listId: inbox, limit: PAGE };
    case "deep":
      return { kind: "list", listId: deep, limit: PAGE, after: deepPlace };
    case "create":
      return { kind: "create", listId: spread[n % spread.length] ?? inbox, id: newId(), text: TEXT };
    case "toggle": {
      const id = toggled[n % toggled.length] ?? "";
      return { kind: "update", id, completed: Math.floor(n / toggled.length) % 2 === 0 };
    }
    case "batch":
      return { kind: "batch", ids: ten };
    case "mix":
      return askOf(n % 10 === 9 ? "create" : "list", subject, (n - (n % 10)) / 10);
  }
}
