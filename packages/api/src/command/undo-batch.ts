import { UNDOABLE } from "@codex/core/effect";
import { newId } from "@codex/core/id";
import { TRANSFER_LIMITS } from "@codex/core/limits";
import { type Statement, sqlOf } from "@codex/db";
import { notFound } from "../trpc/errors.js";
import { answered } from "./answered.js";
import type { Giver } from "./execute.js";

/**
 * Takes back the commands of a batch, the last first, at most so many at once: whoever asks again goes on. What
 * somebody changed since stays, a todo with its family, and is counted.
 *
 * @throws TRPCError `NOT_FOUND` if the user has given no such batch, and what `undo` throws
 */
export async function undoBatch(
  giver: Giver,
  batch: string,
): Promise<{ count: number; left: number; staying: number }> {
  const sql = sqlOf(giver.db);
  const values = [giver.user.userId, batch, [...UNDOABLE]];
  const rows = await sql.query<{ id: string; isDone: boolean }>(OF_BATCH, values);
  if (rows.length === 0) throw notFound("import");
  const open = rows.filter(({ isDone }) => !isDone);
  const now = open.slice(0, TRANSFER_LIMITS.undoCommands);
  let count = 0;
  for (const { id } of now)
    count += (
      await answered({ ...giver, leavesChanged: true }, { kind: "undo", commandId: newId(), target: id })
    ).count;
  const left = open.length - now.length;
  const [kept] = left > 0 ? [] : await sql.query<{ staying: number }>(STAYING, values.slice(0, 2));
  return { count, left, staying: kept?.staying ?? 0 };
}

/** Of a command that changed nothing, or only what was deleted for good since, there is nothing to be taken back. */
const OF_BATCH: Statement = {
  name: "commands-of-batch",
  text: `select id, undone_by is not null or not exists (
      select from jsonb_each_text(revs) as part (log_id, rev)
        join change on change.log_id = part.log_id::uuid and change.rev = part.rev::bigint
          and change.user_id = command.user_id and change.command_id = command.id) as "isDone"
    from command
    where user_id = $1 and batch = $2 and kind = any($3::text[]) order by n desc`,
};

/** Todos of what was taken back that are still in use, as far as the user sees them. */
const STAYING: Statement = {
  name: "staying-of-batch",
  text: `select count(distinct todo.id)::int as staying
    from command, jsonb_each_text(command.revs) as part (log_id, rev)
      join change on change.log_id = part.log_id::uuid and change.rev = part.rev::bigint and change.entity = 'todo'
      join todo on todo.id = change.row_id
      join list on list.id = todo.list_id and list.deleted_at is null
      join member on member.list_id = todo.list_id and member.user_id = $1
    where command.user_id = $1 and command.batch = $2 and command.undone_by is not null
      and change.user_id = command.user_id and change.command_id = command.id and todo.deleted_at is null`,
};
