import { SYNC_LIMITS } from "@codex/core/limits";
import { type Overwritten, type SincePage, type SyncRow, syncRowSchema } from "@codex/core/sync";
import { type Db, type Statement, sqlOf } from "@codex/db";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { type Columns, fromColumns } from "../command/rows.js";
import { notFound } from "../trpc/errors.js";
import { overwrittenIn } from "./overwritten.js";

/** A place in a log: after the row `id` of the number `rev`. */
interface Position {
  readonly rev: number;
  readonly id: string;
}

/** After all rows of a number. */
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const START: Position = { rev: 0, id: LAST_ID };

const cursorPattern = /^(\d{1,15})(?:\.([0-9a-f-]{36}))?$/;

/** @throws TRPCError `BAD_REQUEST` if the text is no cursor */
function decodeCursor(cursor: string): Position {
  const [, rev, id = LAST_ID] = cursorPattern.exec(cursor) ?? [];
  if (rev === undefined || !z.guid().safeParse(id).success)
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: "The cursor is not one that sync.since gave. Leave it out to begin anew.",
    });
  return { rev: Number(rev), id };
}

/** The rows of a log after a position, in the order of their numbers, and the log's own numbers at that moment. */
export interface Stretch {
  readonly rows: readonly SyncRow[];
  readonly head: number;
  readonly floor: number;
  /** Whether there are further rows. */
  readonly more: boolean;
}

/** @returns undefined if there is no such log (any more) */
export async function readStretch(
  db: Db,
  log: string,
  { rev, id }: Position,
  limit: number,
): Promise<Stretch | undefined> {
  const rows = await sqlOf(db).query<StretchRow>(STRETCH, [log, rev, id, limit + 1]);
  const [first] = rows;
  if (!first) return undefined;
  const found = rows.flatMap(({ table, row_id, rev: number, row }) =>
    table === null || row_id === null
      ? []
      : [{ table, id: row_id, rev: Number(number), row: row && fromColumns(row) }],
  );
  return {
    rows: z.array(syncRowSchema).parse(found.slice(0, limit)),
    head: Number(first.head),
    floor: Number(first.floor),
    more: found.length > limit,
  };
}

interface StretchRow {
  readonly head: string;
  readonly floor: string;
  readonly table: string | null;
  readonly row_id: string | null;
  readonly rev: string | null;
  readonly row: Columns | null;
}

/** One statement, so that the rows and the head are of one moment. What is in the trash goes without its content. */
const STRETCH: Statement = {
  name: "read-stretch",
  text: `select log.head, log.floor, part."table", part.row_id, part.rev, part.row
    from log left join (
      (select 'todo' as "table", id as row_id, rev,
          case when deleted_at is null then to_jsonb(todo) - 'rev' end as row
        from todo where list_id = $1 and (rev, id) > ($2, $3) order by rev, id limit $4)
      union all
      (select 'series', id, rev, to_jsonb(series) - 'rev'
        from series where list_id = $1 and (rev, id) > ($2, $3) order by rev, id limit $4)
      union all
      (select 'list', id, rev, case when deleted_at is null then to_jsonb(list) - 'rev' end
        from list where id = $1 and (rev, id) > ($2, $3))
      union all
      (select 'member', list_id, rev, to_jsonb(member) - 'rev'
        from member where user_id = $1 and (rev, list_id) > ($2, $3) order by rev, list_id limit $4)
      union all
      (select 'label', id, rev, case when deleted_at is null then to_jsonb(label) - 'rev' end
        from label where user_id = $1 and (rev, id) > ($2, $3) order by rev, id limit $4)
      union all
      (select 'saved_view', id, rev, case when deleted_at is null then to_jsonb(saved_view) - 'rev' end
        from saved_view where user_id = $1 and (rev, id) > ($2, $3) order by rev, id limit $4)
      union all
      (select entity, row_id, rev, null from gone
        where log_id = $1 and (rev, row_id) > ($2, $3) order by rev, row_id limit $4)
    ) as part on true
    where log.id = $1
    order by part.rev, part.row_id limit $4`,
};

/**
 * A page of a log since a cursor.
 *
 * @throws TRPCError `NOT_FOUND` if the log is gone, `BAD_REQUEST` for what is no cursor
 */
export async function since(
  db: Db,
  log: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<SincePage> {
  const from = cursor === undefined ? START : decodeCursor(cursor);
  const stretch = await readStretch(db, log, from, limit);
  if (!stretch) throw notFound("log");
  // Deletions before the floor are forgotten, and numbers after the head are of another history of this log.
  const isLost = cursor !== undefined && (from.rev < stretch.floor || from.rev > stretch.head);
  if (isLost) return { ...(await since(db, log, { limit })), reset: true };
  const { rows, head, more } = stretch;
  const last = rows.at(-1);
  // Whoever begins has seen nothing that could have been replaced.
  const overwritten = cursor === undefined ? {} : await overwrittenUpTo(db, log, from.rev, stretch);
  return {
    rows: [...rows],
    ...overwritten,
    cursor: more && last ? `${last.rev}.${last.id}` : String(head),
    rev: head,
    more,
    reset: false,
  };
}

/** What a log's streams are told about its way from a number to its head: the rows, if they are few. */
export async function readNews(
  db: Db,
  log: string,
  from: number,
): Promise<(Stretch & OverwrittenFields) | undefined> {
  const news = await readStretch(db, log, { rev: from, id: LAST_ID }, SYNC_LIMITS.eventRows);
  if (!news || news.more) return news;
  return { ...news, ...(await overwrittenUpTo(db, log, from, news)) };
}

/** What was replaced unseen, as it is told: texts, and notes apart from them. */
interface OverwrittenFields {
  readonly overwritten?: Overwritten[];
  readonly overwrittenNotes?: Overwritten[];
}

/** What was replaced unseen up to where a stretch ends, if there is anything. */
async function overwrittenUpTo(
  db: Db,
  log: string,
  after: number,
  { rows, head, more }: Stretch,
): Promise<OverwrittenFields> {
  const last = more ? rows.at(-1) : undefined;
  // A todo of which something was replaced is among the rows, unless it was changed again and stands on a later page.
  if (!more && !rows.some(({ table }) => table === "todo")) return {};
  const all = await overwrittenIn(db, log, after, last?.rev ?? head);
  const overwritten = all.filter(({ field }) => !field);
  const overwrittenNotes = all.filter(({ field }) => field);
  return {
    ...(overwritten.length > 0 ? { overwritten } : {}),
    ...(overwrittenNotes.length > 0 ? { overwrittenNotes } : {}),
  };
}
