import type {
  ChangeEmailInput,
  ChangePasswordInput,
  ClaimInput,
  DeleteAccountInput,
  EmailOutcome,
  Me,
  RenameInput,
  SessionRef,
} from "@codex/core/account";
import type { ChangedCount } from "@codex/core/todo";
import { onceMore, type Prisma } from "@codex/db";
import type { Person } from "../access/caller.js";
import { recordIn, type Source } from "../audit/record.js";
import type { Context } from "../trpc/context.js";
import { badInput, conflict, forbidden, notFound } from "../trpc/errors.js";
import { requestEmail } from "./email.js";
import { refuseCommonPassword } from "./passwords.js";
import { userById } from "./queries.js";

/**
 * Gives a guest an e-mail address and a password, on the same user row: ids, sessions and lists stay.
 *
 * @throws TRPCError `CONFLICT` if the user has them already, `FORBIDDEN` if the server takes no new accounts
 */
export async function claim(
  context: Context,
  { userId, isGuest }: Person,
  { email, password, name = nameOf(email) }: ClaimInput,
): Promise<EmailOutcome> {
  if (!isGuest) throw conflict("You have an account already.");
  context.limit("signUp", context.address);
  refuseCommonPassword(password, email);
  await refuseClosedSignUp(context, userId);
  const passwordHash = await context.auth.hashPassword(password);
  return requestEmail(context, { kind: "claim", userId, email, name, passwordHash });
}

export async function renameUser(
  { db }: Context,
  userId: string,
  { name }: RenameInput,
): Promise<Me["user"]> {
  await db.user.update({ where: { id: userId }, data: { name }, select: { id: true } });
  return userById(db, userId);
}

/** Sets another password and ends every other session. */
export async function changePassword(
  context: Context,
  { userId, sessionId }: Person,
  { current, password }: ChangePasswordInput,
): Promise<void> {
  const { email, accountId } = await checkPassword(context, userId, current, "current");
  refuseCommonPassword(password, email);
  const hash = await context.auth.hashPassword(password);
  await context.db.$transaction(async (tx) => {
    await tx.account.update({ where: { id: accountId }, data: { password: hash }, select: { id: true } });
    await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await recordIn(tx, context.source, { kind: "password.changed", userId });
  });
}

/** @throws TRPCError `CONFLICT` if the address has an account, where no e-mail is sent */
export async function changeEmail(
  context: Context,
  userId: string,
  { email, password }: ChangeEmailInput,
): Promise<EmailOutcome> {
  await checkPassword(context, userId, password, "password");
  return requestEmail(context, { kind: "change", userId, email });
}

/** @throws TRPCError `NOT_FOUND` */
export async function revokeSession(
  { db, source }: Context,
  userId: string,
  { sessionId }: SessionRef,
): Promise<SessionRef> {
  const count = await db.$transaction((tx) => endSessions(tx, source, userId, { userId, id: sessionId }));
  if (count === 0) throw notFound("session");
  return { sessionId };
}

export async function revokeOtherSessions(
  { db, source }: Context,
  { userId, sessionId }: Person,
): Promise<ChangedCount> {
  const others = { userId, id: { not: sessionId } };
  return { count: await db.$transaction((tx) => endSessions(tx, source, userId, others)) };
}

/**
 * Ends sessions of a user, and records it.
 *
 * @param by - who does it; null for whoever runs the server
 * @returns how many there were
 */
export async function endSessions(
  tx: Prisma.TransactionClient,
  source: Source,
  by: string | null,
  which: { readonly userId: string; readonly id?: string | { readonly not: string } },
): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: which });
  const about = { userId: which.userId, sessions: count };
  if (count > 0) await recordIn(tx, source, { kind: "signed-out", userId: by, about });
  return count;
}

/**
 * Deletes a user with the lists they alone own. What they wrote into others' lists stays, without their name.
 *
 * @throws TRPCError `CONFLICT` naming the lists that others would lose
 */
export async function deleteAccount(
  context: Context,
  { userId, isGuest }: Person,
  { password }: DeleteAccountInput,
): Promise<void> {
  if (!isGuest) await checkPassword(context, userId, password ?? "", "password");
  await deleteUser(context, userId);
}

/**
 * What deleting an account does, whoever asked for it.
 *
 * @param heirId - who becomes the owner of what others would lose
 * @throws TRPCError `CONFLICT` naming the lists that others would lose
 */
export async function deleteUser(
  { db, source }: Pick<Context, "db" | "source">,
  userId: string,
  heirId?: string,
): Promise<void> {
  // What they wrote may be moved meanwhile to a list that is not among those that are locked.
  await onceMore(() => db.$transaction((tx) => deleteIn(tx, source, userId, heirId)));
}

async function deleteIn(
  tx: Prisma.TransactionClient,
  source: Source,
  userId: string,
  heirId: string | undefined,
): Promise<void> {
  await lockUserAndLogs(tx, userId);
  if (heirId !== undefined) await handOver(tx, source, userId, heirId);
  const shared = await sharedLists(tx, userId);
  if (shared.length > 0) {
    const names = shared.map(({ name }) => `“${name}”`).join(", ");
    throw conflict(`Others would lose ${names}. Hand over or delete what you share first.`);
  }
  // While it is known which address they had.
  await recordIn(tx, source, { kind: "account.deleted", userId });
  await tx.list.deleteMany({ where: { members: { some: { userId, role: "owner" } } } });
  await tx.user.delete({ where: { id: userId }, select: { id: true } });
}

/**
 * Locks a user, and the logs of all lists that they are in or have written in, in the order in which commands do: their name
 * is taken off their todos there, row by row, while others may be writing to the same rows.
 */
async function lockUserAndLogs(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.$queryRaw`select from "user" where id = ${userId}::uuid for update`;
  await tx.$queryRaw`
    select from log where id = any(array(
      select list_id from member where user_id = ${userId}::uuid
      union select list_id from todo where created_by = ${userId}::uuid
      union values (${userId}::uuid)))
    order by id for no key update`;
}

/** The lists that a user owns and others are members of. */
function sharedLists(tx: Prisma.TransactionClient, userId: string) {
  return tx.list.findMany({
    where: {
      deletedAt: null,
      members: { some: { userId, role: "owner" } },
      AND: { members: { some: { userId: { not: userId } } } },
    },
    select: { id: true, name: true },
  });
}

/** Makes another member the owner of those of them that they are members of. */
async function handOver(
  tx: Prisma.TransactionClient,
  source: Source,
  userId: string,
  heirId: string,
): Promise<void> {
  for (const { id: listId } of await sharedLists(tx, userId)) {
    const heir = { listId_userId: { listId, userId: heirId } };
    if ((await tx.member.findUnique({ where: heir, select: { role: true } })) === null) continue;
    // There is never more than one.
    const owner = { listId_userId: { listId, userId } };
    await tx.member.update({ where: owner, data: { role: "editor" }, select: { role: true } });
    await tx.member.update({ where: heir, data: { role: "owner" }, select: { role: true } });
    for (const about of [
      { listId, userId, role: "editor" },
      { listId, userId: heirId, role: "owner" },
    ])
      await recordIn(tx, source, { kind: "member.role", userId: null, about });
  }
}

/** Who may make an account by themselves, is the server's policy. */
async function refuseClosedSignUp({ db, policy }: Context, userId: string): Promise<void> {
  if (policy.SIGNUP === "open") return;
  const invited =
    policy.SIGNUP === "invite" &&
    (await db.member.count({ where: { userId, role: { not: "owner" }, list: { deletedAt: null } } })) > 0;
  if (!invited) throw signUpClosed(policy.SIGNUP);
}

/** Says who could make an account after all. */
export function signUpClosed(policy: "invite" | "closed") {
  return forbidden(
    policy === "invite"
      ? "Accounts on this server are made by invitation: ask somebody to share a list with you."
      : "This server takes no new accounts. Ask whoever runs it for one.",
  );
}

/** What stands before the @. */
export function nameOf(email: string): string {
  return email.split("@")[0] || email;
}

/** @throws TRPCError `BAD_REQUEST` naming the input's field if the password is wrong */
async function checkPassword(
  { db, auth, limit, address }: Context,
  userId: string,
  given: string,
  field: string,
) {
  limit("signIn", address);
  limit("signIn", userId);
  const account = await db.account.findFirst({
    where: { userId, providerId: "credential" },
    select: { id: true, password: true, user: { select: { email: true } } },
  });
  if (!account?.password || !(await auth.verifyPassword(given, account.password)))
    throw badInput(field, "is not your password");
  return { accountId: account.id, email: account.user.email };
}
