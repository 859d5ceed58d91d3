import type { Command } from "@codex/core/command";
import { effect } from "@codex/core/effect";
import { revsSchema } from "@codex/core/sync";
import { optionalFields } from "@codex/core/todo";
import { Refusal } from "@codex/core/view";
import { isDuplicate, isRolledBack } from "@codex/db/errors";
import { z } from "zod";
import type { User } from "../access/caller.js";
import type { Question } from "../access/question.js";
import type { Outcome } from "./execute.js";
import { type Columns, quoted, statementName, toColumns, toRow } from "./rows.js";
import { Seen } from "./seen.js";

/** Who gives a command, as far as that is known, and how they are asked. */
export interface Writer {
  /** Whether it is them, and what they may, the statement finds out. */
  readonly userId: string;
  readonly now: () => Date;
  readonly batch?: string | undefined;
  readonly ask: <Row extends object>(question: Question<Row>) => Promise<{ readonly rows: readonly Row[] }>;
}

/** What one statement writes. */
interface Change {
  readonly statement: Pick<Question<DoneRow>, "name" | "text"> & { readonly steps: string };
  /** The todo, and the list that the command names. */
  readonly id: string;
  readonly listId?: string | undefined;
  readonly columns: Columns;
  /** The todo as it is then. */
  readonly todo: (done: DoneRow) => unknown;
}

interface DoneRow {
  readonly list_id: string;
  readonly rev: string;
  /** Of a todo that was changed. */
  readonly row: Columns | null;
}

/**
 * Carries out a command that makes or changes one todo with which nothing else has to do, in one statement. It does
 * what the long way does, or nothing: whether a command is refused, was given before or has to do with more, the long
 * way says.
 *
 * @returns undefined if nothing was done
 */
export async function plainly(writer: Writer, command: Command, hash: Buffer): Promise<Outcome | undefined> {
  try {
    const now = writer.now();
    const change = creation(writer, command, now) ?? update(command);
    return change && (await write(writer, command, hash, now, change));
  } catch (error) {
    // The id is taken, perhaps by the very same todo; or others were in the way, such as the same command the long way,
    // which waits for the log while this waits for the command.
    if (error instanceof Refusal || isDuplicate(error) || isRolledBack(error)) return undefined;
    throw error;
  }
}

async function write(
  { userId, batch, ask }: Writer,
  command: Command,
  hash: Buffer,
  now: Date,
  { statement: { name, text, steps }, id, listId, columns, todo }: Change,
): Promise<Outcome | undefined> {
  const kept = { ...("listId" in command ? { listId } : {}), count: 1, id };
  const values = [userId, command.commandId, command.kind, hash, now, batch ?? null, kept, id, columns];
  const { rows } = await ask<DoneRow>({
    name,
    text,
    values: command.kind === "todo.create" ? [...values, listId] : values,
    writing: { userId, steps },
    isAnswer: (row): row is DoneRow => row.list_id !== null,
  });
  const [done] = rows;
  if (!done) return undefined;
  const revs = revsSchema.parse({ [done.list_id]: Number(done.rev) });
  const answer = answerWith(() => todo(done));
  return { answer, kept: answer === undefined ? kept : undefined, revs, wake: [done.list_id] };
}

/** It is done whatever can be told of it: a row may hold what core cannot read, such as a moment that never comes. */
function answerWith(todo: () => unknown): unknown {
  try {
    return { count: 1, todo: todo() };
  } catch (error) {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  }
}

const NOTHING_GIVEN = z.strictObject(optionalFields).parse({});

/** What becomes of a new todo does not depend on what is there, if it stands under none and does not repeat. */
function creation({ userId }: Writer, command: Command, now: Date): Change | undefined {
  if (command.kind !== "todo.create") return undefined;
  const { listId, todos } = command;
  const [todo] = todos;
  if (!todo || todos.length > 1 || todo.series || todo.parentId) return undefined;
  const anybody: User = { kind: "owner", userId };
  const [patch] = effect(new Seen([], anybody), command, { userId, now: now.toISOString() });
  if (patch?.table !== "todo" || !("insert" in patch)) return undefined;
  const { listId: _, ...insert } = patch.insert;
  // All that there are, so that it is one statement.
  const columns = toColumns({ ...NOTHING_GIVEN, ...insert });
  return {
    statement: creating(columns),
    id: todo.id,
    listId,
    columns,
    todo: ({ list_id }) => ({ ...insert, listId: list_id }),
  };
}

/** What is set is what there is then, where nothing stands under or above a todo and it does not repeat: one field. */
function update(command: Command): Change | undefined {
  if (command.kind !== "todo.update") return undefined;
  const { ids, set, keepTime, basedOn } = command;
  const [id] = ids;
  const columns = toColumns(set);
  if (id === undefined || ids.length > 1 || keepTime || basedOn || set.parentId !== undefined)
    return undefined;
  // Each set of fields would be a statement of its own, planned and kept by every connection.
  if (Object.keys(columns).length !== 1) return undefined;
  return {
    statement: updating(columns),
    id,
    columns,
    todo: ({ row }) => (row ? toRow("todo", row) : null),
  };
}

/** A statement for each set of columns, worked out once: there are few. */
function statements(what: string, stepsFor: (columns: readonly string[]) => string, text: string) {
  const made = new Map<string, Change["statement"]>();
  return (row: Columns) => {
    const columns = Object.keys(row).toSorted();
    const key = columns.join();
    const known = made.get(key) ?? { name: statementName(what, columns), steps: stepsFor(columns), text };
    made.set(key, known);
    return known;
  };
}

/** The triggers read who does what from these settings. */
const SETTINGS = `settings as (
    select set_config('codex.user', ($3::uuid)::text, true), set_config('codex.command', ($4::uuid)::text, true),
      set_config('lock_timeout', '4s', true))`;

/** Whether it is the user who asks, and they may write into the list. */
const MAY_WRITE = `who.user_id = $3::uuid and who.may_write and "user".id = $3::uuid and member.user_id = $3::uuid
      and member.role in ('owner', 'editor') and list.deleted_at is null
      and (who.reach is null or list.id = any(who.reach))`;

/** The log's next number is the command's: nobody else gets one before this is committed. */
const BEGUN = `begun as (
    insert into command (user_id, id, kind, hash, at, batch, answer, revs)
    select $3::uuid, $4::uuid, $5, $6, $7, $8, $9::jsonb, jsonb_build_object(place.id, place.head + 1) from place
    on conflict do nothing returning true)`;

/**
 * Rows are locked in the order in which they are named, the user first: the long way has the user by then, as its command
 * is the user's, and whoever deletes or merges users takes them before their logs.
 *
 * Others may have changed the log while this waited for it, but nothing of what it goes by: the number is that of the
 * row that is locked, and so are the role and the list's state.
 */
const creating = statements(
  "create-todo",
  (columns) => {
    const names = columns.map(quoted).join();
    const given = columns.map((column) => `given.${quoted(column)}`).join();
    return `${SETTINGS}, place as (
      select log.id, log.head from who, settings, "user", member
        join list on list.id = member.list_id join log on log.id = list.id
      where ${MAY_WRITE} and list.id <> $10::uuid
        and list.id = coalesce($12::uuid, (select id from list where inbox_of = $3::uuid))
      for key share of "user" for no key update of log for share of member, list),
    ${BEGUN}, made as (
      insert into todo (list_id, ${names}) select place.id, ${given}
      from place, begun, jsonb_populate_record(null::todo, $11::jsonb) as given
      returning list_id, rev)`;
  },
  "select list_id, rev, null as row from made",
);

/**
 * What this goes by is what was there when it began. So it does nothing if the log is locked, or was changed between then
 * and the lock.
 */
const updating = statements(
  "change-todo",
  (columns) => {
    const [are, shall] = ["todo", "given"].map((row) =>
      columns.map((column) => `${row}.${quoted(column)}`).join(),
    );
    const set = columns.map((column) => `${quoted(column)} = given.${quoted(column)}`).join();
    const given = "jsonb_populate_record(null::todo, $11::jsonb) as given";
    return `${SETTINGS}, place as (
      select log.id, log.head from who, settings, "user", ${given}, todo
        join list on list.id = todo.list_id join log on log.id = list.id join member on member.list_id = list.id
      where todo.id = $10::uuid and todo.deleted_at is null and todo.parent_id is null and todo.series_id is null
        and ${MAY_WRITE} and (${are}) is distinct from (${shall})
        and not exists (select from todo as under where under.parent_id = $10::uuid)
        and log.head = (
          select log.head from todo join log on log.id = todo.list_id where todo.id = $10::uuid)
      for key share of "user" skip locked for no key update of log skip locked for share of member skip locked),
    ${BEGUN}, made as (
      update todo set ${set} from place, begun, ${given} where todo.id = $10::uuid
      returning todo.list_id, todo.rev, to_jsonb(todo) - 'rev' as row)`;
  },
  "select list_id, rev, row from made",
);
