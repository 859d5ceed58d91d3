import { newId } from "@codex/core/id";
import { ACCOUNT_LIMITS } from "@codex/core/limits";
import { GIVEN_NAMES } from "@codex/core/names";
import { type Db, sqlOf } from "@codex/db";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { betterAuth } from "better-auth/minimal";
import { anonymous } from "better-auth/plugins/anonymous";
import { SESSION_SECONDS, type SessionCookie, sessionCookie } from "../access/cookie.js";
import { newSecret } from "../access/secrets.js";
import { record, type Source } from "../audit/record.js";
import { mergeGuest } from "../command/merge.js";
import { newUser } from "../command/new-user.js";
import type { Env } from "../env.js";
import type { Log } from "../trpc/log.js";
import { createMailer, linkTo, MAILS, type Mailer } from "./mail.js";
import { noEmail, realEmail } from "./user.js";

/** Seconds for which the link to set a new password works. */
const RESET_SECONDS = 3_600;

/** Header by which better-auth is told the address that a request came from. */
const ADDRESS_HEADER = "x-codex-address";

/** Signing in, and what only its library knows how to do. */
export interface Auth {
  readonly secret: string;
  readonly cookie: SessionCookie;
  readonly mailer: Mailer | undefined;
  /** Answers one of better-auth's own endpoints, such as `sign-in/email`. */
  handle(call: AuthCall): Promise<Response>;
  hashPassword(password: string): Promise<string>;
  verifyPassword(password: string, hash: string): Promise<boolean>;
  /** @returns the secret of a link to set a new password, which works once and for an hour */
  createResetToken(userId: string): Promise<string>;
}

export interface AuthCall {
  readonly endpoint: string;
  readonly body: object;
  readonly cookie: string | undefined;
  readonly userAgent: string | undefined;
  readonly address: string;
}

interface AuthParts {
  readonly db: Db;
  readonly env: Pick<Env, "PUBLIC_URL" | "SMTP_URL" | "MAIL_FROM">;
  readonly secret: string;
  readonly log: Log;
}

/** Sets up better-auth: it owns signing in and the tables for it; the per-request check is ours. */
export function createAuth({ db, env, secret, log }: AuthParts): Auth {
  const cookie = sessionCookie(secret, env);
  const mailer = createMailer(env, log);
  const base = env.PUBLIC_URL ?? "http://localhost";
  const library = configure({ db, secret, base, cookie, mailer, log });
  return {
    secret,
    cookie,
    mailer,
    handle: ({ endpoint, body, cookie: cookies, userAgent, address }) =>
      library.handler(
        new Request(new URL(`/api/auth/${endpoint}`, base), {
          method: "POST",
          headers: {
            "content-type": "application/json",
            [ADDRESS_HEADER]: address,
            ...(cookies === undefined ? {} : { cookie: cookies }),
            ...(userAgent === undefined ? {} : { "user-agent": userAgent }),
          },
          body: JSON.stringify(body),
        }),
      ),
    hashPassword: async (password) => (await library.$context).password.hash(password),
    verifyPassword: async (password, hash) => (await library.$context).password.verify({ password, hash }),
    createResetToken: async (userId) => {
      const token = newSecret();
      const { internalAdapter } = await library.$context;
      await internalAdapter.createVerificationValue({
        identifier: `reset-password:${token}`,
        value: userId,
        expiresAt: new Date(Date.now() + RESET_SECONDS * 1_000),
      });
      return token;
    },
  };
}

interface Configuration {
  readonly db: Db;
  readonly secret: string;
  /** The address of the page. */
  readonly base: string;
  readonly cookie: SessionCookie;
  readonly mailer: Mailer | undefined;
  readonly log: Log;
}

function configure({ db, secret, base, cookie, mailer, log }: Configuration) {
  return betterAuth({
    secret,
    baseURL: base,
    basePath: "/api/auth",
    database: prismaAdapter(everyUserWithInbox(db), { provider: "postgresql", transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: ACCOUNT_LIMITS.passwordLength.min,
      // In UTF-16 units there; our own limit counts characters and was checked before.
      maxPasswordLength: ACCOUNT_LIMITS.passwordLength.max * 2,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: async ({ user }, request) => {
        await record(sqlOf(db), sourceOf(request), { kind: "password.reset", userId: user.id });
      },
      sendResetPassword: async ({ user, token }) => {
        if (realEmail(user.email) !== null)
          mailer?.send(MAILS.reset(user.email, linkTo(base, "/reset-password", token)));
      },
    },
    session: { expiresIn: SESSION_SECONDS },
    // Whoever reads the table cannot open the links.
    verification: { storeIdentifier: "hashed" },
    plugins: [
      anonymous({
        schema: { user: { fields: { isAnonymous: "isGuest" } } },
        generateRandomEmail: () => noEmail(newId()),
        generateName: () => GIVEN_NAMES.guest,
        // The merge deletes it, together with moving what it had.
        disableDeleteAnonymousUser: true,
        onLinkAccount: ({ anonymousUser, newUser: { user }, ctx }) =>
          mergeGuest(db, sourceOf(ctx.request), anonymousUser.user.id, user.id),
      }),
    ],
    // Origins are checked for every request (http/origin.ts), and so are the limits (access/limits.ts).
    rateLimit: { enabled: false },
    // Thrown rather than answered, so that errors get the one shape that all of ours have.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => log.error({}, `better-auth: ${message}`) },
    advanced: {
      disableCSRFCheck: true,
      disableOriginCheck: true,
      useSecureCookies: false,
      cookiePrefix: "codex",
      defaultCookieAttributes: cookie.attributes,
      cookies: { session_token: { name: cookie.name, attributes: cookie.attributes } },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: newId },
    },
  });
}

/** What better-auth knows of where a request came from: its id is not known here. */
function sourceOf(request: Request | undefined): Source {
  return { address: request?.headers.get(ADDRESS_HEADER) ?? null, request: null };
}

/** The database as better-auth is given it: a user it makes gets an Inbox in the same transaction. */
function everyUserWithInbox(db: Db) {
  return db.$extends({
    query: {
      user: {
        create: ({ args, query }) =>
          query({ ...args, data: newUser({ ...args.data, id: args.data.id ?? newId() }) }),
      },
    },
  });
}
