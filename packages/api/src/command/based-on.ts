import type { Command } from "@codex/core/command";
import { Refusal } from "@codex/core/view";
import { writtenIn } from "@codex/core/written";
import type { Sql, Statement } from "@codex/db";
import type { User } from "../access/caller.js";
import type { Done } from "./answers.js";

/**
 * Whether a command replaces a text, or notes, that its writer had not seen: such as were changed after what they had
 * before them. What was changed to and fro is what they had seen. Asked under the lock, before anything is written.
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
  const field = writtenIn(command.set) ?? "text";
  const [row] = await sql.query<BaseRow>(BASE, [id, listId, rev, userId, after, field]);
  if (row?.head && BigInt(row.head) < BigInt(rev))
    throw new Refusal("CONFLICT", "This was written on a state that the list does not have. Write it anew.");
  const replaces = patches.some(
    (patch) => patch.table === "todo" && "set" in patch && patch.set[field] !== undefined,
  );
  const stands = view.todo(id ?? "")?.[field] ?? null;
  return replaces && !!row?.changed && stands !== null && row.seen !== stands;
}

interface BaseRow {
  /** Of the list, if the todo still stands there. */
  readonly head: string | null;
  /** Whether there is anything since in which it is written down. */
  readonly changed: boolean | null;
  /** What stood there then. */
  readonly seen: string | null;
}

/**
 * Changes are numbered by `n` across logs, so that a todo may have been moved meanwhile: then too all of it is
 * written down. The head is told only of the list where the todo is, which whoever writes can see.
 */
const BASE: Statement = {
  name: "written-since-base",
  text: `select log.head, since.n is not null as changed, since.before ->> $6 as seen
    from todo
      left join log on log.id = $2 and log.id = todo.list_id
      left join lateral (
        select n, before from change
        where row_id = todo.id and entity = 'todo' and before ? $6 and n > coalesce((
          select max(n) from change
          where row_id = todo.id and entity = 'todo'
            and (log_id = $2 and rev <= $3 or user_id = $4 and command_id = $5 and before ? $6)), 0)
        order by n limit 1) as since on true
    where todo.id = $1`,
};
