import type { Db } from "@codex/db";
import { reaches, type User } from "../access/caller.js";

/** A user's labels with a colour, by name: none for a token that is limited to certain lists. */
export async function colouredLabels(db: Db, user: User): Promise<{ name: string; color: string }[]> {
  if (!reaches(user, user.userId)) return [];
  return db.label.findMany({
    where: { userId: user.userId, deletedAt: null },
    orderBy: { name: "asc" },
    select: { name: true, color: true },
  });
}
