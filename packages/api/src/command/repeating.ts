import type { Repetition } from "@codex/core/repetition";
import type { Sql, Statement } from "@codex/db";
import type { Seen, SeenRow } from "./seen.js";

/** Reads, of what repeats, what already comes after it: somebody may have made it, or taken it away. */
export async function readNext(sql: Sql, seen: Seen, repetition: Repetition): Promise<void> {
  const ids = seen.repeating().map(({ seriesId, todoId }) => repetition.idAfter(seriesId, todoId));
  if (ids.length > 0) seen.add(await sql.query<SeenRow>(NEXT, [ids]));
}

const NEXT: Statement = {
  name: "read-next",
  text: `select 'todo' as what, to_jsonb(todo) - 'rev' as row from todo
    where id = any($1::uuid[]) or parent_id = any($1::uuid[])`,
};
