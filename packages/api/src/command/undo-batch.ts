import { UNDOABLE } from "@codex/core/effect";
import { newId } from "@codex/core/id";
import { TRANSFER_LIMITS } from "@codex/core/limits";
import { type Statement, sqlOf } from "@codex/db";
import { notFound } from "../trpc/errors.js";
import { answered } from "./answered.js";
import type { Giver } from "./execute.js";

/**
 * Takes back the commands of a batch, the last first, at most so many at once: whoever asks again goes on. What
 * somebody changed since stops it, and is named.
 *
 * @throws TRPCError `NOT_FOUND` if the user has given no such batch, and what `undo` throws
 */
export async function undoBatch(giver: Giver, batch: string): Promise<{ count: number; left: number }> {
  const sql = sqlOf(giver.db);
  const values = [giver.user.userId, batch, [...UNDOABLE]];
  const rows = await sql.query<{ id: string; isDone: boolean }>(OF_BATCH, values);
  if (rows.length === 0) throw notFound("import");
  const open = rows.filter(({ isDone }) => !isDone);
  const now = open.slice(0, TRANSFER_LIMITS.undoCommands);
  let count = 0;
  for (const { id } of now)
    count += (await answered(giver, { kind: "undo", commandId: newId(), target: id })).count;
  return { count, left: open.length - now.length };
}

/** Of a command that changed nothing there is nothing to be taken back. */
const OF_BATCH: Statement = {
  name: "commands-of-batch",
  text: `select id, undone_by is not null or revs = '{}' as "isDone" from command
    where user_id = $1 and batch = $2 and kind = any($3::text[]) order by n desc`,
};
