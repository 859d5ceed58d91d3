import { newId } from "@codex/core/id";
import { LIST_LIMITS } from "@codex/core/limits";
import type { List, ListCreateInput, ListRef, ListRenameInput, ListSetOrderInput } from "@codex/core/list";
import { isTaken } from "@codex/db/errors";
import type { Context } from "../trpc/context.js";
import { conflict, forbidden, idTaken } from "../trpc/errors.js";
import { withListLocked } from "./lock.js";
import { listById } from "./queries.js";

/**
 * Makes a list that the user owns. Asked again with the same id and name, it answers with the list that is there.
 *
 * @throws TRPCError `CONFLICT` if the id is taken, or the user owns as many lists as one may
 */
export async function createList(
  { db, now }: Context,
  userId: string,
  { id = newId(), name }: ListCreateInput,
): Promise<List> {
  const known = await db.member.findFirst({
    where: { listId: id, userId, role: "owner", list: { name, deletedAt: null } },
    select: { listId: true },
  });
  if (known) return listById(db, userId, id);
  if ((await db.member.count({ where: { userId, role: "owner" } })) >= LIST_LIMITS.owned)
    throw conflict(`You own ${LIST_LIMITS.owned} lists, which is as many as one may.`);
  const createdAt = now();
  try {
    await db.list.create({
      data: { id, name, createdAt, members: { create: { userId, role: "owner", createdAt } } },
      select: { id: true },
    });
  } catch (error) {
    throw isTaken(error) ? idTaken() : error;
  }
  return listById(db, userId, id);
}

export async function renameList(
  { db }: Context,
  userId: string,
  { listId, name }: ListRenameInput,
): Promise<List> {
  await db.list.update({ where: { id: listId }, data: { name }, select: { id: true } });
  return listById(db, userId, listId);
}

/** @throws TRPCError `FORBIDDEN` for the Inbox */
export function deleteList({ db, now }: Context, userId: string, { listId }: ListRef): Promise<ListRef> {
  return withListLocked(db, { listId, userId, needed: "owner" }, async (tx) => {
    const { count } = await tx.list.updateMany({
      where: { id: listId, inboxOf: null },
      data: { deletedAt: now() },
    });
    if (count === 0) throw forbidden("The Inbox cannot be deleted. It can be renamed and emptied.");
    return { listId };
  });
}

export async function restoreList({ db }: Context, userId: string, { listId }: ListRef): Promise<List> {
  await db.list.update({ where: { id: listId }, data: { deletedAt: null }, select: { id: true } });
  return listById(db, userId, listId);
}

/** Puts the named lists first, in this order; a list that is not the user's is passed over. */
export async function setListOrder(
  { db }: Context,
  userId: string,
  { listIds }: ListSetOrderInput,
): Promise<void> {
  const ids = [...new Set(listIds)];
  await db.$executeRaw`
    update member set position = coalesce(array_position(${ids}::uuid[], list_id) - ${ids.length + 1}, 0)
    where user_id = ${userId}::uuid`;
}
