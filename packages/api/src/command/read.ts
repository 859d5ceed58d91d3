import { isAtLeast, type Role } from "@codex/core/role";
import { noSuch, type Patch, Refusal, type Rows, type View } from "@codex/core/view";
import type { Sql, Statement } from "@codex/db";
import { reaches, type User } from "../access/caller.js";
import type { ConcernedList, Concerns } from "./concerns.js";
import { type Columns, toRow } from "./rows.js";

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

/** The rows that a command can see, all of them as they are under the lock. */
export class Seen implements View {
  readonly inboxId: string | undefined;
  readonly #todos = new Map<string, Rows["todo"]>();
  readonly #bulk: Rows["todo"][] = [];
  readonly #lists = new Map<string, Rows["list"]>();
  readonly #members = new Map<string, Rows["member"]>();

  constructor(
    rows: readonly SeenRow[],
    private readonly user: User,
  ) {
    for (const { what, row } of rows) {
      if (what === "todo" || what === "bulk") {
        const todo = toRow("todo", row);
        this.#todos.set(todo.id, todo);
        if (what === "bulk") this.#bulk.push(todo);
      } else if (what === "list") {
        const list = toRow("list", row);
        this.#lists.set(list.id, list);
      } else {
        const member = toRow("member", row);
        this.#members.set(`${member.listId} ${member.userId}`, member);
      }
    }
    const inboxes = [...this.#lists.values()].filter(({ inboxOf }) => inboxOf === user.userId);
    this.inboxId = inboxes[0]?.id;
  }

  todo(id: string): Rows["todo"] | undefined {
    return this.#todos.get(id);
  }

  todosOf(listId: string): Iterable<Rows["todo"]> {
    return this.#bulk.filter((todo) => todo.listId === listId);
  }

  list(id: string): Rows["list"] | undefined {
    return this.#lists.get(id);
  }

  member(listId: string, userId: string): Rows["member"] | undefined {
    return this.#members.get(`${listId} ${userId}`);
  }

  *memberships(): Iterable<Rows["member"]> {
    for (const member of this.#members.values()) if (member.userId === this.user.userId) yield member;
  }

  /** The user's role in a list that their credentials reach. */
  roleIn(listId: string, state: ConcernedList["state"] = "in use"): Role | undefined {
    const list = this.#lists.get(listId);
    if (!list || (list.deletedAt !== null) !== (state === "deleted") || !reaches(this.user, listId))
      return undefined;
    return this.member(listId, this.user.userId)?.role;
  }

  /** A list that is named, or meant as the Inbox. @throws Refusal */
  require({ listId = this.inboxId, needed, state }: ConcernedList): string {
    const role = listId === undefined ? undefined : this.roleIn(listId, state);
    if (listId === undefined || role === undefined) throw noSuch("list");
    if (!isAtLeast(role, needed)) throw notEnough(needed);
    return listId;
  }

  /** Forgets the todos that the user cannot see, as if they were not there. @throws Refusal if some are only to be seen */
  requireTodos(ids: readonly string[]): void {
    for (const id of ids) {
      const todo = this.#todos.get(id);
      if (!todo) continue;
      const role = this.roleIn(todo.listId);
      if (role === undefined) this.#todos.delete(id);
      else if (!isAtLeast(role, "editor")) throw notEnough("editor");
    }
  }

  /** A todo as patches leave it. */
  todoAfter(id: string, patches: readonly Patch[]): Rows["todo"] | null {
    let row = this.todo(id);
    for (const patch of patches) {
      if (patch.table !== "todo" || patch.key.id !== id) continue;
      if ("insert" in patch) row = patch.insert;
      else if ("set" in patch && row) row = { ...row, ...patch.set };
    }
    return row ?? null;
  }
}

const WHO: Record<Role, string> = {
  viewer: "members",
  editor: "the owner and the editors",
  owner: "the owner",
};

export const notEnough = (needed: Role) =>
  new Refusal("FORBIDDEN", `Only ${WHO[needed]} of this list can do this.`);

interface SeenRow {
  readonly what: "todo" | "bulk" | "list" | "member";
  readonly row: Columns;
}

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
  { todos, newIds, members, bulk, own, lists }: Concerns,
  locked: ReadonlySet<string>,
): Promise<Seen> {
  const listIds = [...new Set([...locked, ...newIds, ...lists.flatMap(({ listId }) => listId ?? [])])];
  const bulkOf = bulk && (lists[0]?.listId ?? null);
  const rows = await sql.query<SeenRow>(READ, [
    [...new Set([...todos, ...newIds])],
    listIds,
    bulk !== null,
    bulkOf,
    user.userId,
    bulk?.completed ?? null,
    [user.userId, ...members],
    own,
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

const READ: Statement = {
  name: "read-view",
  text: `select 'todo' as what, to_jsonb(todo) - 'rev' as row from todo where id = any($1::uuid[])
    union all
    select 'list', to_jsonb(list) - 'rev' from list where id = any($2::uuid[])
    union all
    select 'member', to_jsonb(member) - 'rev' from member
      where list_id = any($2::uuid[]) and user_id = any($7::uuid[]) or $8::boolean and user_id = $5
    union all
    select 'bulk', to_jsonb(todo) - 'rev' from todo
      where $3::boolean and ($6::boolean is null or completed = $6) and deleted_at is null
        and list_id = coalesce($4::uuid, (select id from list where inbox_of = $5))`,
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
