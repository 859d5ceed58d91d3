import { LIST_LIMITS } from "@codex/core/limits";
import type { Db } from "@codex/db";

const DAY_MS = 24 * 60 * 60_000;

/** Days after which a guest who has nothing is forgotten. */
const EMPTY_GUEST_DAYS = 30;

/** How many rows of each kind were removed. */
export interface Pruned {
  readonly guests: number;
  readonly lists: number;
  readonly sessions: number;
  readonly invites: number;
  readonly verifications: number;
}

/**
 * Removes what has ended: guests who for 30 days have had nothing, lists deleted too long ago to be restored,
 * expired sessions, invites and links. A guest with a todo, or a place in a list, is never removed.
 */
export async function prune(db: Db, now: Date): Promise<Pruned> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const { count: sessions } = await db.session.deleteMany({ where: { expiresAt: { lte: now } } });
  const { count: invites } = await db.invite.deleteMany({ where: { expiresAt: { lte: now } } });
  const { count: verifications } = await db.verification.deleteMany({ where: { expiresAt: { lte: now } } });
  const { count: lists } = await db.list.deleteMany({
    where: { deletedAt: { lte: before(LIST_LIMITS.restorableDays) } },
  });
  const { count: guests } = await db.user.deleteMany({
    where: {
      isGuest: true,
      createdAt: { lte: before(EMPTY_GUEST_DAYS) },
      sessions: { none: { updatedAt: { gt: before(EMPTY_GUEST_DAYS) } } },
      todos: { none: {} },
      inbox: { todos: { none: {} } },
      members: { none: { list: { inboxOf: null } } },
    },
  });
  return { guests, lists, sessions, invites, verifications };
}
