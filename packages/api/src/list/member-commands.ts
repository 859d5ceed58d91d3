import type { ListRef, Member, MemberRef, SetRoleInput } from "@codex/core/list";
import type { Prisma } from "@codex/db";
import type { Context } from "../trpc/context.js";
import { conflict, notFound } from "../trpc/errors.js";
import { withListLocked } from "./lock.js";
import { membersOf } from "./queries.js";
import { memberSelect, toMember } from "./select.js";

const HAND_OVER = "A list always has an owner. Hand it over to another member first (list.transfer).";

/** @throws TRPCError `NOT_FOUND` if there is no such member, `CONFLICT` for the owner */
export function setRole(
  { db }: Context,
  userId: string,
  { listId, userId: memberId, role }: SetRoleInput,
): Promise<Member> {
  return withListLocked(db, { listId, userId, needed: "owner" }, async (tx) => {
    await refuseOwner(tx, listId, memberId);
    const row = await tx.member.update({
      where: { listId_userId: { listId, userId: memberId } },
      data: { role },
      select: memberSelect,
    });
    return toMember(row, userId);
  });
}

/** @throws TRPCError `NOT_FOUND` if there is no such member, `CONFLICT` for the owner */
export function removeMember(
  { db }: Context,
  userId: string,
  { listId, userId: memberId }: MemberRef,
): Promise<MemberRef> {
  return withListLocked(db, { listId, userId, needed: "owner" }, async (tx) => {
    await refuseOwner(tx, listId, memberId);
    await tx.member.delete({
      where: { listId_userId: { listId, userId: memberId } },
      select: { userId: true },
    });
    return { listId, userId: memberId };
  });
}

/** @throws TRPCError `CONFLICT` for the owner */
export function leaveList({ db }: Context, userId: string, { listId }: ListRef): Promise<ListRef> {
  return withListLocked(db, { listId, userId, needed: "viewer" }, async (tx) => {
    await refuseOwner(tx, listId, userId);
    await tx.member.delete({ where: { listId_userId: { listId, userId } }, select: { userId: true } });
    return { listId };
  });
}

/** Makes another member the owner; who was it stays as an editor. */
export function transferList(
  { db }: Context,
  userId: string,
  { listId, userId: memberId }: MemberRef,
): Promise<Member[]> {
  return withListLocked(db, { listId, userId, needed: "owner" }, async (tx) => {
    await roleOf(tx, listId, memberId);
    await tx.member.update({
      where: { listId_userId: { listId, userId } },
      data: { role: "editor" },
      select: { role: true },
    });
    await tx.member.update({
      where: { listId_userId: { listId, userId: memberId } },
      data: { role: "owner" },
      select: { role: true },
    });
    return membersOf(tx, listId, userId);
  });
}

async function refuseOwner(tx: Prisma.TransactionClient, listId: string, memberId: string): Promise<void> {
  if ((await roleOf(tx, listId, memberId)) === "owner") throw conflict(HAND_OVER);
}

async function roleOf(tx: Prisma.TransactionClient, listId: string, memberId: string) {
  const member = await tx.member.findUnique({
    where: { listId_userId: { listId, userId: memberId } },
    select: { role: true },
  });
  if (!member) throw notFound("member");
  return member.role;
}
