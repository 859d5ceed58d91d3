import { compareDue, dateOfDue, isZone, shiftDueDays } from "../due.js";
import type { Circumstances } from "../effect.js";
import { type Changes, isEqual, isLive } from "../effects/changes.js";
import type { Repetition } from "../repetition.js";
import { Refusal, type Rows, type View } from "../view.js";
import { nextId } from "./id.js";
import { canHaveBegun, checkRule, nextDue } from "./next.js";
import { ruleProblemText } from "./rule.js";

type Todo = Rows["todo"];

const DAY_MS = 86_400_000;

/** Comes with a library: a page loads it for who has something that repeats. */
export const repetition: Repetition = {
  problem(series, due) {
    const problem = checkRule(series);
    if (problem) return ruleProblemText(problem);
    return canHaveBegun(series.start, due)
      ? undefined
      : "must not begin after this is due, nor in another zone";
  },
  idAfter: nextId,
  addNext,
  withdrawNext,
  dateAfter,
};

function addNext(view: View, changes: Changes, rows: readonly Todo[], circumstances: Circumstances): void {
  for (const row of rows) {
    const series = row.seriesId ? view.series(row.seriesId) : undefined;
    const occurrence = row.occurrence ?? row.due;
    const due = series && occurrence ? dueAfter(series, occurrence, circumstances) : undefined;
    if (!series || due === undefined) continue;
    const next = {
      ...renewed(row, nextId(series.id, row.id), circumstances),
      due,
      occurrence: due,
    };
    bring(view, changes, next);
    for (const subtask of [...view.subtasksOf([row])].filter(isLive)) {
      const id = nextId(series.id, subtask.id);
      bring(view, changes, {
        ...renewed(subtask, id, circumstances),
        parentId: next.id,
        due: dueAlong(subtask, row, due),
      });
    }
  }
}

function renewed(row: Todo, id: string, { now, userId }: Circumstances): Todo {
  return { ...row, id, completed: false, createdAt: now, createdBy: userId, deletedAt: null };
}

/**
 * What is there already, perhaps changed by somebody, stays as it is. What was taken back comes again as if it were new:
 * a page, which does not see the trash, shows it where new ones stand.
 */
function bring(view: View, changes: Changes, next: Todo): void {
  const known = view.todo(next.id);
  if (!known) changes.insert(next);
  else if (!isLive(known) && known.listId === next.listId) changes.set(known, next);
}

function withdrawNext(
  view: View,
  changes: Changes,
  rows: readonly Todo[],
  circumstances: Circumstances,
): void {
  for (const row of rows) {
    const { seriesId } = row;
    if (!seriesId) continue;
    const next = view.todo(nextId(seriesId, row.id));
    if (!next || !isLive(next)) continue;
    const subtasks = [...view.subtasksOf([next])].filter(isLive);
    const origins = new Map(
      [...view.subtasksOf([row])].map((subtask) => [nextId(seriesId, subtask.id), subtask]),
    );
    const isUntouched =
      next.due === next.occurrence &&
      !wasSkipped(view, row, next, circumstances) &&
      isCopy(row, next) &&
      [...origins].every(([id, origin]) => !isLive(origin) || subtasks.some((made) => made.id === id)) &&
      subtasks.every((subtask) => {
        const origin = origins.get(subtask.id);
        const due = origin && dueAlong(origin, row, next.due);
        return isCopy(origin, subtask) && due === (subtask.due ?? null);
      });
    if (isUntouched)
      for (const made of [next, ...subtasks]) changes.set(made, { deletedAt: circumstances.now });
  }
}

/** Whether what came after a todo stands later than it can have been made: at the latest as of when it came. */
function wasSkipped(view: View, row: Todo, next: Todo, circumstances: Circumstances): boolean {
  const series = view.series(next.seriesId ?? "");
  const occurrence = row.occurrence ?? row.due;
  if (!series || !occurrence || !next.occurrence) return false;
  const made = dueAfter(series, occurrence, { ...circumstances, at: next.createdAt });
  return made !== undefined && compareDue(next.occurrence, made) > 0;
}

/** What a copy has of its own. */
const OWN: ReadonlySet<string> = new Set<keyof Todo>([
  "id",
  "completed",
  "due",
  "occurrence",
  "parentId",
  "createdAt",
  "createdBy",
  "deletedAt",
]);

function isCopy(of: Todo | undefined, copy: Todo): boolean {
  if (!of || copy.completed) return false;
  const names = new Set([...Object.keys(of), ...Object.keys(copy)]);
  return [...names].every((name) => OWN.has(name) || isEqual(Reflect.get(of, name), Reflect.get(copy, name)));
}

function dateAfter(view: View, row: Todo, circumstances: Circumstances): string {
  const series = row.seriesId ? view.series(row.seriesId) : undefined;
  const occurrence = row.occurrence ?? row.due;
  if (!series || !occurrence)
    throw new Refusal("CONFLICT", "This does not repeat: there is nothing to skip.");
  const due = dueAfter(series, occurrence, circumstances, true);
  if (due === undefined)
    throw new Refusal("CONFLICT", "This was the last date. Complete or delete it instead.");
  return due;
}

function dueAfter(
  series: Rows["series"],
  occurrence: string,
  { now, at = now, zone = series.zone }: Circumstances,
  isSkipped = false,
): string | undefined {
  const known = isZone(zone) ? zone : series.zone;
  return nextDue(series, { due: occurrence, completedAt: at, zone: known, isSkipped });
}

/** When a subtask is due once what it stands under is due at another time: as many days later. */
function dueAlong(subtask: Todo, { due: before }: Todo, after: string | null | undefined): string | null {
  if (!subtask.due || !before || !after) return null;
  return shiftDueDays(subtask.due, daysBetween(before, after)) ?? null;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(dateOfDue(to)) - Date.parse(dateOfDue(from))) / DAY_MS;
}
