import type { Circumstances, EffectsOf } from "../effect.js";
import { TODO_LIMITS } from "../limits.js";
import type { Repetition } from "../repetition.js";
import type { NewSeries } from "../series.js";
import { idTaken, noSuch, type Patch, Refusal, type Rows, UNKNOWN_INBOX, type View } from "../view.js";
import { Changes, differing, isLive, named, setting } from "./changes.js";
import { parentOf, reopenParents, requireParent, withSubtasks } from "./family.js";

type Todo = Rows["todo"];

/** What commands do to todos. */
export const TODO_EFFECTS: EffectsOf<"todo"> = {
  "todo.create": (view, { listId, todos }, circumstances) => {
    const { now, userId } = circumstances;
    const intoList = listId ?? view.inboxId ?? UNKNOWN_INBOX;
    const changes = new Changes();
    const made = new Map<string, Todo>();
    const begun: Patch[] = [];
    for (const { id, series, ...fields } of todos) {
      const known = view.todo(id);
      if (id === intoList || made.has(id) || (known && !isSame(known, intoList, fields.text)))
        throw idTaken();
      if (known) continue;
      const given = { completed: false, rank: null, ...fields };
      const row = { ...given, id, listId: intoList, createdAt: now, createdBy: userId, deletedAt: null };
      if (series && fields.parentId) throw notByItself();
      if (series) begun.push(beginning(view, row, series, circumstances));
      made.set(id, series ? { ...row, ...standingFor(row, series) } : row);
    }
    const rows = [...made.values()];
    for (const row of rows) {
      if (!row.parentId) continue;
      requireParentOrMade(view, row.parentId, row, made);
      const parent = made.get(row.parentId);
      if (parent?.completed && !row.completed) made.set(parent.id, { ...parent, completed: false });
    }
    // What others are to stand under is there before them.
    for (const isUnder of [false, true])
      for (const row of made.values()) if (!!row.parentId === isUnder) changes.insert(row);
    reopenParents(view, changes, rows, circumstances);
    return [...begun, ...changes.patches()];
  },
  "todo.update": (view, { ids, set, keepTime, at, zone }, circumstances) => {
    const rows = named(view, ids, isLive);
    if (set.parentId) requireParent(view, set.parentId, rows);
    const changes = new Changes();
    for (const row of rows)
      changes.set(row, keepTime ? { ...set, due: `${set.due}${row.due?.slice(10) ?? ""}` } : set);
    complete(view, changes, rows, set, { ...circumstances, at, zone });
    if (set.parentId)
      reopenParents(
        view,
        changes,
        rows.map((row) => ({ ...row, ...set })),
        circumstances,
      );
    return changes.patches();
  },
  "todo.label": (view, { ids, add, remove }) =>
    named(view, ids, isLive).flatMap((row) => {
      const kept = (row.labels ?? []).filter((label) => !remove.includes(label));
      const labels = [...new Set([...kept, ...add])];
      if (labels.length > TODO_LIMITS.labels)
        throw new Refusal("CONFLICT", `A todo has at most ${TODO_LIMITS.labels} labels.`);
      return setting(row, { labels });
    }),
  "todo.delete": (view, { ids }, { now }) =>
    withSubtasks(view, named(view, ids, isLive)).flatMap((row) => setting(row, { deletedAt: now })),
  "todo.restore": (view, { ids }, circumstances) => {
    const rows = named(view, ids);
    const changes = new Changes();
    for (const row of rows) {
      changes.set(row, { deletedAt: null });
      // What was deleted with it comes back with it.
      for (const subtask of view.subtasksOf([row]))
        if (subtask.deletedAt === row.deletedAt) changes.set(subtask, { deletedAt: null });
    }
    for (const row of rows) {
      const parent = rows.find(({ id }) => id === row.parentId) ?? parentOf(view, row);
      // One level deep: what it stood under may stand under something itself by now.
      if (row.parentId && (!parent || parentOf(view, parent))) changes.set(row, { parentId: null });
      else reopenParents(view, changes, [row], circumstances);
    }
    return changes.patches();
  },
  "todo.purge": (view, { ids }) => {
    const isGone = (row: Todo) => !isLive(row);
    const rows = named(view, ids, isGone);
    const all = [...rows, ...[...view.subtasksOf(rows)].filter(isGone)];
    return [...new Set(all.map(({ id }) => id))].map(
      (id): Patch => ({ table: "todo", key: { id }, remove: true }),
    );
  },
  "todo.move": (view, { ids, listId }, { repetition }) => {
    const rows = named(view, ids, isLive);
    const moved = withSubtasks(view, rows);
    const changes = new Changes();
    for (const row of moved) {
      changes.set(row, { listId });
      if (row.parentId && row.listId !== listId && !moved.some(({ id }) => id === row.parentId))
        changes.set(row, { parentId: null });
    }
    for (const row of withdrawnAfter(view, moved, repetition)) changes.set(row, { listId });
    return [...changes.patches(), ...rulesGoAlong(view, moved, listId)];
  },
  "todo.repeat": (view, { id, series }, circumstances) => {
    const [row] = named(view, [id], isLive);
    if (!row) throw noSuch("todo");
    if (series === null) return setting(row, { seriesId: null, occurrence: null });
    const known = view.series(series.id);
    if (known && row.seriesId === series.id && !differing(known, series)) return [];
    if (parentOf(view, row)) throw notByItself();
    return [beginning(view, row, series, circumstances), ...setting(row, standingFor(row, series))];
  },
  "todo.skip": (view, { id, occurrence, at, zone }, circumstances) => {
    const { repetition, now } = circumstances;
    const [row] = named(view, [id], isLive);
    if (!row || !repetition || (occurrence && occurrence !== (row.occurrence ?? row.due))) return [];
    const due = repetition.dateAfter(view, row, { ...circumstances, at: notAfter(now, at), zone });
    return setting(row, { due, occurrence: due });
  },
  "todo.setAllCompleted": (view, { listId, completed, at, zone }, circumstances) => {
    const rows = liveIn(view, listId);
    const changes = new Changes();
    for (const row of rows) changes.set(row, { completed });
    complete(view, changes, rows, { completed }, { ...circumstances, at, zone });
    return changes.patches();
  },
  "todo.clearCompleted": (view, { listId }, { now }) =>
    liveIn(view, listId)
      .filter(({ completed }) => completed)
      .flatMap((row) => setting(row, { deletedAt: now })),
};

const notByItself = () => new Refusal("CONFLICT", "A subtask cannot repeat by itself.");

/** What a todo that begins a series stands for in it. */
function standingFor({ due = null }: Todo, { id }: NewSeries): Pick<Todo, "seriesId" | "occurrence"> {
  return { seriesId: id, occurrence: due };
}

/** A series that begins with what a todo is due on, unless it has begun before. @throws Refusal */
function beginning(view: View, row: Todo, series: NewSeries, { now, repetition }: Circumstances): Patch {
  if (view.series(series.id)) throw idTaken();
  if (!row.due) throw new Refusal("CONFLICT", "Only what is due can repeat. Give it a date first.");
  const begun = { start: row.due, ...series };
  const problem = repetition?.problem(begun, row.due);
  if (problem !== undefined) throw new Refusal("CONFLICT", `The rule ${problem}.`);
  const insert = { ...begun, listId: row.listId, createdAt: now };
  return { table: "series", key: { id: series.id }, insert };
}

/** What follows where todos are completed, or are not after all. */
function complete(
  view: View,
  changes: Changes,
  rows: readonly Todo[],
  set: Partial<Todo>,
  { at, ...circumstances }: Circumstances,
): void {
  const { completed } = set;
  const { now } = circumstances;
  const changed = completed === undefined ? [] : rows.filter((row) => row.completed !== completed);
  const asSet = changed.map((row) => ({ ...row, ...set }));
  if (!completed) {
    reopenParents(view, changes, asSet, circumstances);
    circumstances.repetition?.withdrawNext(view, changes, changed, circumstances);
    return;
  }
  for (const row of withSubtasks(view, changed)) changes.set(row, { completed });
  circumstances.repetition?.addNext(view, changes, asSet, { ...circumstances, at: notAfter(now, at) });
}

/** When it was done, but not later than it is told: a clock that is ahead does not get ahead of a rule. */
const notAfter = (now: string, at = now) => (at < now ? at : now);

/** The rules of todos that go to another list, but those that went elsewhere already: what is done has none any more. */
function rulesGoAlong(view: View, rows: readonly Todo[], listId: string): Patch[] {
  const here = rows.flatMap((row) =>
    row.listId !== listId &&
    !row.completed &&
    row.seriesId &&
    view.series(row.seriesId)?.listId === row.listId
      ? row.seriesId
      : [],
  );
  return [...new Set(here)].map((id) => ({ table: "series", key: { id }, set: { listId } }));
}

/**
 * What came after todos, and was taken back into the trash of their list. It would come back from there when they are
 * completed again: left behind, it would be where whoever completes them may not write.
 */
function withdrawnAfter(view: View, rows: readonly Todo[], repetition: Repetition | undefined): Todo[] {
  const made = rows.flatMap((row) => {
    const next = row.seriesId && !row.completed && view.todo(repetition?.idAfter(row.seriesId, row.id) ?? "");
    return next && !isLive(next) && next.listId === row.listId ? [next] : [];
  });
  return [...made, ...[...view.subtasksOf(made)].filter((row) => !isLive(row))];
}

/** Also one that is made by the same command. @throws Refusal */
function requireParentOrMade(view: View, parentId: string, row: Todo, made: ReadonlyMap<string, Todo>): void {
  const parent = made.get(parentId);
  if (!parent) requireParent(view, parentId, [row]);
  else if (parent.id === row.id || parent.parentId)
    throw new Refusal("CONFLICT", "A subtask cannot have subtasks.");
}

/** The todos of a list, or of the Inbox, without the trash. */
export function liveIn(view: View, listId: string | undefined): Todo[] {
  return [...view.todosOf(listId ?? view.inboxId ?? UNKNOWN_INBOX)].filter(isLive);
}

function isSame(known: Todo, listId: string, text: string): boolean {
  return known.listId === listId && known.text === text && isLive(known);
}
