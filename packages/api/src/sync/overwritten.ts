import { type Overwritten, overwrittenSchema } from "@codex/core/sync";
import type { Written } from "@codex/core/written";
import { type Db, type Statement, sqlOf } from "@codex/db";
import { z } from "zod";

interface OverwrittenRow {
  readonly rev: string;
  readonly todo_id: string;
  readonly field: Written;
  readonly text: string;
  readonly by_id: string;
  readonly by_name: string;
  readonly author_id: string | null;
  readonly author_name: string | null;
}

/** The texts and notes that were replaced unseen in a list, with the numbers after one and up to another. */
export async function overwrittenIn(
  db: Db,
  listId: string,
  after: number,
  to: number,
): Promise<Overwritten[]> {
  const rows = await sqlOf(db).query<OverwrittenRow>(OVERWRITTEN, [listId, after, to]);
  return z.array(overwrittenSchema).parse(
    rows.map((row) => ({
      listId,
      rev: Number(row.rev),
      todoId: row.todo_id,
      ...(row.field === "notes" ? { field: row.field } : {}),
      text: row.text,
      author: row.author_id === null ? null : { id: row.author_id, name: row.author_name },
      by: { id: row.by_id, name: row.by_name },
    })),
  );
}

/**
 * What was replaced, and by whom, is in the history; the command knows that it had not been seen. Who moved a todo,
 * with all of it written down, has written neither its text nor its notes.
 */
const OVERWRITTEN: Statement = {
  name: "overwritten",
  text: `select change.rev, change.row_id as todo_id, replaced.field, change.before ->> replaced.field as text,
      writer.id as by_id, writer.name as by_name, author.id as author_id, author.name as author_name
    from change
      join command on command.user_id = change.user_id and command.id = change.command_id
        and command.answer @> '{"overwrote": true}'
      cross join lateral (select case when change.before ? 'text' then 'text' else 'notes' end as field) as replaced
      join "user" as writer on writer.id = change.user_id
      left join lateral (
        select user_id from change as written
        where written.row_id = change.row_id and written.entity = 'todo' and written.n < change.n
          and written.before ? replaced.field and not written.before ? 'id'
        order by written.n desc limit 1) as written on true
      left join "user" as author on author.id = written.user_id
    where change.log_id = $1 and change.rev > $2 and change.rev <= $3
      and change.entity = 'todo' and change.before ? replaced.field
    order by change.rev`,
};
