import { type Db, type Statement, sqlOf } from "@codex/db";
import type { Caller } from "./caller.js";
import { readSessionCookie, renewedCookie, SESSION_SECONDS, type SessionCookie } from "./cookie.js";
import { hashSecret, verifySigned } from "./secrets.js";

/** Milliseconds to within which it is known when a session was last used, and a token. */
const SESSION_TOUCH_MS = 10 * 60_000;
const TOKEN_TOUCH_MS = 60_000;

/** What a request shows of who sent it. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
}

/** Who sent a request, and the cookie that renews their session if it is time for that. */
export interface Identified {
  readonly caller: Caller;
  readonly setCookie?: string;
}

export interface Keys {
  readonly secret: string;
  readonly cookie: SessionCookie;
}

/**
 * Finds out who sent a request: one indexed statement for every request that shows anything, and no memory of
 * the answer, so that what was revoked is refused from the next request on. A token counts more than a cookie.
 */
export async function identify(
  db: Db,
  keys: Keys,
  { authorization, cookie }: Credentials,
  now: Date,
): Promise<Identified> {
  if (authorization !== undefined) {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return { caller: (await byToken(db, secret, now)) ?? { kind: "nobody", showed: "token" } };
  }
  const signed = readSessionCookie(cookie, keys.cookie);
  if (signed === undefined) return { caller: { kind: "nobody", showed: "nothing" } };
  return (await bySession(db, keys, signed, now)) ?? { caller: { kind: "nobody", showed: "session" } };
}

async function bySession(
  db: Db,
  { secret, cookie }: Keys,
  signed: string,
  now: Date,
): Promise<Identified | undefined> {
  const token = verifySigned(signed, secret);
  if (token === undefined) return undefined;
  const [session] = await sqlOf(db).query<SessionRow>(FIND_SESSION, [token, now]);
  if (!session) return undefined;
  const caller: Caller = {
    kind: "person",
    userId: session.user_id,
    sessionId: session.id,
    isGuest: session.is_guest,
  };
  if (now.getTime() - session.updated_at.getTime() < SESSION_TOUCH_MS) return { caller };
  await db.session.updateMany({
    where: { id: session.id },
    data: { updatedAt: now, expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1_000) },
  });
  return { caller, setCookie: renewedCookie(signed, cookie) };
}

async function byToken(db: Db, secret: string | undefined, now: Date): Promise<Caller | undefined> {
  if (secret === undefined) return undefined;
  const [token] = await sqlOf(db).query<TokenRow>(FIND_TOKEN, [hashSecret(secret), now]);
  if (!token) return undefined;
  const { id, user_id: userId, scope, list_ids: listIds, last_used_at: lastUsedAt } = token;
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= TOKEN_TOUCH_MS)
    await db.token.updateMany({ where: { id }, data: { lastUsedAt: now } });
  return { kind: "program", userId, tokenId: id, scope, listIds: listIds.length > 0 ? listIds : null };
}

const FIND_SESSION: Statement = {
  name: "find-session",
  text: `select session.id, session.updated_at, session.user_id, "user".is_guest
    from session join "user" on "user".id = session.user_id
    where session.token = $1 and session.expires_at > $2`,
};

interface SessionRow {
  id: string;
  updated_at: Date;
  user_id: string;
  is_guest: boolean;
}

const FIND_TOKEN: Statement = {
  name: "find-token",
  text: `select id, user_id, scope, coalesce(list_ids, '{}')::text[] as list_ids, last_used_at
    from token where hash = $1 and (expires_at is null or expires_at > $2)`,
};

interface TokenRow {
  id: string;
  user_id: string;
  scope: "read" | "read-write";
  list_ids: string[];
  last_used_at: Date | null;
}
