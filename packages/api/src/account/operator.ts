import { emailSchema, userNameSchema } from "@codex/core/account";
import { newId } from "@codex/core/id";
import { type NewToken, type TokenCreateInput, tokenCreateInputSchema } from "@codex/core/token";
import { type Db, sqlOf } from "@codex/db";
import { isTaken } from "@codex/db/errors";
import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import { identifyOwner } from "../access/owner.js";
import { OPERATOR, record, recordIn } from "../audit/record.js";
import { newUser } from "../command/new-user.js";
import { createToken } from "../token/commands.js";
import type { Log } from "../trpc/log.js";
import { createAuth } from "./auth.js";
import { deleteUser, endSessions, nameOf } from "./commands.js";
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

/** A user and all that is theirs. */
export interface UserDetails {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly createdAt: Date;
  readonly hasPassword: boolean;
  readonly sessions: { readonly userAgent: string | null; readonly updatedAt: Date }[];
  readonly tokens: { readonly id: string; readonly name: string; readonly lastUsedAt: Date | null }[];
  readonly lists: {
    readonly name: string;
    readonly role: string;
    readonly members: number;
    readonly todos: number;
  }[];
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
  /**
   * Deletes an account and what it alone owns.
   *
   * @param heir - the address of who becomes the owner of what others would lose
   */
  deleteUser(email: string, heir?: string): Promise<void>;
  /** Ends every session of a user. @returns how many there were */
  signOut(email: string): Promise<number>;
  /** Everything that an operator may want to know of a user; nothing that they wrote but the names of their lists. */
  showUser(email: string): Promise<UserDetails>;
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
      const { userId: id } = (await identifyOwner(db)).caller;
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
    deleteUser: async (email, heir) => {
      const heirId = heir === undefined ? undefined : await userIdOf(db, heir);
      const userId = await userIdOf(db, email);
      if (heirId === userId) throw new OperatorError("Nobody can hand over to themselves.");
      await deleteUser({ db, source: OPERATOR }, userId, heirId).catch(inOwnWords);
    },
    signOut: async (email) => {
      const userId = await userIdOf(db, email);
      return db.$transaction((tx) => endSessions(tx, OPERATOR, null, { userId }));
    },
    showUser: async (email) => detailsOf(db, await userIdOf(db, email)),
    async createToken(email, given) {
      const input: TokenCreateInput = parse(tokenCreateInputSchema, given);
      return createToken(db, new Date(), OPERATOR, await userIdOf(db, email), input).catch(inOwnWords);
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

/** What the server would have told the user, the operator is told. */
function inOwnWords(error: unknown): never {
  throw error instanceof TRPCError ? new OperatorError(error.message) : error;
}

async function detailsOf(db: Db, id: string): Promise<UserDetails> {
  const user = await db.user.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      name: true,
      email: true,
      emailVerified: true,
      createdAt: true,
      accounts: { where: { password: { not: null } }, select: { id: true } },
      sessions: { orderBy: { updatedAt: "desc" }, select: { userAgent: true, updatedAt: true } },
      tokens: { orderBy: { createdAt: "asc" }, select: { id: true, name: true, lastUsedAt: true } },
      members: {
        where: { list: { deletedAt: null } },
        orderBy: [{ position: "asc" }, { createdAt: "asc" }],
        select: {
          role: true,
          list: {
            select: {
              name: true,
              _count: { select: { members: true, todos: { where: { deletedAt: null } } } },
            },
          },
        },
      },
    },
  });
  const { accounts, members, ...rest } = user;
  const lists = members.map(({ role, list: { name, _count } }) => ({ name, role, ..._count }));
  return { ...rest, hasPassword: accounts.length > 0, lists };
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
