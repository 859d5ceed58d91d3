import { isAtLeast, type Role } from "@codex/core/role";
import type { Db, Prisma } from "@codex/db";
import { forbidden, notFound } from "../trpc/errors.js";

/**
 * Changes a list or who its members are, one change after the other, so that no two of them together leave
 * it without an owner. The role is looked at again once the list is locked: what the procedure found may be
 * over.
 *
 * @throws TRPCError `NOT_FOUND` or `FORBIDDEN` if the user lost the role meanwhile
 */
export function withListLocked<T>(
  db: Db,
  { listId, userId, needed }: { listId: string; userId: string; needed: Role },
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (tx) => {
    await lockList(tx, listId);
    const member = await tx.member.findUnique({
      where: { listId_userId: { listId, userId } },
      select: { role: true },
    });
    if (!member) throw notFound("list");
    if (!isAtLeast(member.role, needed)) throw forbidden("Your role in this list was changed.");
    return work(tx);
  });
}

/** The lock that every command about the list takes too. */
async function lockList(tx: Prisma.TransactionClient, listId: string): Promise<void> {
  await tx.$queryRaw`select from log where id = ${listId}::uuid for no key update`;
}
