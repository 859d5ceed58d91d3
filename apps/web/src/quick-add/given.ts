import { isDue, isZone } from "@codex/core/due";
import { newId } from "@codex/core/id";
import { TODO_LIMITS } from "@codex/core/limits";
import type { NewTodo } from "../todo/command.js";
import { locale } from "../words/words.js";
import type { Chip, NamedList, Understood } from "./chip.js";

/** What reads a line. */
export type Understand = typeof import("./understand.js")["understand"];

/** The zone of whoever uses this page. */
export function zoneHere(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isZone(timeZone) ? timeZone : "UTC";
}

/**
 * What a line says here and now, in the language of the page. What no todo can have stays text: a label that is too
 * long, or one too many, and a date beyond the calendar.
 */
export function understoodHere(
  understand: Understand,
  line: string,
  { lists, rejected }: { readonly lists: readonly NamedList[]; readonly rejected: readonly string[] },
): Understood {
  const language = locale().startsWith("de") ? "de" : "en";
  const given = { now: new Date(), zone: zoneHere(), language, lists, rejected: new Set(rejected) } as const;
  const understood = understand(line, given);
  const unfit = unfitOf(understood.chips).filter((key) => !given.rejected.has(key));
  if (unfit.length === 0) return understood;
  return understoodHere(understand, line, { lists, rejected: [...rejected, ...unfit] });
}

function unfitOf(chips: readonly Chip[]): string[] {
  const labels = new Set<string>();
  return chips.flatMap(({ key, kind, value }) => {
    if (kind === "due") return isDue(value) ? [] : [key];
    if (kind !== "label") return [];
    labels.add(value.normalize());
    return labels.size > TODO_LIMITS.labels || [...value].length > TODO_LIMITS.labelLength ? [key] : [];
  });
}

/** What chips write on a new todo. */
export function givenBy(chips: readonly Chip[]): NewTodo {
  const labels = new Set(chips.flatMap(({ kind, value }) => (kind === "label" ? [value.normalize()] : [])));
  let given: NewTodo = labels.size > 0 ? { labels: [...labels] } : {};
  for (const chip of chips) given = { ...given, ...fieldsOf(chip) };
  return given;
}

function fieldsOf({ kind, value }: Chip): NewTodo {
  switch (kind) {
    case "due":
      return { due: value };
    case "priority":
      return { priority: value };
    case "list":
      return { listId: value };
    case "repeat":
      return { series: { id: newId(), ...value, zone: zoneHere() } };
    case "label":
      return {};
  }
}
