import type { Sql, Statement } from "@codex/db";
import type { User } from "../access/caller.js";
import type { Concerns } from "./concerns.js";
import { Seen, type SeenRow } from "./seen.js";

/** Somebody moved a todo between the question where it is and the lock on its list. */
export class MovedMeanwhile extends Error {
  override readonly name = "MovedMeanwhile";
  /** @param lists - where its todos are now */
  constructor(readonly lists: readonly string[]) {
    super("A todo was moved meanwhile.");
  }
}

/** One attempt to carry a command out. */
export interface Attempt {
  readonly now: Date;
  /** Further logs to be locked: where an earlier attempt found its todos and members. */
  readonly also: ReadonlySet<string>;
  /** Whether what somebody changed since stays, where it would keep all else from being taken back. */
  readonly leavesChanged?: boolean | undefined;
}

/**
 * Locks the logs that a command is about, always in the same order, as far as the user has to do with them. What
 * is read afterwards stays as it is until the transaction ends.
 *
 * @returns the ids of the lists among them, the Inbox included if it was meant
 */
export async function lockLogs(
  sql: Sql,
  userId: string,
  concerns: Concerns,
  also: Attempt["also"],
): Promise<Set<string>> {
  const named = concerns.lists.flatMap(({ listId }) => listId ?? []);
  const inbox = concerns.lists.some(({ listId }) => listId === undefined);
  const locked = await sql.query<{ id: string }>(LOCK, [
    userId,
    concerns.todos,
    named,
    inbox,
    concerns.members,
    concerns.own,
    [...also],
  ]);
  return new Set(locked.map(({ id }) => id));
}

const LOCK: Statement = {
  name: "lock-logs",
  text: `select id from log
    where id = any(array(
        select member.list_id from member where member.user_id = $1 and (
          member.list_id in (select list_id from todo where id = any($2::uuid[]))
          or member.list_id = any($3::uuid[])
          or $4::boolean and member.list_id = (select id from list where inbox_of = $1))
        union all
        select member.user_id from member where member.list_id = any($3::uuid[]) and member.user_id = any($5::uuid[])
        union all
        select $1::uuid where $6::boolean
        union all
        select unnest($7::uuid[])))
    order by id for no key update`,
};

/**
 * Reads what a command can see. A statement of its own, after the lock: one that waited for the lock would still
 * read what was there before.
 *
 * @param locked - what `lockLogs` returned
 * @throws MovedMeanwhile
 */
export async function readView(
  sql: Sql,
  user: User,
  { todos, newIds, others, family, members, bulk, own, lists }: Concerns,
  locked: ReadonlySet<string>,
): Promise<Seen> {
  const listIds = [...new Set([...locked, ...newIds, ...lists.flatMap(({ listId }) => listId ?? [])])];
  const bulkOf = bulk && (lists[0]?.listId ?? null);
  const rows = await sql.query<SeenRow>(READ, [
    [...new Set([...todos, ...newIds, ...others])],
    listIds,
    bulk !== null,
    bulkOf,
    user.userId,
    bulk?.completed ?? null,
    [user.userId, ...members],
    own,
    family,
  ]);
  const seen = new Seen(rows, user);
  const named = lists.flatMap(({ listId }) => listId ?? []);
  const elsewhere = [...named, ...todos.flatMap((id) => seen.todo(id)?.listId ?? [])].filter(
    (id) => !locked.has(id),
  );
  const joined = named.flatMap((list) => members.filter((id) => seen.member(list, id) && !locked.has(id)));
  if (joined.length > 0) throw new MovedMeanwhile(joined);
  if (elsewhere.length > 0 && (await isMember(sql, user.userId, elsewhere)))
    throw new MovedMeanwhile(elsewhere);
  return seen;
}

/**
 * Each part has one condition that an index answers: with two that are joined by `or`, of which one is a query, PostgreSQL
 * reads the whole table, of all users. What two parts find is the same row twice.
 */
const READ: Statement = {
  name: "read-view",
  text: `with named as (select id, parent_id, series_id from todo where $9::boolean and id = any($1::uuid[])),
      whole as (select coalesce($4::uuid, (select id from list where inbox_of = $5)) as id where $3::boolean)
    select 'todo' as what, to_jsonb(todo) - 'rev' as row from todo where id = any($1::uuid[])
    union all
    select 'todo', to_jsonb(todo) - 'rev' from todo
      where $9::boolean and parent_id = any(array(select unnest($1::uuid[]) union select parent_id from named))
    union all
    select 'todo', to_jsonb(todo) - 'rev' from todo
      where id = any(array(select parent_id from named
        union select above.parent_id from named join todo as above on above.id = named.parent_id))
    union all
    select 'todo', to_jsonb(todo) - 'rev' from todo
      where $9::boolean and parent_id = any(array(
        select todo.id from whole join todo on todo.list_id = whole.id where todo.series_id is not null))
    union all
    select 'series', to_jsonb(series) - 'rev' from series
      where $9::boolean and id = any(array(select series_id from named union select unnest($1::uuid[])))
    union all
    select 'series', to_jsonb(series) - 'rev' from series
      where $9::boolean and list_id = any(array(select id from whole))
    union all
    select 'list', to_jsonb(list) - 'rev' from list where id = any($2::uuid[])
    union all
    select 'member', to_jsonb(member) - 'rev' from member
      where list_id = any($2::uuid[]) and user_id = any($7::uuid[]) or $8::boolean and user_id = $5
    union all
    select 'label', to_jsonb(label) - 'rev' from label where $8::boolean and user_id = $5
    union all
    select 'saved_view', to_jsonb(saved_view) - 'rev' from saved_view
      where $8::boolean and (user_id = $5 or id = any($1::uuid[]))
    union all
    select 'bulk', to_jsonb(todo) - 'rev' from todo
      where ($6::boolean is null or completed = $6) and deleted_at is null and list_id = any(array(select id from whole))`,
};

async function isMember(sql: Sql, userId: string, listIds: readonly string[]): Promise<boolean> {
  const rows = await sql.query(
    {
      name: "is-member",
      text: "select from member where user_id = $1 and list_id = any($2::uuid[]) limit 1",
    },
    [userId, listIds],
  );
  return rows.length > 0;
}
