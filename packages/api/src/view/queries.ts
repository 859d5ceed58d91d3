import type { Db } from "@codex/db";
import { reaches, type User } from "../access/caller.js";

/** A user's saved views, the oldest first: none for a token that is limited to certain lists. */
export async function savedViews(db: Db, user: User): Promise<{ id: string; name: string; query: string }[]> {
  if (!reaches(user, user.userId)) return [];
  return db.savedView.findMany({
    where: { userId: user.userId, deletedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true, query: true },
  });
}
