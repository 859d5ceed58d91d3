import type { Command, CommandKind, CommandOf, PureCommand } from "./command.js";
import { balancedRanks, byRank } from "./rank.js";
import { noSuch, type Patch, Refusal, type Rows, type View } from "./view.js";

/** Who gives a command, and when. */
export interface Circumstances {
  readonly userId: string;
  /** ISO 8601, UTC, in milliseconds. */
  readonly now: string;
}

/** Where todos go on a page that does not know its user's Inbox yet. */
export const UNKNOWN_INBOX = "00000000-0000-0000-0000-000000000000";

type Todo = Rows["todo"];
type Effects = {
  readonly [Kind in PureCommand["kind"]]: (
    view: View,
    command: CommandOf<Kind>,
    circumstances: Circumstances,
  ) => Patch[];
};

/**
 * What a command does to the rows: the one definition of every kind, which the server carries out and a page
 * shows at once. Whether the user may do it is asked elsewhere.
 *
 * @returns nothing for rows that are so already
 * @throws Refusal
 */
export function effect(view: View, command: PureCommand, circumstances: Circumstances): Patch[] {
  return EFFECTS[command.kind](view, command as never, circumstances);
}

const EFFECTS: Effects = {
  "todo.create": (view, { listId, todos }, { now, userId }) => {
    const intoList = listId ?? view.inboxId ?? UNKNOWN_INBOX;
    const made = new Set<string>();
    return todos.flatMap(({ id, ...fields }) => {
      const known = view.todo(id);
      if (id === intoList || made.has(id) || (known && !isSame(known, intoList, fields.text)))
        throw idTaken();
      if (known) return [];
      made.add(id);
      const given = { completed: false, rank: null, ...fields };
      const row = { ...given, id, listId: intoList, createdAt: now, createdBy: userId, deletedAt: null };
      return [{ table: "todo", key: { id }, insert: row }];
    });
  },
  "todo.update": (view, { ids, set }) =>
    named(view, ids, (row) => row.deletedAt === null).flatMap((row) => setting(row, set)),
  "todo.delete": (view, { ids }, { now }) =>
    named(view, ids, (row) => row.deletedAt === null).flatMap((row) => setting(row, { deletedAt: now })),
  "todo.restore": (view, { ids }) => named(view, ids).flatMap((row) => setting(row, { deletedAt: null })),
  "todo.purge": (view, { ids }) =>
    named(view, ids, (row) => row.deletedAt !== null).map(({ id }) => ({
      table: "todo",
      key: { id },
      remove: true,
    })),
  "todo.move": (view, { ids, listId }) =>
    named(view, ids, (row) => row.deletedAt === null).flatMap((row) => setting(row, { listId })),
  "todo.setAllCompleted": (view, { listId, completed }) =>
    liveIn(view, listId).flatMap((row) => setting(row, { completed })),
  "todo.clearCompleted": (view, { listId }, { now }) =>
    liveIn(view, listId)
      .filter(({ completed }) => completed)
      .flatMap((row) => setting(row, { deletedAt: now })),

  "list.create": (view, { id, name }, { now, userId }) => {
    const known = view.list(id);
    const isOurs = known && known.deletedAt === null && view.member(id, userId)?.role === "owner";
    if (known && !(isOurs && known.name === name)) throw idTaken();
    if (known) return [];
    const list = { id, name, inboxOf: null, createdAt: now, deletedAt: null };
    const owner = { listId: id, userId, role: "owner", position: 0, createdAt: now } as const;
    return [
      { table: "list", key: { id }, insert: list },
      { table: "member", key: { listId: id, userId }, insert: owner },
    ];
  },
  "list.rename": (view, { listId, name }) => settingList(view, listId, { name }),
  "list.delete": (view, { listId }, { now }) => {
    if (existing(view, listId).inboxOf !== null)
      throw new Refusal("FORBIDDEN", "The Inbox cannot be deleted. It can be renamed and emptied.");
    return settingList(view, listId, { deletedAt: now });
  },
  "list.restore": (view, { listId }) => settingList(view, listId, { deletedAt: null }),
  "list.purge": (view, { listId }) => {
    if (existing(view, listId).deletedAt === null)
      throw new Refusal("CONFLICT", "Only a deleted list can be deleted for good.");
    return [{ table: "list", key: { id: listId }, remove: true }];
  },
  "list.rebalance": (view, { listId }) => {
    const rows = liveIn(view, listId).sort(byRank);
    const ranks = balancedRanks(rows);
    return rows.flatMap((row, index) => setting(row, { rank: ranks[index] ?? null }));
  },
  "list.setOrder": (view, { listIds }, { userId }) => {
    const order = [...new Set(listIds)];
    return [...view.memberships()].flatMap(({ listId, position }) => {
      const at = order.indexOf(listId);
      const next = at < 0 ? 0 : at - order.length;
      return next === position ? [] : [{ table: "member", key: { listId, userId }, set: { position: next } }];
    });
  },
  "list.setRole": (view, { listId, userId, role }) => {
    const member = notOwner(view, listId, userId);
    return member.role === role ? [] : [{ table: "member", key: { listId, userId }, set: { role } }];
  },
  "list.removeMember": (view, { listId, userId }) => removal(view, listId, userId),
  "list.leave": (view, { listId }, { userId }) => removal(view, listId, userId),
  "list.transfer": (view, { listId, userId: heir }, { userId }) => {
    if (!view.member(listId, heir)) throw noSuch("member");
    if (heir === userId) return [];
    // In this order: a list has one owner at most at any moment.
    return [
      { table: "member", key: { listId, userId }, set: { role: "editor" } },
      { table: "member", key: { listId, userId: heir }, set: { role: "owner" } },
    ];
  },
};

/** Whether the command's effect follows from the rows alone. */
export function isPure(command: Command): command is PureCommand {
  return command.kind !== "list.join" && command.kind !== "undo" && command.kind !== "redo";
}

/** The kinds that `undo` can take back. */
export const UNDOABLE: ReadonlySet<CommandKind> = new Set<CommandKind>([
  "todo.create",
  "todo.update",
  "todo.delete",
  "todo.restore",
  "todo.move",
  "todo.setAllCompleted",
  "todo.clearCompleted",
  "list.create",
  "list.rename",
  "list.delete",
  "list.restore",
  "list.setOrder",
]);

export const idTaken = () =>
  new Refusal("CONFLICT", "This id is already taken. Make a new one and ask again.");

function isSame(known: Todo, listId: string, text: string): boolean {
  return known.listId === listId && known.text === text && known.deletedAt === null;
}

/** The rows that a command names and that are there. */
function named(view: View, ids: readonly string[], isMeant: (row: Todo) => boolean = () => true): Todo[] {
  const rows = [...new Set(ids)].flatMap((id) => view.todo(id) ?? []).filter(isMeant);
  if (rows.length === 0) throw noSuch("todo");
  return rows;
}

function liveIn(view: View, listId: string | undefined): Todo[] {
  const rows = [...view.todosOf(listId ?? view.inboxId ?? UNKNOWN_INBOX)];
  return rows.filter(({ deletedAt }) => deletedAt === null);
}

function setting(row: Todo, set: Partial<Todo>): Patch[] {
  const changed = differing(row, set);
  return changed ? [{ table: "todo", key: { id: row.id }, set: changed }] : [];
}

function settingList(view: View, listId: string, set: Partial<Rows["list"]>): Patch[] {
  const changed = differing(existing(view, listId), set);
  return changed ? [{ table: "list", key: { id: listId }, set: changed }] : [];
}

/** The fields of `set` that are not so already. */
function differing<Row extends object>(row: Row, set: Partial<Row>): Partial<Row> | undefined {
  const changed = { ...set };
  for (const name of Object.keys(set))
    if (isEqual(Reflect.get(row, name), Reflect.get(set, name))) Reflect.deleteProperty(changed, name);
  return Object.keys(changed).length > 0 ? changed : undefined;
}

/** A field that a row does not have yet holds what it would if nothing were written there. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === undefined) return b === null || (Array.isArray(b) && b.length === 0);
  return a === b || (Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b));
}

function existing(view: View, listId: string): Rows["list"] {
  const list = view.list(listId);
  if (!list) throw noSuch("list");
  return list;
}

function removal(view: View, listId: string, userId: string): Patch[] {
  notOwner(view, listId, userId);
  return [{ table: "member", key: { listId, userId }, remove: true }];
}

function notOwner(view: View, listId: string, userId: string): Rows["member"] {
  const member = view.member(listId, userId);
  if (!member) throw noSuch("member");
  if (member.role === "owner")
    throw new Refusal(
      "CONFLICT",
      "A list always has an owner. Hand it over to another member first (list.transfer).",
    );
  return member;
}
