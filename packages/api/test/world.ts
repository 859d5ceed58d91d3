import { createHmac } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { newId } from "@codex/core/id";
import { hashPassword } from "better-auth/crypto";
import { sessionCookie } from "../src/access/cookie.js";
import { hashSecret, newSecret } from "../src/access/secrets.js";
import { noEmail } from "../src/account/user.js";
import { newUser } from "../src/command/new-user.js";
import { appRouter } from "../src/router.js";
import type { TestServer } from "./server.js";

export const PASSWORD = "correct horse battery staple";
const hashed = hashPassword(PASSWORD);

/** What a caller sends along to say who they are. */
export type Shown = Readonly<Record<string, string>>;

/** The ids and credentials of everything that stands in the database when a test begins. */
export type World = Awaited<ReturnType<typeof makeWorld>>;

/** Makes the world anew where it is not as it was made: to look is quicker, and refusals leave it so. */
export function worldKeeper(server: () => TestServer): () => Promise<World> {
  let kept: { readonly world: World; readonly asMade: unknown } | undefined;
  return async () => {
    if (kept && isDeepStrictEqual(await everything(server()), kept.asMade)) return kept.world;
    const world = await makeWorld(server());
    kept = { world, asMade: await everything(server()) };
    return world;
  };
}

/**
 * Empties the database and fills it: an owner with a list that an editor and a viewer share, a stranger who is
 * a guest, another account with things of its own, and every kind of credential, valid and not.
 */
export async function makeWorld({ db }: TestServer) {
  await db.user.deleteMany();
  await db.list.deleteMany();
  await db.verification.deleteMany();
  const secret = await signingSecret(db);
  const [owner, editor, viewer, other] = await Promise.all(
    ["owner", "editor", "viewer", "other"].map((name) => account(db, name)),
  );
  const stranger = newId();
  if (!owner || !editor || !viewer || !other) throw new Error("Not all accounts were made.");
  await db.user.create({
    data: newUser({ id: stranger, name: "Guest", email: noEmail(stranger), isGuest: true }),
  });
  const shared = await list(db, "Shared", { [owner]: "owner", [editor]: "editor", [viewer]: "viewer" });
  const alone = await list(db, "Alone", { [owner]: "owner" });
  const deleted = await list(db, "Deleted", { [owner]: "owner", [editor]: "editor" }, new Date());
  const foreign = await list(db, "Foreign", { [other]: "owner" });
  const secretOf = { shared: newSecret(), foreign: newSecret() };
  const session = async (userId: string) => {
    const [id, token] = [newId(), newSecret()];
    await db.session.create({ data: { id, userId, token, expiresAt: inDays(1) } });
    return { id, shown: { cookie: cookieOf(secret, token) } };
  };
  const token = async (
    userId: string,
    fields: { read?: true; listIds?: string[]; expiresAt?: Date } = {},
  ) => {
    const [id, text] = [newId(), `codex_${newSecret()}`];
    const { read, ...rest } = fields;
    const scope = read ? "read" : "readWrite";
    await db.token.create({ data: { id, userId, name: "a", hash: hashSecret(text), scope, ...rest } });
    return { id, shown: { authorization: `Bearer ${text}` } };
  };
  const sessions = {
    owner: await session(owner),
    ownerElsewhere: await session(owner),
    editor: await session(editor),
    viewer: await session(viewer),
    stranger: await session(stranger),
    other: await session(other),
  };
  const tokens = {
    read: await token(owner, { read: true }),
    readWrite: await token(owner),
    limited: await token(owner, { listIds: [shared] }),
    expired: await token(owner, { expiresAt: inDays(-1) }),
    other: await token(other),
  };
  return {
    users: { owner, editor, viewer, stranger, other },
    lists: {
      shared,
      alone,
      deleted,
      foreign,
      ownersInbox: await inboxOf(db, owner),
      foreignInbox: await inboxOf(db, other),
    },
    todos: {
      shared: await todo(db, shared, editor),
      deleted: await todo(db, shared, editor, new Date()),
      inbox: await todo(db, await inboxOf(db, owner), owner),
      foreign: await todo(db, foreign, other),
    },
    invites: {
      shared: await invite(db, shared, secretOf.shared),
      foreign: await invite(db, foreign, secretOf.foreign),
    },
    views: { owner: await savedView(db, owner), other: await savedView(db, other) },
    secretOf,
    sessions,
    tokens,
    callers: {
      nobody: {},
      stranger: sessions.stranger.shown,
      viewer: sessions.viewer.shown,
      editor: sessions.editor.shown,
      owner: sessions.owner.shown,
      readToken: tokens.read.shown,
      readWriteToken: tokens.readWrite.shown,
      limitedToken: tokens.limited.shown,
      revokedSession: { cookie: cookieOf(secret, newSecret()) },
      forgedSession: { cookie: `${sessions.owner.shown.cookie.slice(0, -4)}AAA%3D` },
      revokedToken: { authorization: `Bearer codex_${newSecret()}` },
      expiredToken: tokens.expired.shown,
    } satisfies Record<string, Shown>,
  };
}

export type CallerName = keyof World["callers"];

/** Calls a procedure as it goes over the wire. */
export async function call(
  { url }: TestServer,
  path: string,
  input: unknown,
  shown: Shown,
): Promise<{ code: string; body: string }> {
  const isQuery = typeOf(path) !== "mutation";
  const query = isQuery && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  const answer = await fetch(`${url}/trpc/${path}${query}`, {
    method: isQuery ? "GET" : "POST",
    headers: { ...shown, ...(isQuery ? {} : { "content-type": "application/json" }) },
    ...(isQuery ? {} : { body: JSON.stringify(input ?? {}) }),
  });
  const isStream = answer.ok && typeOf(path) === "subscription";
  const body = isStream ? await firstEvent(answer) : await answer.text();
  // A stream begins before it is known whether it may: its refusal is an event.
  const isFine = answer.ok && !(isStream && body.startsWith('{"message"'));
  return { code: isFine ? "ok" : (/"code":"([A-Z_]+)"/.exec(body)?.[1] ?? body), body };
}

/** The data of the first event of a stream, which is then left. */
async function firstEvent({ body }: Response): Promise<string> {
  let text = "";
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    const data = /^data: (\{"(?:type|message)".*)$/m.exec(text)?.[1];
    if (data !== undefined) return data;
  }
  return text;
}

/** At run time the procedures stand side by side under their paths, which their type does not say. */
export function typeOf(path: string): unknown {
  const procedure: unknown = Reflect.get(appRouter._def.procedures, path);
  if (typeof procedure !== "function") throw new Error(`There is no procedure ${path}.`);
  return Reflect.get(Reflect.get(procedure, "_def"), "type");
}

/** What says when a session or token was last used, which reading changes too. */
const USES: Record<string, readonly string[]> = {
  session: ["last_used_at", "updated_at", "expires_at"],
  token: ["last_used_at"],
};

/** The one thing that is refused and leaves an entry in the audit log. */
const FAILED_SIGN_INS = "WHERE kind <> 'sign-in.failed'";

/**
 * Every row of every table, under the table's name, but for when sessions and tokens were last used, and that somebody
 * could not sign in.
 */
export async function everything({ db }: TestServer): Promise<Record<string, unknown>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  const rowsOfEach = tables.map(({ name }) => {
    const uses = (USES[name] ?? []).map((column) => `'${column}'`).join();
    return `SELECT '${name}' AS name, coalesce(jsonb_agg(r ORDER BY r), '[]') AS rows
      FROM (SELECT to_jsonb(t) - ARRAY[${uses}]::text[] AS r
        FROM "${name}" t ${name === "audit" ? FAILED_SIGN_INS : ""}) AS all_rows`;
  });
  const found = await db.$queryRawUnsafe<{ name: string; rows: unknown }[]>(rowsOfEach.join(" UNION ALL "));
  return Object.fromEntries(found.map(({ name, rows }) => [name, rows]));
}

/** A session's cookie, signed as better-auth signs it. */
export function cookieOf(secret: string, token: string): string {
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  const { name } = sessionCookie(secret, { PUBLIC_URL: undefined });
  return `${name}=${encodeURIComponent(`${token}.${signature}`)}`;
}

type TestDb = TestServer["db"];

async function signingSecret(db: TestDb): Promise<string> {
  return (await db.setting.findUniqueOrThrow({ where: { key: "auth-secret" } })).value;
}

async function account(db: TestDb, name: string): Promise<string> {
  const id = newId();
  await db.user.create({ data: newUser({ id, name, email: `${name}@example.org` }) });
  await db.account.create({
    data: { id: newId(), userId: id, providerId: "credential", accountId: id, password: await hashed },
  });
  return id;
}

type Role = "owner" | "editor" | "viewer";

async function list(db: TestDb, name: string, members: Record<string, Role>, deletedAt: Date | null = null) {
  const id = newId();
  const create = Object.entries(members).map(([userId, role]) => ({ userId, role }));
  await db.list.create({ data: { id, name, deletedAt, members: { create } } });
  return id;
}

async function inboxOf(db: TestDb, userId: string): Promise<string> {
  return (await db.list.findUniqueOrThrow({ where: { inboxOf: userId } })).id;
}

async function todo(
  db: TestDb,
  listId: string,
  createdBy: string,
  deletedAt: Date | null = null,
): Promise<string> {
  return (await db.todo.create({ data: { id: newId(), listId, text: "a", createdBy, deletedAt } })).id;
}

async function savedView(db: TestDb, userId: string): Promise<string> {
  return (await db.savedView.create({ data: { id: newId(), userId, name: "a", query: "label=a" } })).id;
}

async function invite(db: TestDb, listId: string, secret: string): Promise<string> {
  const data = {
    id: newId(),
    listId,
    hash: hashSecret(secret),
    role: "editor",
    uses: 1,
    expiresAt: inDays(1),
  } as const;
  return (await db.invite.create({ data })).id;
}

export function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}
