import type { CommandOf } from "@codex/core/command";
import { UNDOABLE } from "@codex/core/effect";
import { noSuch, type Patch, Refusal, type Table } from "@codex/core/view";
import type { Sql } from "@codex/db";
import type { User } from "../access/caller.js";
import { reaches } from "../access/caller.js";
import { reachOf } from "../list/queries.js";
import type { Done } from "./answers.js";
import type { Concerns } from "./concerns.js";
import { type Attempt, lockLogs, readView } from "./read.js";
import { fromColumns } from "./rows.js";
import { notEnough, type Seen } from "./seen.js";
import { changedOnes } from "./undo-changed.js";
import { keepFamilies } from "./undo-family.js";
import { touchedNext } from "./undo-next.js";
import {
  CHANGES,
  CHANGES_SINCE,
  type ChangeRow,
  LAST_DONE,
  LAST_UNDONE,
  MARK_REDONE,
  MARK_UNDONE,
  NAMED,
} from "./undo-statements.js";

/** A command that is to be taken back, and the command whose changes are reverted for that. */
interface Target {
  /** What the user did: the command that `undo` names, or that `redo` brings back. */
  readonly id: string;
  readonly kind: string;
  /** Whose changes are reverted: the command's own, or those of the undo. */
  readonly reverted: string;
}

/**
 * Restores what stood in the rows before a command, as long as nobody else changed the same fields since.
 * `redo` does the same with an `undo`.
 *
 * @throws Refusal `CONFLICT` naming the todo and the person who changed it
 */
export async function revert(
  sql: Sql,
  user: User,
  command: CommandOf<"undo"> | CommandOf<"redo">,
  { now, also, leavesChanged = false }: Attempt,
): Promise<Done> {
  const { userId } = user;
  const target = await targetOf(sql, user, command);
  const changes = lastOfEachRow(await sql.query<ChangeRow>(CHANGES, [userId, target.reverted]));
  if (changes.length === 0) throw new Refusal("CONFLICT", "This is too long ago to be taken back.");
  const concerns = concernsOfChanges(changes);
  if (concerns.own && !reaches(user, userId))
    throw new Refusal("FORBIDDEN", "This token is limited to certain lists.");
  const locked = await lockLogs(sql, userId, concerns, also);
  const view = await readView(sql, user, { ...concerns, lists: anyList(changes) }, locked);
  const ids = changes.map(({ row_id }) => row_id);
  const first = changes[0]?.n ?? "0";
  const since = byRow(await sql.query<ChangeRow>(CHANGES_SINCE, [ids, first, userId]));
  const laterOf = (change: ChangeRow) =>
    (since.get(keyOf(change)) ?? []).filter(({ n }) => BigInt(n) > BigInt(change.n));
  const ignored = leavesChanged ? PLACES : NONE;
  const isChanged = (change: ChangeRow) => differs(view, user, change, laterOf(change), ignored);
  const staying = leavesChanged
    ? await changedOnes(sql, view, user, changes, isChanged)
    : touchedNext(view, target.kind, changes, isChanged);
  const patches = changes
    .filter((change) => !staying.has(change))
    .flatMap((change) => reverting(view, { user, now, ignored }, change, laterOf(change)));
  const [marked] = await sql.query(command.kind === "undo" ? MARK_UNDONE : MARK_REDONE, [
    userId,
    target.id,
    command.commandId,
    target.reverted,
  ]);
  if (!marked) throw new Refusal("CONFLICT", "This was taken back meanwhile.");
  return { view, patches: keepFamilies(view, patches), target };
}

/** Whether a row is not as a change left it. */
function differs(
  view: Seen,
  user: User,
  change: ChangeRow,
  later: readonly ChangeRow[],
  ignored: ReadonlySet<string>,
): boolean {
  const row = rowOf(view, user, change);
  // What stood there before the first of the changes since.
  const left = Object.assign({}, ...later.map(({ before }) => fromColumns(before ?? {})).reverse());
  return Object.entries(left).some(
    ([field, value]) => !ignored.has(field) && (!row || !isSame(value, Reflect.get(row, field))),
  );
}

/** Where something stands among others: whoever puts those in order has not changed it. */
const PLACES: ReadonlySet<string> = new Set(["rank", "position"]);
const NONE: ReadonlySet<string> = new Set();

const NOTHING_LEFT = { undo: "There is nothing to undo.", redo: "There is nothing to redo." };

async function targetOf(
  sql: Sql,
  user: User,
  { kind, target }: CommandOf<"undo"> | CommandOf<"redo">,
): Promise<Target> {
  const { userId } = user;
  const [found] = await sql.query<{ id: string; kind: string; undone_by: string | null }>(
    target !== undefined ? NAMED : kind === "undo" ? LAST_DONE : LAST_UNDONE,
    target !== undefined
      ? [userId, target]
      : kind === "undo"
        ? [userId, [...UNDOABLE], reachOf(user)]
        : [userId, [...UNDOABLE]],
  );
  if (!found) {
    if (target === undefined) throw new Refusal("CONFLICT", NOTHING_LEFT[kind]);
    throw noSuch("command");
  }
  const { id, undone_by: undoneBy } = found;
  if (![...UNDOABLE].some((undoable) => undoable === found.kind))
    throw new Refusal("CONFLICT", `A command of the kind ${found.kind} cannot be taken back.`);
  if (kind === "undo") {
    if (undoneBy !== null) throw new Refusal("CONFLICT", "This has been undone already.");
    return { id, kind: found.kind, reverted: id };
  }
  if (undoneBy === null) throw new Refusal("CONFLICT", "This has not been undone.");
  return { id, kind: found.kind, reverted: undoneBy };
}

/** A row that was moved has an entry in the log that it left, which comes first and does not count. */
function lastOfEachRow(changes: readonly ChangeRow[]): ChangeRow[] {
  return [...new Map(changes.map((change) => [keyOf(change), change])).values()];
}

const keyOf = ({ entity, row_id }: ChangeRow) => `${entity} ${row_id}`;

function byRow(changes: readonly ChangeRow[]): Map<string, ChangeRow[]> {
  const rows = new Map<string, ChangeRow[]>();
  for (const change of changes) {
    const row = rows.get(keyOf(change));
    if (row) row.push(change);
    else rows.set(keyOf(change), [change]);
  }
  return rows;
}

/** What has to be locked: the logs of the rows as they are now, and those to which they go back. */
function concernsOfChanges(changes: readonly ChangeRow[]): Concerns {
  const todos = changes.flatMap(({ entity, row_id }) => (entity === "todo" ? [row_id] : []));
  return {
    gate: "user",
    lists: anyList(changes),
    todos,
    newIds: [],
    others: changes.flatMap(({ entity, row_id, before }) => {
      const under = before?.["parent_id"];
      return [...(entity === "series" ? [row_id] : []), ...(typeof under === "string" ? [under] : [])];
    }),
    family: todos.length > 0 || changes.some(({ entity }) => entity === "series"),
    members: [],
    bulk: null,
    own: changes.some(({ entity }) => isPersonal(entity)),
  };
}

function anyList(changes: readonly ChangeRow[]): Concerns["lists"] {
  const ids = changes.flatMap(({ entity, row_id, before }) => {
    if (entity === "list" || entity === "member") return [row_id];
    const from = before?.["list_id"];
    return typeof from === "string" ? [from] : [];
  });
  return [...new Set(ids)].map((listId) => ({ listId, needed: "viewer", state: "in use" }));
}

/** The patch that takes one change back: none if the row is gone for good, or is as it was. */
function reverting(
  view: Seen,
  { user, now, ignored }: { readonly user: User; readonly now: Date; readonly ignored: ReadonlySet<string> },
  change: ChangeRow,
  later: readonly ChangeRow[],
): Patch[] {
  const row = rowOf(view, user, change);
  if (!row) return [];
  requireRole(view, change, row);
  const isMade = change.before === null;
  // What has no trash stays: a rule that nothing repeats by any more.
  if (isMade && !("deletedAt" in row)) return [];
  const wanted = isMade ? { deletedAt: now.toISOString() } : fromColumns(change.before);
  const before = later.map((entry) => ({ ...entry, fields: fromColumns(entry.before ?? {}) }));
  // What a row was made with is taken back as a whole: whatever was written on it since would go with it.
  const fields = new Set([
    ...Object.keys(wanted),
    ...(isMade ? before.flatMap((entry) => Object.keys(entry.fields)) : []),
  ]);
  for (const field of fields) {
    if (ignored.has(field)) continue;
    const overwriting = before.filter((entry) => field in entry.fields);
    const left = overwriting[0]?.fields[field];
    if (overwriting.length > 0 && !isSame(left, Reflect.get(row, field)))
      throw changedSince(row, overwriting.findLast(isOfField) ?? overwriting.at(-1), user);
  }
  const set = Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => !ignored.has(field) && !isSame(value, Reflect.get(row, field)),
    ),
  );
  if (Object.keys(set).length === 0) return [];
  const { entity: table, row_id: id } = change;
  // The fields of a change are those of its own table.
  return [
    table === "member"
      ? { table, key: { listId: id, userId: user.userId }, set }
      : ({ table, key: { id }, set } as Patch),
  ];
}

/** Not the whole row that stands where a todo left a list. */
const isOfField = ({ before }: ChangeRow) => before !== null && !("id" in before);

function rowOf(view: Seen, { userId }: User, { entity, row_id: id }: ChangeRow): object | undefined {
  switch (entity) {
    case "todo":
      return view.todo(id);
    case "series":
      return view.series(id);
    case "list":
      return view.list(id);
    case "member":
      return view.member(id, userId);
    case "label":
      return [...view.labels()].find((label) => label.id === id);
    case "saved_view":
      return view.savedView(id);
  }
}

/** Whether the rows of a table stand in the log of a person. */
const isPersonal = (table: Table) => table === "member" || table === "label" || table === "saved_view";

/** Taking back takes the role that doing it would. @throws Refusal */
function requireRole(view: Seen, { entity, row_id, before }: ChangeRow, row: object): void {
  if (isPersonal(entity)) return;
  if (entity === "list") {
    const deleted = Reflect.get(row, "deletedAt") !== null;
    view.require({ listId: row_id, needed: "owner", state: deleted ? "deleted" : "in use" });
    return;
  }
  const here = entity === "todo" ? view.todo(row_id)?.listId : view.series(row_id)?.listId;
  const from = before?.["list_id"];
  for (const listId of [here, from]) {
    if (typeof listId !== "string") continue;
    const role = view.roleIn(listId);
    if (role === undefined) throw noSuch("todo");
    if (role === "viewer") throw notEnough("editor");
  }
}

function changedSince(row: object, last: ChangeRow | undefined, { userId }: User): Refusal {
  const name = String(Reflect.get(row, "text") ?? Reflect.get(row, "name") ?? "This");
  const short = name.length > 40 ? `${name.slice(0, 39)}…` : name;
  const who = last?.user_id === userId ? "you" : (last?.user_name ?? "somebody");
  return new Refusal("CONFLICT", `“${short}” was changed by ${who} since. Nothing was taken back.`);
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
