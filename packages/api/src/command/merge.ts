import { isAtLeast } from "@codex/core/role";
import type { Db, Prisma } from "@codex/db";
import { recordIn, type Source } from "../audit/record.js";

/**
 * Carries everything of a guest over into an account, and ends the guest: the Inbox's todos into the account's
 * Inbox, the places in lists to the account, which keeps the higher role where both had one. All of it or
 * nothing; done again, it finds no guest and does nothing.
 */
export function mergeGuest(db: Db, source: Source, guestId: string, userId: string): Promise<void> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`
        select from "user" where id in (${guestId}::uuid, ${userId}::uuid) order by id for update`;
    const guest = await tx.user.findFirst({
      where: { id: guestId, isGuest: true },
      select: { inbox: { select: { id: true } } },
    });
    const account = await tx.user.findUnique({
      where: { id: userId },
      select: { inbox: { select: { id: true } } },
    });
    if (!guest?.inbox || !account?.inbox || guestId === userId) return;
    await tx.$queryRaw`
        select from log where id = any(array(
          select list_id from member where user_id in (${guestId}::uuid, ${userId}::uuid)
          union all values (${guestId}::uuid), (${userId}::uuid)))
        order by id for no key update`;
    await tx.todo.updateMany({ where: { listId: guest.inbox.id }, data: { listId: account.inbox.id } });
    await tx.series.updateMany({ where: { listId: guest.inbox.id }, data: { listId: account.inbox.id } });
    await tx.todo.updateMany({ where: { createdBy: guestId }, data: { createdBy: userId } });
    await takeOverPlaces(tx, { guestId, userId, guestInboxId: guest.inbox.id });
    await takeOverViews(tx, guestId, userId);
    await takeOverCommands(tx, guestId, userId);
    await tx.user.delete({ where: { id: guestId }, select: { id: true } });
    await recordIn(tx, source, { kind: "guest.merged", userId, about: { userId: guestId } });
  });
}

async function takeOverPlaces(
  tx: Prisma.TransactionClient,
  { guestId, userId, guestInboxId }: { guestId: string; userId: string; guestInboxId: string },
): Promise<void> {
  const places = await tx.member.findMany({
    where: { userId: guestId, listId: { not: guestInboxId } },
    select: { listId: true, role: true, position: true, createdAt: true },
    orderBy: { listId: "asc" },
  });
  for (const { listId, role, ...place } of places) {
    const where = { listId_userId: { listId, userId } };
    const own = await tx.member.findUnique({ where, select: { role: true } });
    // First the guest's, as a list has one owner at most.
    await tx.member.delete({ where: { listId_userId: { listId, userId: guestId } }, select: { role: true } });
    const kept = own && isAtLeast(own.role, role) ? own.role : role;
    const select = { role: true };
    if (own) await tx.member.update({ where, data: { role: kept }, select });
    else await tx.member.create({ data: { listId, userId, role: kept, ...place }, select });
  }
}

/** Labels and saved views; a label that the account has coloured keeps its colour. */
async function takeOverViews(tx: Prisma.TransactionClient, guestId: string, userId: string): Promise<void> {
  const theirs = await tx.label.findMany({
    where: { userId: guestId, deletedAt: null },
    select: { name: true },
  });
  const given = theirs.map((label) => label.name);
  await tx.label.deleteMany({ where: { userId, deletedAt: { not: null }, name: { in: given } } });
  const own = await tx.label.findMany({ where: { userId }, select: { name: true } });
  const name = { notIn: own.map((label) => label.name) };
  await tx.label.updateMany({ where: { userId: guestId, name }, data: { userId } });
  await tx.savedView.updateMany({ where: { userId: guestId }, data: { userId } });
}

/** A command whose answer was lost before its guest signed in is known when it is sent again, and can be undone. */
async function takeOverCommands(
  tx: Prisma.TransactionClient,
  guestId: string,
  userId: string,
): Promise<void> {
  await tx.$executeRaw`
    update change set user_id = ${userId}::uuid
    from command, jsonb_each_text(command.revs) as part (log_id, rev)
    where command.user_id = ${guestId}::uuid and change.user_id = ${guestId}::uuid
      and change.log_id = part.log_id::uuid and change.rev = part.rev::bigint`;
  await tx.$executeRaw`
    update command set user_id = ${userId}::uuid
    where user_id = ${guestId}::uuid
      and not exists (select from command as own where own.user_id = ${userId}::uuid and own.id = command.id)`;
}
