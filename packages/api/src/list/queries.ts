import type { Invite, List, Member, Offer } from "@codex/core/list";
import type { Db, Prisma } from "@codex/db";
import type { User } from "../access/caller.js";
import { hashSecret } from "../access/secrets.js";
import { notFound } from "../trpc/errors.js";
import { givenRole, inviteSelect, listSelect, memberSelect, toInvite, toList, toMember } from "./select.js";

/** The lists in use that the user is a member of: the Inbox, then in the user's own order. */
export async function allLists(db: Db, user: User): Promise<List[]> {
  const rows = await db.member.findMany({
    where: { userId: user.userId, list: { deletedAt: null }, ...withinReach(user) },
    orderBy: [{ position: "asc" }, { createdAt: "asc" }, { listId: "asc" }],
    select: listSelect,
  });
  const lists = rows.map(toList);
  return [...lists.filter(({ isInbox }) => isInbox), ...lists.filter(({ isInbox }) => !isInbox)];
}

/** The lists that the user has deleted and can restore, the last deleted first. */
export async function deletedLists(db: Db, user: User): Promise<List[]> {
  const rows = await db.member.findMany({
    where: { userId: user.userId, role: "owner", list: { deletedAt: { not: null } }, ...withinReach(user) },
    orderBy: { list: { deletedAt: "desc" } },
    select: listSelect,
  });
  return rows.map(toList);
}

/** @throws TRPCError `NOT_FOUND` */
export async function listById(db: Pick<Db, "member">, userId: string, listId: string): Promise<List> {
  const row = await db.member.findUnique({
    where: { listId_userId: { listId, userId } },
    select: listSelect,
  });
  if (!row) throw notFound("list");
  return toList(row);
}

/** The members of a list, in the order in which they joined. */
export async function membersOf(db: Pick<Db, "member">, listId: string, askerId: string): Promise<Member[]> {
  const rows = await db.member.findMany({
    where: { listId },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
    select: memberSelect,
  });
  return rows.map((row) => toMember(row, askerId));
}

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

function withinReach(user: User): Prisma.MemberWhereInput {
  return user.kind === "program" && user.listIds !== null ? { listId: { in: [...user.listIds] } } : {};
}
