import { newId } from "@codex/core/id";
import type { Prisma } from "@codex/db";

/** Where no mail goes: the addresses of those who have none. */
const NO_MAIL = "@codex.invalid";

/** An address for a user who has none; every user needs a different one. */
export function noEmail(id: string): string {
  return `${id}${NO_MAIL}`;
}

/** A user's address as others may see it: null if it is none that mail reaches. */
export function realEmail(email: string): string | null {
  return email.endsWith(NO_MAIL) ? null : email;
}

/** A new user's row with the rows that every user has: their Inbox, and their place in it. */
export function newUser<User extends { id: string }>(
  user: User,
): User & Pick<Prisma.UserUncheckedCreateInput, "inbox"> {
  return {
    ...user,
    inbox: {
      create: { id: newId(), name: "Inbox", members: { create: { userId: user.id, role: "owner" } } },
    },
  };
}
