import type { Role } from "@codex/core/role";
import type { Db } from "@codex/db";

/** A list that a user is a member of, and their role in it. */
export interface Membership {
  readonly id: string;
  readonly role: Role;
}

type Reader = Pick<Db, "member" | "todo">;

/** The user's role in a list in use, or in their Inbox if none is named. */
export async function roleIn(
  db: Reader,
  userId: string,
  listId: string | undefined,
): Promise<Membership | undefined> {
  const list = {
    ...(listId === undefined ? { inboxOf: userId } : { id: listId }),
    deletedAt: null,
  };
  const member = await db.member.findFirst({
    where: { userId, list, ...(listId === undefined ? {} : { listId }) },
    select: { listId: true, role: true },
  });
  return member ? { id: member.listId, role: member.role } : undefined;
}

/** The user's role in the list that a todo stands in. */
export async function roleInListOfTodo(
  db: Reader,
  userId: string,
  todoId: string,
): Promise<Membership | undefined> {
  const member = await db.member.findFirst({
    where: { userId, list: { deletedAt: null, todos: { some: { id: todoId, deletedAt: null } } } },
    select: { listId: true, role: true },
  });
  return member ? { id: member.listId, role: member.role } : undefined;
}
