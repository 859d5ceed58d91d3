import { LIST_LIMITS, SYNC_LIMITS, TODO_LIMITS } from "@codex/core/limits";
import { type Db, type Sql, type Statement, transaction } from "@codex/db";
import { type AuditEntry, OPERATOR, record } from "../audit/record.js";

const DAY_MS = 24 * 60 * 60_000;

/** Days after which a guest who has nothing is forgotten. */
const EMPTY_GUEST_DAYS = 30;

/** Rows removed in one transaction: as many as hold nobody up. */
const BATCH = 2_000;

/** A list goes with everything in it. */
const LISTS_AT_ONCE = 5;

/** How many rows of each kind were removed. */
export type Pruned = Readonly<Record<keyof typeof STEPS, number>>;

interface Ages {
  readonly now: Date;
  /** Days for which changes, and what is gone, are remembered. */
  readonly historyDays: number;
  /** Days for which the audit log is kept; all of it if left out. */
  readonly auditDays?: number;
}

/**
 * Removes what has ended: sessions, invites and links that expired, what was in the trash for too long, history
 * and command ids that nobody asks for any more, and guests who for 30 days have had nothing. A guest with a todo,
 * or a place in a list, is never removed. One process does it at a time, in batches.
 */
export async function prune(db: Db, ages: Ages): Promise<Pruned> {
  const removed = Object.fromEntries(Object.keys(STEPS).map((name) => [name, 0])) as Record<
    keyof typeof STEPS,
    number
  >;
  for (const [name, step] of Object.entries(STEPS)) {
    for (;;) {
      const count = await transaction(db, async (sql) => ((await isAlone(sql)) ? step.run(sql, ages) : 0));
      removed[name as keyof typeof STEPS] += count;
      if (count < step.batch) break;
    }
  }
  return removed;
}

/** Whether no other process prunes at this moment. */
async function isAlone(sql: Sql): Promise<boolean> {
  const [row] = await sql.query<{ alone: boolean }>(ALONE, []);
  return row?.alone ?? false;
}

const ALONE: Statement = {
  name: "prune-alone",
  text: "select pg_try_advisory_xact_lock(hashtext('codex prune')) as alone",
};

const before = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

type Told = readonly NonNullable<AuditEntry["about"]>[];

/** Nothing that somebody may ask for goes without a trace. */
async function recordPruned(sql: Sql, told: Told): Promise<void> {
  for (const about of told) await record(sql, OPERATOR, { kind: "pruned", userId: null, about });
}

/** @returns a step that removes the oldest rows */
function removing(
  name: string,
  text: string,
  daysOf: (ages: Ages) => number,
  { batch = BATCH, logs, told }: { batch?: number; logs?: string; told?: (ids: string[]) => Told } = {},
) {
  const run = async (sql: Sql, ages: Ages): Promise<number> => {
    const values = [before(ages.now, daysOf(ages)), batch];
    // Commands lock the logs first too, and then the rows.
    if (logs !== undefined) await sql.query({ name: `prune-${name}-logs`, text: lockingLogs(logs) }, values);
    const removed = await sql.query<{ id: string }>({ name: `prune-${name}`, text }, values);
    if (told && removed.length > 0) await recordPruned(sql, told(removed.map(({ id }) => id)));
    return removed.length;
  };
  return { run, batch };
}

const lockingLogs = (ids: string) =>
  `select from log where id = any(array(${ids})) order by id for no key update`;

const expired = (table: string) =>
  removing(
    table,
    `delete from ${table} where id in (select id from ${table} where expires_at <= $1 limit $2) returning id`,
    () => 0,
  );

/** What a person has taken away for themselves. */
const forgotten = (table: string) =>
  removing(
    table,
    `delete from ${table} where id in (select id from ${table} where deleted_at <= $1 order by user_id limit $2)
      and deleted_at <= $1 returning id`,
    () => TODO_LIMITS.restorableDays,
    { logs: `select user_id from ${table} where deleted_at <= $1 order by user_id limit $2` },
  );

const STEPS = {
  sessions: expired("session"),
  invites: expired("invite"),
  verifications: expired("verification"),
  todos: removing(
    "todo",
    `delete from todo where id in (
      select id from todo where deleted_at <= $1 order by list_id limit $2) and deleted_at <= $1 returning id`,
    () => TODO_LIMITS.restorableDays,
    {
      logs: "select list_id from todo where deleted_at <= $1 order by list_id limit $2",
      told: (ids) => [{ todos: ids.length }],
    },
  ),
  lists: removing(
    "list",
    `delete from list where id in (select id from list where deleted_at <= $1 order by id limit $2)
      and deleted_at <= $1 returning id`,
    () => LIST_LIMITS.restorableDays,
    {
      batch: LISTS_AT_ONCE,
      logs: "select id from list where deleted_at <= $1 order by id limit $2",
      told: (ids) => ids.map((listId) => ({ listId })),
    },
  ),
  labels: forgotten("label"),
  savedViews: forgotten("saved_view"),
  changes: removing(
    "change",
    `delete from change where (log_id, rev, n) in (
      select log_id, rev, n from change where at <= $1 limit $2) returning n`,
    ({ historyDays }) => historyDays,
  ),
  /** Whoever has not asked since may have missed that these are gone: the floor says so. */
  gone: removing(
    "gone",
    `with old as (
        delete from gone where (log_id, entity, row_id) in (
          select log_id, entity, row_id from gone where at <= $1 limit $2) returning log_id, rev),
      raised as (
        update log set floor = greatest(floor, (select max(rev) from old where log_id = log.id))
        where id in (select log_id from old))
      select rev from old`,
    ({ historyDays }) => historyDays,
  ),
  commands: removing(
    "command",
    `delete from command where (user_id, id) in (
      select user_id, id from command where at <= $1 limit $2) returning id`,
    // The history of whoever deletes their account is found by their commands.
    ({ historyDays }) => Math.max(SYNC_LIMITS.commandDays, historyDays),
  ),
  audit: { run: removeOldAudit, batch: BATCH },
  guests: { run: removeEmptyGuests, batch: BATCH },
};

/** In two statements: the table lets only go what is older than has been said before. */
async function removeOldAudit(sql: Sql, { now, auditDays }: Ages): Promise<number> {
  if (auditDays === undefined) return 0;
  const until = before(now, auditDays);
  await sql.query(AUDIT_UNTIL, [until.toISOString()]);
  return (await sql.query(REMOVE_AUDIT, [until, BATCH])).length;
}

const AUDIT_UNTIL: Statement = {
  name: "prune-audit-until",
  text: "select set_config('codex.audit_until', $1, true)",
};

const REMOVE_AUDIT: Statement = {
  name: "prune-audit",
  text: "delete from audit where id in (select id from audit where at <= $1 limit $2) returning id",
};

/**
 * In two steps: who is locked can begin nothing any more, and what they had begun before is seen by the second.
 * Otherwise a todo written at this moment would go with its guest.
 */
async function removeEmptyGuests(sql: Sql, { now }: Ages): Promise<number> {
  const since = before(now, EMPTY_GUEST_DAYS);
  const found = await sql.query<{ id: string }>(LOCK_GUESTS, [since, BATCH]);
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const guests = (await sql.query(REMOVE_GUESTS, [since, ids])).length;
  if (guests > 0) await recordPruned(sql, [{ guests }]);
  return guests;
}

const IS_EMPTY = `is_guest and created_at <= $1
  and not exists (select from session where user_id = "user".id and updated_at > $1)
  and not exists (select from todo where created_by = "user".id)
  and not exists (select from member join list on list.id = member.list_id
    where member.user_id = "user".id and list.inbox_of is null)
  and not exists (select from todo join list on list.id = todo.list_id where list.inbox_of = "user".id)`;

const LOCK_GUESTS: Statement = {
  name: "lock-guests",
  text: `select id from "user" where ${IS_EMPTY} limit $2 for update skip locked`,
};

const REMOVE_GUESTS: Statement = {
  name: "remove-guests",
  text: `delete from "user" where id = any($2::uuid[]) and ${IS_EMPTY} returning id`,
};
