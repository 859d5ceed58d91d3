import { repetition } from "@codex/core/repeat/engine";
import type { Seen } from "./seen.js";
import type { ChangeRow } from "./undo-statements.js";

/** The kinds that complete todos, and so bring what comes after those that repeat. */
const COMPLETING: ReadonlySet<string> = new Set(["todo.update", "todo.setAllCompleted"]);

/**
 * What came after a completed todo, and stays when that is taken back, as somebody has touched it since: changed it,
 * or what stands under it, or put something more there, or the completed one into another list.
 *
 * @param isChanged - whether somebody has changed the row since the change
 */
export function touchedNext(
  view: Seen,
  kind: string,
  changes: readonly ChangeRow[],
  isChanged: (change: ChangeRow) => boolean,
): ReadonlySet<ChangeRow> {
  const brought = COMPLETING.has(kind) ? changes.filter(isBrought) : [];
  const ids = new Set(brought.map(({ row_id }) => row_id));
  const topOf = topWithin(view, ids);
  const touched = new Set(brought.filter(isChanged).map(topOf));
  for (const id of nextElsewhere(view, changes)) if (ids.has(id)) touched.add(id);
  for (const id of ids) {
    const row = view.todo(id);
    const under = row ? [...view.subtasksOf([row])] : [];
    if (under.some((subtask) => subtask.deletedAt === null && !ids.has(subtask.id))) touched.add(id);
  }
  return new Set(brought.filter((change) => touched.has(topOf(change))));
}

/** Of a changed row the todo under which it stands, if that is among those changed; else itself. */
export function topWithin(view: Seen, ids: ReadonlySet<string>): (change: ChangeRow) => string {
  return ({ row_id }) => {
    const parentId = view.todo(row_id)?.parentId;
    return parentId && ids.has(parentId) ? parentId : row_id;
  };
}

/** What comes after todos that are in another list by now: in its trash it would not be found by those. */
function nextElsewhere(view: Seen, changes: readonly ChangeRow[]): string[] {
  return changes.flatMap(({ entity, row_id }) => {
    const row = entity === "todo" ? view.todo(row_id) : undefined;
    const next = row?.seriesId ? view.todo(repetition.idAfter(row.seriesId, row.id)) : undefined;
    return next && next.listId !== row?.listId ? [next.id] : [];
  });
}

/** Made, or fetched back from the trash. */
export function isBrought({ entity, before }: ChangeRow): boolean {
  return entity === "todo" && (before === null || typeof before["deleted_at"] === "string");
}
