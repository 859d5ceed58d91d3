import type { GivenRole, Invite } from "@codex/core/list";
import type { Role } from "@codex/core/role";
import type { Prisma } from "@codex/db";

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
