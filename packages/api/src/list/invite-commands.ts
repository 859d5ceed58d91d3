import { newId } from "@codex/core/id";
import { INVITE_LIMITS, LIST_LIMITS } from "@codex/core/limits";
import type { CreateInviteInput, InviteRef, InviteSecret, List, NewInvite } from "@codex/core/list";
import { hashSecret, newSecret } from "../access/secrets.js";
import type { Context } from "../trpc/context.js";
import { conflict, forbidden, notFound } from "../trpc/errors.js";
import { lockList, withListLocked } from "./lock.js";
import { listById, usable } from "./queries.js";
import { givenRole, inviteSelect, toInvite } from "./select.js";

const DAY_MS = 86_400_000;

/** @throws TRPCError `FORBIDDEN` for the Inbox, `CONFLICT` if there are as many invites as there may be */
export function createInvite(
  { db, now }: Context,
  userId: string,
  { listId, role, expiresAt, uses }: CreateInviteInput,
): Promise<NewInvite> {
  const createdAt = now();
  const secret = newSecret();
  return withListLocked(db, { listId, userId, needed: "owner" }, async (tx) => {
    if ((await tx.list.count({ where: { id: listId, inboxOf: null } })) === 0)
      throw forbidden("The Inbox is yours alone. Move todos to another list to share them.");
    if ((await tx.invite.count({ where: { listId, ...usable(db, createdAt) } })) >= LIST_LIMITS.invites)
      throw conflict(`This list has ${LIST_LIMITS.invites} open invites. Revoke one first.`);
    const row = await tx.invite.create({
      data: {
        id: newId(),
        listId,
        hash: hashSecret(secret),
        role,
        expiresAt: expiresAt ?? new Date(createdAt.getTime() + INVITE_LIMITS.defaultDays * DAY_MS),
        uses,
        createdAt,
      },
      select: inviteSelect,
    });
    return { invite: toInvite(row), secret };
  });
}

/** @throws TRPCError `NOT_FOUND` */
export async function revokeInvite({ db }: Context, { listId, inviteId }: InviteRef): Promise<InviteRef> {
  const { count } = await db.invite.deleteMany({ where: { id: inviteId, listId } });
  if (count === 0) throw notFound("invite");
  return { listId, inviteId };
}

/**
 * Makes the user a member with the invite's role. Whoever is a member already stays what they are, and the
 * invite is not used up by it.
 *
 * @throws TRPCError `NOT_FOUND` if the invite cannot be used (any more), `CONFLICT` if the list is full
 */
export async function acceptInvite(
  { db, now }: Context,
  userId: string,
  { secret }: InviteSecret,
): Promise<List> {
  const hash = hashSecret(secret);
  const found = await db.invite.findUnique({ where: { hash }, select: { listId: true } });
  if (!found) throw notFound("invite");
  const { listId } = found;
  return db.$transaction(async (tx) => {
    await lockList(tx, listId);
    const invite = await tx.invite.findFirst({
      where: { hash, list: { deletedAt: null }, ...usable(db, now()) },
      select: { id: true, role: true },
    });
    if (!invite) throw notFound("invite");
    const isMember = (await tx.member.count({ where: { listId, userId } })) > 0;
    if (!isMember) {
      if ((await tx.member.count({ where: { listId } })) >= LIST_LIMITS.members)
        throw conflict(`This list has ${LIST_LIMITS.members} members, which is as many as it may have.`);
      await tx.member.create({
        data: { listId, userId, role: givenRole(invite.role), createdAt: now() },
        select: { role: true },
      });
      await tx.invite.update({
        where: { id: invite.id },
        data: { used: { increment: 1 } },
        select: { id: true },
      });
    }
    return listById(tx, userId, listId);
  });
}
