import { newId } from "@codex/core/id";
import { INVITE_LIMITS, LIST_LIMITS } from "@codex/core/limits";
import type { CreateInviteInput, InviteRef, NewInvite } from "@codex/core/list";
import { hashSecret, newSecret } from "../access/secrets.js";
import { recordIn } from "../audit/record.js";
import type { Context } from "../trpc/context.js";
import { conflict, forbidden, notFound } from "../trpc/errors.js";
import { withListLocked } from "./lock.js";
import { usable } from "./queries.js";
import { inviteSelect, toInvite } from "./select.js";

const DAY_MS = 86_400_000;

/** @throws TRPCError `FORBIDDEN` for the Inbox, `CONFLICT` if there are as many invites as there may be */
export function createInvite(
  { db, now, source }: Context,
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
    const about = { inviteId: row.id, listId, role };
    await recordIn(tx, source, { kind: "invite.made", userId, about });
    return { invite: toInvite(row), secret };
  });
}

/** @throws TRPCError `NOT_FOUND` */
export async function revokeInvite(
  { db, source }: Context,
  userId: string,
  { listId, inviteId }: InviteRef,
): Promise<InviteRef> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.invite.deleteMany({ where: { id: inviteId, listId } });
    if (count === 0) throw notFound("invite");
    await recordIn(tx, source, { kind: "invite.revoked", userId, about: { inviteId, listId } });
  });
  return { listId, inviteId };
}
