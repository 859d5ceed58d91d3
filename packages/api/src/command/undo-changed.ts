import type { Sql, Statement } from "@codex/db";
import { reaches, type User } from "../access/caller.js";
import type { Seen } from "./seen.js";
import { isBrought, topWithin } from "./undo-next.js";
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
  user: User,
  changes: readonly ChangeRow[],
  isChanged: (change: ChangeRow) => boolean,
): Promise<ReadonlySet<ChangeRow>> {
  const ids = new Set(changes.map(({ row_id }) => row_id));
  const topOf = topWithin(view, ids);
  const lists = changes.flatMap(({ entity, row_id }) => (entity === "list" ? [row_id] : []));
  const inUse = lists.length > 0 ? await sql.query<{ id: string }>(IN_USE, [lists]) : [];
  const gone = new Set(changes.filter((change) => isGone(view, user, change)));
  const isTouched = (change: ChangeRow) => isChanged(change) || hasMoreUnder(view, change, ids);
  const touched = changes.filter((change) => !gone.has(change) && isTouched(change));
  const staying = new Set([...inUse.map(({ id }) => id), ...touched.map(topOf)]);
  return new Set(changes.filter((change) => gone.has(change) || staying.has(topOf(change))));
}

/**
 * Whether something is in the trash, or the user may not take it back any more. What a limited token does not reach is
 * not gone: that is refused.
 */
function isGone(view: Seen, user: User, { entity, row_id }: ChangeRow): boolean {
  if (entity === "list") return reaches(user, row_id) && view.roleIn(row_id) !== "owner";
  const row = entity === "todo" ? view.todo(row_id) : entity === "series" ? view.series(row_id) : undefined;
  if (!row || !reaches(user, row.listId)) return false;
  const role = view.roleIn(row.listId);
  return role === undefined || role === "viewer" || ("deletedAt" in row && row.deletedAt !== null);
}

/** Whether somebody has put something more under a todo that was made, or brought back. */
function hasMoreUnder(view: Seen, change: ChangeRow, ids: ReadonlySet<string>): boolean {
  const row = isBrought(change) ? view.todo(change.row_id) : undefined;
  return (
    row !== undefined &&
    [...view.subtasksOf([row])].some(({ id, deletedAt }) => deletedAt === null && !ids.has(id))
  );
}

const IN_USE: Statement = {
  name: "lists-in-use",
  text: "select distinct list_id as id from todo where list_id = any($1::uuid[]) and deleted_at is null",
};
