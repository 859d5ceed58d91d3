import { newId } from "@codex/core/id";
import { GIVEN_NAMES } from "@codex/core/names";
import type { Prisma } from "@codex/db";

/** A new user's row with the rows that every user has: their Inbox, and their place in it. */
export function newUser<User extends { id: string }>(
  user: User,
): User & Pick<Prisma.UserUncheckedCreateInput, "inbox"> {
  return {
    ...user,
    inbox: {
      create: {
        id: newId(),
        name: GIVEN_NAMES.inbox,
        members: { create: { userId: user.id, role: "owner" } },
      },
    },
  };
}
