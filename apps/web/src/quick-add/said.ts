import { dayAt } from "@codex/core/due";
import { describe } from "@codex/core/repeat/describe";
import { quickAddWords } from "../words/quick-add-words.js";
import type { Chip, NamedList } from "./chip.js";
import { dueInWords } from "./due-words.js";
import { zoneHere } from "./given.js";

/** Each chip in words. */
export function saidOf(chips: readonly Chip[], lists: readonly NamedList[]): readonly string[] {
  if (chips.length === 0) return [];
  const today = dayAt(Date.now(), zoneHere());
  const start = chips.flatMap(({ kind, value }) => (kind === "due" ? [value] : []))[0] ?? today;
  return chips.map((chip) => saidOfOne(chip, { lists, today, start }));
}

interface Around {
  readonly lists: readonly NamedList[];
  readonly today: string;
  /** When a repetition begins. */
  readonly start: string;
}

function saidOfOne({ kind, value, source }: Chip, { lists, today, start }: Around): string {
  const words = quickAddWords();
  switch (kind) {
    case "due":
      return words.due(dueInWords(value, today));
    case "repeat": {
      const rule = describe({ ...value, start });
      return rule ? words.repeat(rule) : source;
    }
    case "priority":
      return words.priority(value);
    case "label":
      return words.label(value);
    case "list":
      return words.list(lists.find(({ id }) => id === value)?.name ?? source.slice(1));
  }
}
