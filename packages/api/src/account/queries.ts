import type { AccountExport, Me, Session } from "@codex/core/account";
import type { Db, Prisma } from "@codex/db";
import { columnsOf } from "@codex/db/columns";
import type { Person } from "../access/caller.js";
import type { Question } from "../access/question.js";
import { colouredLabels } from "../label/queries.js";
import { todoSelect, toTodo } from "../todo/select.js";
import type { Context } from "../trpc/context.js";
import { savedViews } from "../view/queries.js";
import { deviceOf } from "./device.js";
import { realEmail } from "./user.js";

/** How the server lets people in, and who asks, which one statement finds out. */
export async function me({ policy, auth, ask }: Pick<Context, "policy" | "auth" | "ask">): Promise<Me> {
  const { rows } = await ask(ACCOUNT);
  return {
    access: policy.ACCESS,
    guests: policy.GUESTS,
    signUp: policy.SIGNUP,
    mail: auth.mailer !== undefined,
    user: rows[0] ? toUser(rows[0]) : null,
  };
}

/** A user as they see themselves; null if they have gone meanwhile. `ACCOUNT` says the same in one statement with who asks. */
export async function userById(db: Db, id: string): Promise<Me["user"]> {
  const user = await db.user.findUnique({ where: { id }, select: userSelect });
  return user && toUser(user);
}

const userSelect = {
  id: true,
  name: true,
  email: true,
  isGuest: true,
  createdAt: true,
} satisfies Prisma.UserSelect;

type UserRow = Prisma.UserGetPayload<{ select: typeof userSelect }>;

const ACCOUNT: Question<UserRow> = {
  name: "account",
  text: `select ${columnsOf("account", userSelect)} from "user" as account where account.id = who.user_id`,
  values: [],
  isAnswer: (row): row is UserRow => row.id !== null,
};

/** Names every field: in an answer to a question, what tells who asks stands in the same row. */
function toUser({ id, name, email, isGuest, createdAt }: UserRow): NonNullable<Me["user"]> {
  return { id, name, email: realEmail(email), isGuest, createdAt: createdAt.toISOString() };
}

/** Where the user is signed in, the last used first. */
export async function sessionsOf(
  { db, now }: Context,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<Session[]> {
  const rows = await db.session.findMany({
    where: { userId, expiresAt: { gt: now() } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    select: { id: true, userAgent: true, createdAt: true, updatedAt: true },
  });
  return rows.map(({ id, userAgent, createdAt, updatedAt }) => ({
    id,
    device: deviceOf(userAgent),
    isCurrent: id === sessionId,
    createdAt: createdAt.toISOString(),
    lastUsedAt: updatedAt.toISOString(),
  }));
}

/** Everything that is kept about a user, with the lists they own or are a member of. */
export async function exportAccount(context: Context, user: Person): Promise<AccountExport> {
  const { db, now } = context;
  const { name, email, createdAt } = await db.user.findUniqueOrThrow({
    where: { id: user.userId },
    select: { name: true, email: true, createdAt: true },
  });
  const tokens = await db.token.findMany({
    where: { userId: user.userId },
    select: { name: true, createdAt: true },
  });
  const sessions = await sessionsOf(context, user);
  return {
    exportedAt: now().toISOString(),
    user: { id: user.userId, name, email: realEmail(email), createdAt: createdAt.toISOString() },
    lists: await exportLists(db, user.userId),
    labels: await colouredLabels(db, user),
    views: await savedViews(db, user),
    sessions: sessions.map(({ device, createdAt, lastUsedAt }) => ({ device, createdAt, lastUsedAt })),
    tokens: tokens.map((token) => ({ name: token.name, createdAt: token.createdAt.toISOString() })),
  };
}

async function exportLists(db: Db, userId: string): Promise<AccountExport["lists"]> {
  const places = await db.member.findMany({
    // What somebody else has deleted is gone for everyone but them.
    where: { userId, OR: [{ role: "owner" }, { list: { deletedAt: null } }] },
    orderBy: [{ createdAt: "asc" }, { listId: "asc" }],
    select: {
      role: true,
      list: {
        select: {
          id: true,
          name: true,
          deletedAt: true,
          series: { orderBy: [{ createdAt: "asc" }, { id: "asc" }], omit: { rev: true } },
          todos: {
            orderBy: [{ createdAt: "asc" }, { id: "asc" }],
            select: todoSelect,
          },
        },
      },
    },
  });
  return places.map(({ role, list: { deletedAt, todos, series, ...list } }) => ({
    ...list,
    role,
    deletedAt: deletedAt?.toISOString() ?? null,
    series: series.map(({ createdAt, ...rule }) => ({ ...rule, createdAt: createdAt.toISOString() })),
    todos: todos.map((row) => {
      const { listId: _, createdBy, ...todo } = toTodo(row);
      return { ...todo, isYours: createdBy === userId };
    }),
  }));
}
