import { newId } from "@codex/core/id";
import type pg from "pg";

/** So many todos in a list. */
export interface Filling {
  readonly listId: string;
  readonly todos: number;
}

/** Fills lists, and those of further users, in seconds: without the log, and with the indexes made at the end. */
export async function fill(
  client: pg.Client,
  mine: readonly Filling[],
  others: { readonly users: number; readonly todos: number },
): Promise<void> {
  await client.query("set session_replication_role = replica");
  await client.query("set maintenance_work_mem = '512MB'");
  const { rows: indexes } = await client.query<{ indexname: string; indexdef: string }>(
    "select indexname, indexdef from pg_indexes where tablename = 'todo' and indexname <> 'todo_pkey'",
  );
  for (const { indexname } of indexes) await client.query(`drop index "${indexname}"`);
  const lists = [...mine, ...(await addUsers(client, others))];
  // All lists at once, so that what one user has lies among what others have.
  await client.query(
    `insert into todo (id, list_id, text, created_at)
      select gen_random_uuid(), list_id, 'Call the plumber about the kitchen, number ' || n,
        date_trunc('second', now()) - interval '30 days' + n * interval '1 second' + place * interval '1 millisecond'
      from unnest($1::uuid[], $2::int[]) with ordinality as lists (list_id, todos, place), generate_series(1, todos) as n
      order by n, place`,
    [lists.map(({ listId }) => listId), lists.map(({ todos }) => todos)],
  );
  for (const { indexdef } of indexes) await client.query(indexdef);
  await client.query("vacuum analyze");
  await client.query("checkpoint");
}

/** Further users, each with an Inbox for an equal part of the todos. */
async function addUsers(
  client: pg.Client,
  { users, todos }: { readonly users: number; readonly todos: number },
): Promise<Filling[]> {
  const added = Array.from({ length: users }, () => ({ userId: newId(), listId: newId() }));
  const ids = [added.map(({ userId }) => userId), added.map(({ listId }) => listId)];
  await client.query(
    `insert into "user" (id, name, email, email_verified)
      select id, 'a', id::text || '@example.org', true from unnest($1::uuid[]) as id`,
    [ids[0]],
  );
  await client.query(
    "insert into list (id, name, inbox_of) select list_id, 'Inbox', user_id from unnest($1::uuid[], $2::uuid[]) as a (user_id, list_id)",
    ids,
  );
  await client.query(
    "insert into member (user_id, list_id, role) select user_id, list_id, 'owner' from unnest($1::uuid[], $2::uuid[]) as a (user_id, list_id)",
    ids,
  );
  return added.map(({ listId }, index) => ({
    listId,
    todos: Math.floor((todos * (index + 1)) / users) - Math.floor((todos * index) / users),
  }));
}
