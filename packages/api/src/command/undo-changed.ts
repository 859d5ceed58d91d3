import type { Sql, Statement } from "@codex/db";
import type { Seen } from "./seen.js";
import { topWithin } from "./undo-next.js";
import type { ChangeRow } from "./undo-statements.js";

/**
 * Of what a command did, what stays as it is when that is taken back and what somebody changed since is to be left
 * alone: a todo that was changed, or under which something else stands, with its family; what is in the trash, or where
 * the user may not write any more; and a list in which something stands.
 *
 * @param isChanged - whether somebody has changed the row since the change
 */
export async function changedOnes(
  sql: Sql,
  view: Seen,
  changes: readonly ChangeRow[],
  isChanged: (change: ChangeRow) => boolean,
): Promise<ReadonlySet<ChangeRow>> {
  const ids = new Set(changes.map(({ row_id }) => row_id));
  const topOf = topWithin(view, ids);
  const lists = changes.flatMap(({ entity, row_id }) => (entity === "list" ? [row_id] : []));
  const inUse = lists.length > 0 ? await sql.query<{ id: string }>(IN_USE, [lists]) : [];
  const gone = new Set(changes.filter((change) => isGone(view, change)));
  const isTouched = (change: ChangeRow) => isChanged(change) || hasMoreUnder(view, change, ids);
  const touched = changes.filter((change) => !gone.has(change) && isTouched(change));
  const staying = new Set([...inUse.map(({ id }) => id), ...touched.map(topOf)]);
  return new Set(changes.filter((change) => gone.has(change) || staying.has(topOf(change))));
}

/** Whether a todo is in the trash, or where the user may not write. */
function isGone(view: Seen, { entity, row_id }: ChangeRow): boolean {
  const row = entity === "todo" ? view.todo(row_id) : entity === "series" ? view.series(row_id) : undefined;
  if (!row) return false;
  const role = view.roleIn(row.listId);
  return role === undefined || role === "viewer" || ("deletedAt" in row && row.deletedAt !== null);
}

/** Whether somebody has put something more under a todo that was made. */
function hasMoreUnder(view: Seen, { entity, row_id, before }: ChangeRow, ids: ReadonlySet<string>): boolean {
  const row = entity === "todo" && before === null ? view.todo(row_id) : undefined;
  return (
    row !== undefined &&
    [...view.subtasksOf([row])].some(({ id, deletedAt }) => deletedAt === null && !ids.has(id))
  );
}

const IN_USE: Statement = {
  name: "lists-in-use",
  text: "select distinct list_id as id from todo where list_id = any($1::uuid[]) and deleted_at is null",
};
