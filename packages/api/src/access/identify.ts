import type { Db, Statement } from "@codex/db";
import type { Caller, Nobody } from "./caller.js";
import { readSessionCookie, renewedCookie, SESSION_SECONDS, type SessionCookie } from "./cookie.js";
import { askAbout, type Question } from "./question.js";
import { hashSecret, verifySigned } from "./secrets.js";

/** Milliseconds to within which it is known when a session was last used, and a token. */
const SESSION_TOUCH_MS = 10 * 60_000;
const TOKEN_TOUCH_MS = 60_000;

/** What a request shows of who sent it. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
}

/**
 * Who sent a request, the cookie that renews their session if it is time for that, and the answers to what was asked
 * about them.
 */
export interface Identified<Row extends object = never> {
  readonly caller: Caller;
  readonly rows: readonly Row[];
  readonly setCookie?: string;
}

export interface Keys {
  readonly secret: string;
  readonly cookie: SessionCookie;
}

/**
 * Finds out who sent a request: one indexed statement for every request that shows anything, and no memory of
 * the answer, so that what was revoked is refused from the next request on. A token counts more than a cookie.
 *
 * @param question - what is asked about them in the same statement
 */
export async function identify<Row extends object>(
  db: Db,
  keys: Keys,
  { authorization, cookie }: Credentials,
  now: Date,
  question?: Question<Row>,
): Promise<Identified<Row>> {
  if (authorization !== undefined) {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return (await byToken(db, secret, now, question)) ?? nobody("token");
  }
  const signed = readSessionCookie(cookie, keys.cookie);
  if (signed === undefined) return nobody("nothing");
  return (await bySession(db, keys, signed, now, question)) ?? nobody("session");
}

const nobody = (showed: Nobody["showed"]) => ({ caller: { kind: "nobody", showed }, rows: [] }) as const;

async function bySession<Row extends object>(
  db: Db,
  { secret, cookie }: Keys,
  signed: string,
  now: Date,
  question: Question<Row> | undefined,
): Promise<Identified<Row> | undefined> {
  const token = verifySigned(signed, secret);
  if (token === undefined) return undefined;
  const who = { ...FIND_SESSION, values: [token, now] } as const;
  const { who: session, rows } = await askAbout<SessionRow, Row>(db, who, question);
  if (!session) return undefined;
  const caller: Caller = {
    kind: "person",
    userId: session.user_id,
    sessionId: session.session_id,
    isGuest: session.is_guest,
  };
  if (now.getTime() - session.touched_at.getTime() < SESSION_TOUCH_MS) return { caller, rows };
  const renewal = db.session.updateMany({
    where: { id: session.session_id },
    data: { updatedAt: now, expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1_000) },
  });
  return (await succeeds(renewal))
    ? { caller, rows, setCookie: renewedCookie(signed, cookie) }
    : { caller, rows };
}

async function byToken<Row extends object>(
  db: Db,
  secret: string | undefined,
  now: Date,
  question: Question<Row> | undefined,
): Promise<Identified<Row> | undefined> {
  if (secret === undefined) return undefined;
  const who = { ...FIND_TOKEN, values: [hashSecret(secret), now] } as const;
  const { who: token, rows } = await askAbout<TokenRow, Row>(db, who, question);
  if (!token) return undefined;
  const { token_id: id, user_id: userId, scope, list_ids: listIds, touched_at: lastUsedAt } = token;
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= TOKEN_TOUCH_MS)
    await succeeds(db.token.updateMany({ where: { id }, data: { lastUsedAt: now } }));
  const caller: Caller = {
    kind: "program",
    userId,
    tokenId: id,
    scope,
    listIds: listIds.length > 0 ? listIds : null,
  };
  return { caller, rows };
}

/** That somebody came is noted with their next request if it cannot be now: what was asked is answered, and may be done. */
function succeeds(note: Promise<unknown>): Promise<boolean> {
  return note.then(
    () => true,
    () => false,
  );
}

const FIND_SESSION: Statement = {
  name: "find-session",
  text: `select session.id as session_id, session.updated_at as touched_at, session.user_id, "user".is_guest,
      true as may_write, null::uuid[] as reach
    from session join "user" on "user".id = session.user_id
    where session.token = $1 and session.expires_at > $2`,
};

interface SessionRow {
  session_id: string;
  touched_at: Date;
  user_id: string;
  is_guest: boolean;
}

const FIND_TOKEN: Statement = {
  name: "find-token",
  text: `select id as token_id, user_id, scope, coalesce(list_ids, '{}')::text[] as list_ids,
      last_used_at as touched_at, scope = 'read-write' as may_write, nullif(list_ids, '{}') as reach
    from token where hash = $1 and (expires_at is null or expires_at > $2)`,
};

interface TokenRow {
  token_id: string;
  user_id: string;
  scope: "read" | "read-write";
  list_ids: string[];
  touched_at: Date | null;
}
