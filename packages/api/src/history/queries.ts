import { type HistoryEntry, type HistoryInput, type HistoryPage, historyEntrySchema } from "@codex/core/sync";
import { type Db, type Statement, sqlOf } from "@codex/db";
import { TRPCError } from "@trpc/server";
import { type Columns, fromColumns } from "../command/rows.js";

interface EntryRow {
  readonly n: string;
  readonly rev: string;
  readonly at: Date;
  readonly entity: string;
  readonly row_id: string;
  readonly before: Columns | null;
  readonly left: boolean;
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly command_id: string | null;
  readonly kind: string | null;
  readonly undone: boolean;
}

interface LaterRow {
  readonly n: string;
  readonly row_id: string;
  readonly entity: string;
  readonly before: Columns;
}

/** A page of what happened in a list, the latest first. */
export async function historyOf(
  db: Db,
  listId: string,
  askerId: string,
  { cursor, limit }: HistoryInput,
): Promise<HistoryPage> {
  const [, rev, n] = /^(\d{1,15})\.(\d{1,18})$/.exec(cursor ?? "") ?? [];
  if (cursor !== undefined && rev === undefined)
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: "The cursor is not one that history.list gave. Ask for the first page again.",
    });
  const sql = sqlOf(db);
  const rows = await sql.query<EntryRow>(ENTRIES, [listId, rev ?? null, n ?? null, limit + 1]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const ids = page.map(({ row_id }) => row_id);
  const states = statesOf(
    await sql.query<{ entity: string; row_id: string; row: Columns }>(NOW, [listId, ids]),
    await sql.query<LaterRow>(LATER, [listId, ids, page[0]?.n ?? "0"]),
  );
  // From the latest on, each entry leaves the row as the one before it found it.
  const items = page.map((entry) => {
    const after = states.get(keyOf(entry)) ?? {};
    states.set(keyOf(entry), { ...after, ...entry.before });
    return toEntry(entry, askerId, after);
  });
  return { items, nextCursor: rows.length > limit && last ? `${last.rev}.${last.n}` : null };
}

const keyOf = ({ entity, row_id }: { entity: string; row_id: string }) => `${entity} ${row_id}`;

/** The rows as they were when a page's latest entry was made: as they are now, but for what was changed later. */
function statesOf(
  now: readonly { entity: string; row_id: string; row: Columns }[],
  later: readonly LaterRow[],
): Map<string, Columns> {
  const states = new Map(now.map((found) => [keyOf(found), { ...found.row }]));
  for (const change of later.toReversed()) {
    const state = states.get(keyOf(change)) ?? {};
    states.set(keyOf(change), Object.assign(state, change.before));
  }
  return states;
}

function toEntry(entry: EntryRow, askerId: string, after: Columns): HistoryEntry {
  const { user_id: userId, before } = entry;
  const what = before === null ? "added" : entry.left ? "left" : "changed";
  const [was, is] = [fromColumns(before ?? {}), fromColumns(after)];
  const names = Object.keys(what === "added" ? is : was);
  const fields = names.map((name) => [
    name,
    {
      before: what === "added" ? null : (was[name] ?? null),
      after: what === "left" ? null : (is[name] ?? null),
    },
  ]);
  return historyEntrySchema.parse({
    at: entry.at.toISOString(),
    rev: Number(entry.rev),
    user:
      userId && entry.user_name !== null
        ? { id: userId, name: entry.user_name, isYou: userId === askerId }
        : null,
    commandId: userId === askerId ? entry.command_id : null,
    kind: entry.kind,
    undone: entry.undone,
    title: titleOf(what === "left" ? was : is),
    table: entry.entity,
    id: entry.row_id,
    what,
    fields: Object.fromEntries(fields),
  });
}

function titleOf({ text, name }: Record<string, unknown>): string | null {
  const title = text ?? name;
  return typeof title === "string" ? title : null;
}

/** A row that left the log has an entry at the very number with which it is gone, or had when it came back. */
const ENTRIES: Statement = {
  name: "history-entries",
  text: `select change.n, change.rev, change.at, change.entity, change.row_id, change.before,
      coalesce(change.before ? 'list_id' and change.before ->> 'list_id' = $1::text and change.before ? 'id', false) as left,
      change.user_id, "user".name as user_name, change.command_id, command.kind,
      command.undone_by is not null as undone
    from change
      left join "user" on "user".id = change.user_id
      left join command on command.user_id = change.user_id and command.id = change.command_id
    where change.log_id = $1::uuid and ($2::bigint is null or (change.rev, change.n) < ($2::bigint, $3::bigint))
    order by change.rev desc, change.n desc limit $4`,
};

const LATER: Statement = {
  name: "history-later",
  text: `select n, entity, row_id, before from change
    where log_id = $1 and row_id = any($2::uuid[]) and n > $3 and before is not null order by n`,
};

const NOW: Statement = {
  name: "history-now",
  text: `select 'todo' as entity, id as row_id, to_jsonb(todo) - 'rev' as row
      from todo where list_id = $1 and id = any($2::uuid[])
    union all
    select 'series', id, to_jsonb(series) - 'rev' from series where list_id = $1 and id = any($2::uuid[])
    union all
    select 'list', id, to_jsonb(list) - 'rev' from list where id = $1 and id = any($2::uuid[])`,
};
