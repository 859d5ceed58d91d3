import type { Command } from "@codex/core/command";
import { Refusal } from "@codex/core/view";
import type { Sql, Statement } from "@codex/db";
import type { User } from "../access/caller.js";
import type { Done } from "./answers.js";

/**
 * Whether a command replaces a text that its writer had not seen: one that was changed after what they had before
 * them. A text that was changed to and fro is the one they had seen. Asked under the lock, before anything is written.
 *
 * @throws Refusal `CONFLICT` if the list has not come to the number that the text is said to be based on
 */
export async function replacesUnseen(
  sql: Sql,
  { userId }: User,
  command: Command,
  { view, patches }: Done,
): Promise<boolean> {
  if (command.kind !== "todo.update" || !command.basedOn) return false;
  const { listId, rev, after = null } = command.basedOn;
  const [id] = command.ids;
  const [row] = await sql.query<BaseRow>(BASE, [id, listId, rev, userId, after]);
  if (row?.head && BigInt(row.head) < BigInt(rev))
    throw new Refusal("CONFLICT", "This was written on a state that the list does not have. Write it anew.");
  const replaces = patches.some(
    (patch) => patch.table === "todo" && "set" in patch && patch.set.text !== undefined,
  );
  return replaces && !!row?.changed && row.seen !== view.todo(id ?? "")?.text;
}

interface BaseRow {
  /** Of the list, if the todo still stands there. */
  readonly head: string | null;
  /** Whether the text was changed since. */
  readonly changed: boolean | null;
  /** What the text was then. */
  readonly seen: string | null;
}

/**
 * The changes of a todo's text: what stood there before is in the first of them. Where a todo left a list, all of it
 * is written down, which is no change of its text.
 */
const OF_TEXT = "entity = 'todo' and before ? 'text' and not before ? 'id'";

/** Changes are numbered by `n` across logs, so that a todo may have been moved meanwhile. */
const BASE: Statement = {
  name: "text-since-base",
  text: `select log.head, since.n is not null as changed, since.before ->> 'text' as seen
    from todo
      left join log on log.id = $2 and log.id = todo.list_id
      left join lateral (
        select n, before from change
        where row_id = todo.id and ${OF_TEXT} and n > coalesce((
          select max(n) from change
          where row_id = todo.id and entity = 'todo'
            and (log_id = $2 and rev <= $3 or user_id = $4 and command_id = $5 and before ? 'text')), 0)
        order by n limit 1) as since on true
    where todo.id = $1`,
};
