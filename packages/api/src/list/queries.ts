import type { Invite, List, Member, Offer } from "@codex/core/list";
import { type Db, type Prisma, type Sql, type Statement, sqlOf } from "@codex/db";
import type { User } from "../access/caller.js";
import { hashSecret } from "../access/secrets.js";
import { notFound } from "../trpc/errors.js";
import { givenRole, inviteSelect, toInvite } from "./select.js";

/** The lists in use that the user is a member of: the Inbox, then in the user's own order. */
export function allLists(db: Db, user: User): Promise<List[]> {
  return listsOf(sqlOf(db), { userId: user.userId, only: reachOf(user), deleted: false });
}

/** The lists that the user has deleted and can restore, the last deleted first. */
export function deletedLists(db: Db, user: User): Promise<List[]> {
  return listsOf(sqlOf(db), { userId: user.userId, only: reachOf(user), deleted: true });
}

/** A list as one of its members sees it. @throws TRPCError `NOT_FOUND` */
export async function listById(sql: Sql, userId: string, listId: string): Promise<List> {
  const [list] = await listsOf(sql, { userId, only: [listId], deleted: false });
  if (!list) throw notFound("list");
  return list;
}

async function listsOf(
  sql: Sql,
  { userId, only, deleted }: { userId: string; only: readonly string[] | null; deleted: boolean },
): Promise<List[]> {
  const rows = await sql.query<ListRow>(LISTS, [userId, only, deleted]);
  return rows.map(({ createdAt, deletedAt, ...list }) => ({
    ...list,
    createdAt: createdAt.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
  }));
}

interface ListRow extends Omit<List, "createdAt" | "deletedAt"> {
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
}

/** A deleted list is shown to its owner alone. */
const LISTS: Statement = {
  name: "lists-of-user",
  text: `select list.id, list.name, list.inbox_of is not null as "isInbox", member.role,
      (select count(*)::int from member as any_member where any_member.list_id = list.id) as members,
      (select count(*)::int from todo
        where todo.list_id = list.id and not completed and todo.deleted_at is null) as active,
      list.created_at as "createdAt", list.deleted_at as "deletedAt"
    from member join list on list.id = member.list_id
    where member.user_id = $1 and ($2::uuid[] is null or list.id = any($2))
      and (list.deleted_at is not null) = $3 and (not $3 or member.role = 'owner')
    order by list.deleted_at desc, list.inbox_of is null, member.position, member.created_at, list.id`,
};

/** The members of a list, in the order in which they joined. */
export async function membersOf(sql: Sql, listId: string, askerId: string): Promise<Member[]> {
  const rows = await sql.query<MemberRow>(MEMBERS, [listId, askerId]);
  return rows.map(({ joinedAt, ...member }) => ({ ...member, joinedAt: joinedAt.toISOString() }));
}

interface MemberRow extends Omit<Member, "joinedAt"> {
  readonly joinedAt: Date;
}

const MEMBERS: Statement = {
  name: "members-of-list",
  text: `select member.user_id as "userId", "user".name, "user".is_guest as "isGuest",
      member.user_id = $2 as "isYou", member.role, member.created_at as "joinedAt"
    from member join "user" on "user".id = member.user_id
    where member.list_id = $1
    order by member.created_at, member.user_id`,
};

/** The invites of a list that can still be used. */
export async function openInvites(db: Db, listId: string, now: Date): Promise<Invite[]> {
  const rows = await db.invite.findMany({
    where: { listId, ...usable(db, now) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: inviteSelect,
  });
  return rows.map(toInvite);
}

/**
 * What an invite offers.
 *
 * @throws TRPCError `NOT_FOUND` if it cannot be used (any more)
 */
export async function offerOf(db: Db, secret: string, now: Date): Promise<Offer> {
  const invite = await db.invite.findFirst({
    where: { hash: hashSecret(secret), list: { deletedAt: null }, ...usable(db, now) },
    select: {
      role: true,
      expiresAt: true,
      list: {
        select: {
          name: true,
          members: { where: { role: "owner" }, select: { user: { select: { name: true } } } },
        },
      },
    },
  });
  if (!invite) throw notFound("invite");
  return {
    listName: invite.list.name,
    ownerName: invite.list.members[0]?.user.name ?? "",
    role: givenRole(invite.role),
    expiresAt: invite.expiresAt.toISOString(),
  };
}

/** Neither expired nor used up. */
export function usable(db: Pick<Db, "invite">, now: Date): Prisma.InviteWhereInput {
  return { expiresAt: { gt: now }, used: { lt: db.invite.fields.uses } };
}

/** The lists that a user's credentials are limited to; null for all. */
export function reachOf(user: User): readonly string[] | null {
  return user.kind === "program" ? user.listIds : null;
}
