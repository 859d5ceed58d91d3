import type { EmailOutcome } from "@codex/core/account";
import { newId } from "@codex/core/id";
import type { Db, Prisma } from "@codex/db";
import { isTaken } from "@codex/db/errors";
import { z } from "zod";
import { hashSecret, newSecret } from "../access/secrets.js";
import { recordIn, type Source } from "../audit/record.js";
import { newUser } from "../command/new-user.js";
import type { Context } from "../trpc/context.js";
import { conflict, notFound } from "../trpc/errors.js";
import { linkTo, MAILS } from "./mail.js";

/** Milliseconds for which the link that confirms an address works. */
const CONFIRM_MS = 24 * 60 * 60_000;

const CONFIRM = "confirm-email:";

/** What an address is wanted for. Passwords stand in it as the hashes that are kept anyway. */
const changeSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("sign-up"),
    email: z.string(),
    name: z.string(),
    passwordHash: z.string(),
  }),
  z.strictObject({
    kind: z.literal("claim"),
    userId: z.string(),
    email: z.string(),
    name: z.string(),
    passwordHash: z.string(),
  }),
  z.strictObject({ kind: z.literal("change"), userId: z.string(), email: z.string() }),
]);
export type EmailChange = z.infer<typeof changeSchema>;

/**
 * Gives a user an address: at once, or, where the server sends e-mail, once they have shown that it is
 * theirs. Then only that e-mail tells whether the address had an account.
 *
 * @throws TRPCError `CONFLICT` if it had, where no e-mail is sent
 */
export async function requestEmail(context: Context, change: EmailChange): Promise<EmailOutcome> {
  const { db, auth, policy, now, source } = context;
  const base = policy.PUBLIC_URL;
  if (!auth.mailer || base === undefined) {
    await applyChange(db, source, change);
    return { outcome: "done" };
  }
  const known = await db.user.findUnique({ where: { email: change.email }, select: { id: true } });
  const secret = newSecret();
  const expiresAt = new Date(now().getTime() + CONFIRM_MS);
  // Written in either case, so that it takes as long; for a known address nobody learns the secret.
  await db.verification.create({
    data: { id: newId(), identifier: CONFIRM + hashSecret(secret), value: JSON.stringify(change), expiresAt },
    select: { id: true },
  });
  auth.mailer.send(
    known
      ? MAILS.alreadyKnown(change.email, linkTo(base, "/forgot-password"))
      : MAILS.confirm(change.email, linkTo(base, "/confirm-email", secret)),
  );
  return { outcome: "mailed" };
}

/**
 * Does what an address was wanted for, once its owner has opened the link.
 *
 * @throws TRPCError `NOT_FOUND` if the link was used or is too old, `CONFLICT` if the address has an account now
 */
export async function confirmEmail({ db, now, source }: Context, secret: string): Promise<EmailOutcome> {
  const identifier = CONFIRM + hashSecret(secret);
  const row = await db.verification.findFirst({
    where: { identifier, expiresAt: { gt: now() } },
    select: { id: true, value: true },
  });
  if (!row) throw notFound("link (any more)");
  await db
    .$transaction(async (tx) => {
      const { count } = await tx.verification.deleteMany({ where: { id: row.id } });
      if (count === 0) throw notFound("link (any more)");
      await applyIn(tx, source, changeSchema.parse(JSON.parse(row.value)), true);
    })
    .catch(refuseTaken);
  return { outcome: "done" };
}

/** @throws TRPCError `CONFLICT` if the address has an account */
async function applyChange(db: Db, source: Source, change: EmailChange): Promise<void> {
  await db.$transaction((tx) => applyIn(tx, source, change, false)).catch(refuseTaken);
}

async function applyIn(
  tx: Prisma.TransactionClient,
  source: Source,
  change: EmailChange,
  emailVerified: boolean,
): Promise<void> {
  const { email } = change;
  if (change.kind === "change") {
    const { count } = await tx.user.updateMany({
      where: { id: change.userId, isGuest: false },
      data: { email, emailVerified },
    });
    if (count === 0) throw notFound("account");
    await recordIn(tx, source, { kind: "email.changed", userId: change.userId });
    return;
  }
  const userId = change.kind === "claim" ? change.userId : newId();
  if (change.kind === "sign-up") {
    const data = newUser({ id: userId, name: change.name, email, emailVerified });
    await tx.user.create({ data, select: { id: true } });
  } else {
    const { count } = await tx.user.updateMany({
      where: { id: userId, isGuest: true },
      data: { email, emailVerified, name: change.name, isGuest: false },
    });
    if (count === 0) throw conflict("This list has been claimed already.");
  }
  await tx.account.create({
    data: { id: newId(), userId, providerId: "credential", accountId: userId, password: change.passwordHash },
    select: { id: true },
  });
  await recordIn(tx, source, { kind: "sign-up", userId });
}

function refuseTaken(error: unknown): never {
  throw isTaken(error) ? conflict("This address already has an account. Sign in to it instead.") : error;
}
