// What it costs to know who asks: pnpm --filter @codex/bench parts. Ratios to the first line of each table; the times say little.
import { createHmac } from "node:crypto";
import { createAuth } from "@codex/api/auth";
import { identify } from "@codex/api/identify";
import { newUser } from "@codex/api/new-user";
import { hashSecret, newSecret } from "@codex/api/secrets";
import { newId } from "@codex/core/id";
import { createDb } from "@codex/db";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import pg from "pg";
import { sideBySide } from "./side-by-side.js";

const PASSWORD = "correct horse battery staple";
const EMAIL = "anna@example.org";

const database = await createTestDatabase(testServerUrl());
const db = createDb(database.url);
const pool = new pg.Pool({ connectionString: database.url, max: 10 });
const secret = newSecret();
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const auth = createAuth({
  db,
  env: { PUBLIC_URL: undefined, SMTP_URL: undefined, MAIL_FROM: "" },
  secret,
  log: silent,
});
const peer = betterAuth({
  secret,
  baseURL: "http://localhost",
  database: prismaAdapter(db, { provider: "postgresql" }),
  telemetry: { enabled: false },
});

const { cookies, token, sessionToken } = await signIn();
const now = new Date();
const none = { authorization: undefined, cookie: undefined };

await sideBySide(
  "Who asks",
  [
    [
      "one prepared statement on the session table",
      () =>
        pool.query({
          name: "session",
          text: "select user_id from session where token = $1",
          values: [sessionToken],
        }),
    ],
    [
      "the check of a session, as every request makes it",
      () => identify(db, auth, { ...none, cookie: cookies.ours }, now),
    ],
    ["the check of a token", () => identify(db, auth, { ...none, authorization: `Bearer ${token}` }, now)],
    [
      "better-auth's getSession on the same tables",
      () => peer.api.getSession({ headers: new Headers({ cookie: cookies.theirs }) }),
    ],
  ],
  { turns: 15, perTurn: 200 },
);

const attempt = (email: string) =>
  auth.handle({
    endpoint: "sign-in/email",
    body: { email, password: "not the password" },
    cookie: undefined,
    userAgent: undefined,
    address: "127.0.0.1",
  });
await sideBySide(
  "Whether the time tells that an account exists",
  [
    ["signing in to an account with a wrong password", () => attempt(EMAIL)],
    ["signing in to no account", () => attempt("nobody@example.org")],
  ],
  { turns: 40, perTurn: 1 },
);

await pool.end();
await db.$disconnect();
await database.drop();

/** An account with a session and a token, and the session's cookie under both names. */
async function signIn() {
  const userId = newId();
  await db.user.create({ data: newUser({ id: userId, name: "Anna", email: EMAIL }) });
  const password = await auth.hashPassword(PASSWORD);
  await db.account.create({
    data: { id: newId(), userId, providerId: "credential", accountId: userId, password },
  });
  const sessionToken = newSecret();
  const expiresAt = new Date(Date.now() + 86_400_000);
  await db.session.create({ data: { id: newId(), userId, token: sessionToken, expiresAt } });
  const token = `codex_${newSecret()}`;
  await db.token.create({
    data: { id: newId(), userId, name: "a", hash: hashSecret(token), scope: "read", lastUsedAt: new Date() },
  });
  const signature = createHmac("sha256", secret).update(sessionToken).digest("base64");
  const value = encodeURIComponent(`${sessionToken}.${signature}`);
  const cookies = { ours: `${auth.cookie.name}=${value}`, theirs: `better-auth.session_token=${value}` };
  return { cookies, token, sessionToken };
}
