import { emailSchema, userNameSchema } from "@codex/core/account";
import { newId } from "@codex/core/id";
import { type NewToken, type TokenCreateInput, tokenCreateInputSchema } from "@codex/core/token";
import { type Db, sqlOf } from "@codex/db";
import { isTaken } from "@codex/db/errors";
import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import { ownerId } from "../access/owner.js";
import { OPERATOR, record, recordIn } from "../audit/record.js";
import { newUser } from "../command/new-user.js";
import { createToken } from "../token/commands.js";
import type { Log } from "../trpc/log.js";
import { createAuth } from "./auth.js";
import { nameOf } from "./commands.js";
import { linkTo } from "./mail.js";
import { authSecret } from "./secret.js";
import { realEmail } from "./user.js";

/** What the operator asked for cannot be done; the message says why and is the whole story. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
}

/** A user as the operator sees them. */
export interface UserSummary {
  readonly id: string;
  readonly name: string;
  /** Null for guests and for the owner of a single server. */
  readonly email: string | null;
  readonly isGuest: boolean;
  readonly createdAt: Date;
  readonly todos: number;
}

/** What whoever runs a server does with its users, on the database itself: no session and no limit is asked. */
export interface Operator {
  users(): Promise<UserSummary[]>;
  /** Makes an account without a password. @returns the link to set one */
  createUser(email: string, name?: string): Promise<string>;
  /** Gives the owner of a single server an address. @returns the link to set a password */
  claimOwner(email: string): Promise<string>;
  /** @returns the link to set a new password, which works once and for an hour */
  resetPassword(email: string): Promise<string>;
  createToken(email: string, input: z.input<typeof tokenCreateInputSchema>): Promise<NewToken>;
  /** @returns the user's tokens */
  tokens(email: string): Promise<{ id: string; name: string; lastUsedAt: Date | null }[]>;
  revokeToken(tokenId: string): Promise<void>;
}

/** @param base - the address of the page, for links */
export function createOperator(db: Db, base: string, log: Log): Operator {
  const linkFor = async (userId: string) => {
    const env = { PUBLIC_URL: base, SMTP_URL: undefined, MAIL_FROM: "" };
    const auth = createAuth({ db, env, secret: await authSecret(db, { AUTH_SECRET: undefined }), log });
    return linkTo(base, "/reset-password", await auth.createResetToken(userId));
  };
  return {
    async users() {
      const rows = await db.user.findMany({
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: {
          id: true,
          name: true,
          email: true,
          isGuest: true,
          createdAt: true,
          _count: { select: { todos: true } },
        },
      });
      return rows.map(({ _count, email, ...user }) => ({
        ...user,
        email: realEmail(email),
        todos: _count.todos,
      }));
    },
    async createUser(given, name) {
      const email = parse(emailSchema, given);
      const id = newId();
      const data = newUser({ id, email, name: parse(userNameSchema, name ?? nameOf(email)) });
      await db
        .$transaction(async (tx) => {
          await tx.user.create({ data, select: { id: true } });
          await recordIn(tx, OPERATOR, { kind: "sign-up", userId: null, email, about: { userId: id } });
        })
        .catch(refuseTaken);
      return linkFor(id);
    },
    async claimOwner(given) {
      const email = parse(emailSchema, given);
      const id = await ownerId(db);
      const data = { email, name: nameOf(email) };
      await db
        .$transaction(async (tx) => {
          await tx.user.update({ where: { id }, data, select: { id: true } });
          await recordIn(tx, OPERATOR, { kind: "sign-up", userId: null, email, about: { userId: id } });
        })
        .catch(refuseTaken);
      return linkFor(id);
    },
    async resetPassword(email) {
      const userId = await userIdOf(db, email);
      await record(sqlOf(db), OPERATOR, { kind: "password.link", userId: null, about: { userId } });
      return linkFor(userId);
    },
    async createToken(email, given) {
      const input: TokenCreateInput = parse(tokenCreateInputSchema, given);
      return createToken(db, new Date(), OPERATOR, await userIdOf(db, email), input).catch(
        (error: unknown) => {
          throw error instanceof TRPCError ? new OperatorError(error.message) : error;
        },
      );
    },
    async tokens(email) {
      return db.token.findMany({
        where: { userId: await userIdOf(db, email) },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: { id: true, name: true, lastUsedAt: true },
      });
    },
    async revokeToken(tokenId) {
      await db.$transaction(async (tx) => {
        const { count } = await tx.token.deleteMany({ where: { id: tokenId } });
        if (count === 0) throw new OperatorError("There is no such token.");
        await recordIn(tx, OPERATOR, { kind: "token.revoked", userId: null, about: { tokenId } });
      });
    },
  };
}

async function userIdOf(db: Db, given: string): Promise<string> {
  const email = parse(emailSchema, given);
  const user = await db.user.findUnique({ where: { email }, select: { id: true } });
  if (!user) throw new OperatorError(`There is no account with the address ${email}.`);
  return user.id;
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) =>
    [path.join("."), message].filter(Boolean).join(" "),
  );
  throw new OperatorError(lines.join("; "));
}

function refuseTaken(error: unknown): never {
  throw isTaken(error) ? new OperatorError("This address has an account already.") : error;
}
