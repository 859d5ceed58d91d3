import { isDue, isZone } from "../due.js";
import { TODO_LIMITS } from "../limits.js";
import { isRank } from "../rank.js";
import { canHaveBegun, checkRule } from "../repeat/next.js";
import { type Common, clean, type Fields, notKept, type Repeat, type TodoEntry } from "./entry.js";
import { labelOf } from "./labels.js";
import type { NotKept } from "./report.js";

/** A todo as it can be kept. What it stands under, and in which list, is not looked at yet. */
export interface Tidy {
  readonly line: number;
  readonly key: string;
  readonly text: string;
  readonly completed: boolean;
  readonly fields: Pick<Fields, Common> & Partial<Omit<Fields, Common>>;
  readonly parent: string | undefined;
  readonly list: string | undefined;
  readonly rank: string | undefined;
  readonly repeat: (Repeat & Readonly<Record<"occurrence" | "start", string>>) | undefined;
}

type Tell = (code: NotKept["code"], detail?: string) => void;

/** Makes of what a file says what can be kept, and tells the rest. Undefined if there is no todo to be made of it. */
export function tidy(entry: TodoEntry, told: (problem: NotKept) => void): Tidy | undefined {
  const { kind: _, line, key, text: __, completed = false, parent, list, rank, repeat, ...given } = entry;
  const tell: Tell = (code, detail) => {
    const { kind, ...problem } = notKept(line, code, detail) as NotKept & { kind: "notKept" };
    told(problem);
  };
  const words = wordsOf(entry, tell);
  if (!words) return undefined;
  const due = given.due && isDue(given.due) ? given.due : null;
  if (given.due && due === null) tell("date", given.due);
  const kept = repeat && keptRepeat(repeat, due, parent !== undefined || completed, tell);
  return {
    ...{ line, key, text: words.text, completed, parent, list },
    fields: {
      ...given,
      ...{ notes: words.notes, due, priority: given.priority ?? null },
      labels: labelsOf(given.labels ?? [], tell),
    },
    rank: rank !== undefined && isKeptRank(rank) ? rank : undefined,
    repeat: kept,
  };
}

function isKeptRank(rank: string): boolean {
  return rank.length <= TODO_LIMITS.rankLength && /^[A-Za-z][0-9A-Za-z]+$/.test(rank) && isRank(rank);
}

/** The text, and the notes, in which a text that is too long goes on. */
function wordsOf(entry: TodoEntry, tell: Tell): { text: string; notes: string | null } | undefined {
  const text = clean(entry.text).trim();
  const given = clean(entry.notes ?? "").trim();
  if (clean(entry.text) !== entry.text || clean(entry.notes ?? "") !== (entry.notes ?? ""))
    tell("characters");
  if (text === "") {
    tell("withoutText", given === "" ? undefined : given);
    return undefined;
  }
  const [head, rest] = cut(text, TODO_LIMITS.textLength);
  if (rest !== "") tell("textCut");
  const [notes, lost] = cut([rest, given].filter(Boolean).join("\n\n"), TODO_LIMITS.notesLength);
  if (lost !== "") tell("notesCut");
  return { text: head, notes: notes || null };
}

/** Cuts behind so many code points. */
function cut(text: string, most: number): [string, string] {
  if (text.length <= most) return [text, ""];
  const points = [...text];
  const head = points.slice(0, most).join("").trim();
  return [head, points.slice(most).join("").trim()];
}

function labelsOf(names: readonly string[], tell: Tell): string[] {
  const labels = new Set<string>();
  for (const name of names) {
    const label = labelOf(clean(name));
    if (label !== name.normalize()) tell("label", name);
    if (label !== "") labels.add(label);
  }
  if (labels.size > TODO_LIMITS.labels) tell("labels", [...labels].slice(TODO_LIMITS.labels).join(" "));
  return [...labels].slice(0, TODO_LIMITS.labels);
}

/** What was done does not repeat any more: it was repeated when it was done. */
function keptRepeat(repeat: Repeat, due: string | null, cannot: boolean, tell: Tell): Tidy["repeat"] {
  const { rule, mode, zone } = repeat;
  const occurrence = repeat.occurrence !== undefined && isDue(repeat.occurrence) ? repeat.occurrence : due;
  const start = repeat.start ?? occurrence;
  const isDated = occurrence !== null && start !== null && canHaveBegun(start, occurrence);
  if (!cannot && isDated && isZone(zone) && checkRule({ rule, mode, start }) === undefined)
    return { rule, mode, zone, occurrence, start };
  tell("repetition", rule);
  return undefined;
}
