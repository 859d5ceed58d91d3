import type { Table } from "@codex/core/view";
import type { Statement } from "@codex/db";
import type { Columns } from "./rows.js";

/** What one command did to one row. */
export interface ChangeRow {
  readonly n: string;
  readonly log_id: string;
  readonly entity: Table;
  readonly row_id: string;
  readonly before: Columns | null;
  readonly user_id: string | null;
  readonly user_name: string | null;
}

const COLUMNS = `change.n, change.log_id, change.entity, change.row_id, change.before, change.user_id`;

export const CHANGES: Statement = {
  name: "changes-of-command",
  text: `select ${COLUMNS}, null as user_name
    from command, jsonb_each_text(command.revs) as part (log_id, rev)
      join change on change.log_id = part.log_id::uuid and change.rev = part.rev::bigint
    where command.user_id = $1 and command.id = $2 and change.user_id = $1 and change.command_id = $2
    order by change.n`,
};

export const CHANGES_SINCE: Statement = {
  name: "changes-since",
  text: `select ${COLUMNS}, "user".name as user_name
    from change left join "user" on "user".id = change.user_id
    where change.row_id = any($1::uuid[]) and change.n > $2
      and (change.entity <> 'member' or change.log_id = $3)
    order by change.n`,
};

export const NAMED: Statement = {
  name: "undo-named",
  text: "select id, kind, undone_by from command where user_id = $1 and id = $2 for update",
};

export const LAST_DONE: Statement = {
  name: "undo-last",
  text: `select id, kind, undone_by from command
    where user_id = $1 and kind = any($2::text[]) and undone_by is null and exists (
      select from jsonb_each_text(command.revs) as part (log_id, rev)
        join change on change.log_id = part.log_id::uuid and change.rev = part.rev::bigint
          and change.user_id = command.user_id and change.command_id = command.id
        left join todo on todo.id = change.row_id and change.entity = 'todo'
        left join member on member.list_id = coalesce(todo.list_id, change.row_id) and member.user_id = $1
      where case when change.entity in ('label', 'saved_view') then $3::uuid[] is null
        else member.list_id is not null and ($3::uuid[] is null or member.list_id = any($3)) end)
    order by n desc limit 1 for update`,
};

/** What was undone last, unless something else was done since. */
export const LAST_UNDONE: Statement = {
  name: "redo-last",
  text: `select done.id, done.kind, done.undone_by
    from command as done join command as undo on undo.user_id = $1 and undo.id = done.undone_by
    where done.user_id = $1 and done.kind = any($2::text[]) and undo.revs <> '{}' and undo.n > coalesce((
      select max(n) from command where user_id = $1 and kind not in ('undo', 'redo') and revs <> '{}'), 0)
    order by undo.n desc limit 1 for update of done`,
};

export const MARK_UNDONE: Statement = {
  name: "mark-undone",
  text: "update command set undone_by = $3 where user_id = $1 and id = $2 and $4::uuid is not null and undone_by is null returning id",
};

export const MARK_REDONE: Statement = {
  name: "mark-redone",
  text: `update command set undone_by = case when id = $4 then $3::uuid end
    where user_id = $1 and id in ($2, $4) and undone_by is not distinct from case when id = $2 then $4::uuid end
    returning id`,
};
