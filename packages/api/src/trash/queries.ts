import type { TrashListInput, TrashPage } from "@codex/core/sync";
import type { Db } from "@codex/db";
import type { User } from "../access/caller.js";
import { deletedLists, reachOf } from "../list/queries.js";
import { decodeCursor, encodeCursor } from "../todo/cursor.js";
import { todoSelect, toTodo } from "../todo/select.js";

/** A page of the deleted todos in lists that the user may change, the latest first. */
export async function trashOf(db: Db, user: User, { cursor, limit }: TrashListInput): Promise<TrashPage> {
  const only = reachOf(user);
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const rows = await db.todo.findMany({
    where: {
      deletedAt: after ? { lte: after.at } : { not: null },
      ...(after ? { OR: [{ deletedAt: { lt: after.at } }, { id: { lt: after.id } }] } : {}),
      list: {
        deletedAt: null,
        members: { some: { userId: user.userId, role: { not: "viewer" } } },
        ...(only === null ? {} : { id: { in: [...only] } }),
      },
    },
    orderBy: [{ deletedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: todoSelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    todos: page.map(toTodo),
    lists: cursor === undefined ? await deletedLists(db, user) : [],
    nextCursor:
      rows.length > limit && last?.deletedAt ? encodeCursor({ at: last.deletedAt, id: last.id }) : null,
  };
}
