import type { Sql, Statement } from "@codex/db";
import type { Seen } from "./seen.js";
import { topWithin } from "./undo-next.js";
import type { ChangeRow } from "./undo-statements.js";

/**
 * Of what a command did, what stays as it is when that is taken back and what somebody changed since is to be left
 * alone: a todo that was changed, with its family, what is in the trash, and a list in which something stands.
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
  const deleted = new Set(changes.filter(({ row_id }) => typeof view.todo(row_id)?.deletedAt === "string"));
  const changed = changes.filter((change) => !deleted.has(change) && isChanged(change));
  const staying = new Set([...inUse.map(({ id }) => id), ...changed.map(topOf)]);
  return new Set(changes.filter((change) => deleted.has(change) || staying.has(topOf(change))));
}

const IN_USE: Statement = {
  name: "lists-in-use",
  text: "select distinct list_id as id from todo where list_id = any($1::uuid[]) and deleted_at is null",
};
