import type { GivenRole, Invite, List, Member } from "@codex/core/list";
import type { Role } from "@codex/core/role";
import type { Prisma } from "@codex/db";

/** A user's place in a list with what the wire's `List` tells of the list. */
export const listSelect = {
  role: true,
  list: {
    select: {
      id: true,
      name: true,
      inboxOf: true,
      createdAt: true,
      deletedAt: true,
      _count: { select: { members: true, todos: { where: { completed: false } } } },
    },
  },
} satisfies Prisma.MemberSelect;

type ListRow = Prisma.MemberGetPayload<{ select: typeof listSelect }>;

export function toList({ role, list }: ListRow): List {
  return {
    id: list.id,
    name: list.name,
    isInbox: list.inboxOf !== null,
    role,
    members: list._count.members,
    active: list._count.todos,
    createdAt: list.createdAt.toISOString(),
    deletedAt: list.deletedAt?.toISOString() ?? null,
  };
}

export const memberSelect = {
  userId: true,
  role: true,
  createdAt: true,
  user: { select: { name: true, isGuest: true } },
} satisfies Prisma.MemberSelect;

type MemberRow = Prisma.MemberGetPayload<{ select: typeof memberSelect }>;

/** @param askerId - the user who is told */
export function toMember({ userId, role, createdAt, user }: MemberRow, askerId: string): Member {
  return {
    userId,
    name: user.name,
    isGuest: user.isGuest,
    isYou: userId === askerId,
    role,
    joinedAt: createdAt.toISOString(),
  };
}

export const inviteSelect = {
  id: true,
  role: true,
  expiresAt: true,
  uses: true,
  used: true,
  createdAt: true,
} satisfies Record<keyof Invite, true> & Prisma.InviteSelect;

type InviteRow = Prisma.InviteGetPayload<{ select: typeof inviteSelect }>;

export function toInvite({ role, expiresAt, createdAt, ...invite }: InviteRow): Invite {
  return {
    ...invite,
    role: givenRole(role),
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

/** An invite never gives away ownership, whatever stands in the table. */
export function givenRole(role: Role): GivenRole {
  return role === "viewer" ? "viewer" : "editor";
}
