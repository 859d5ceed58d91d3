import type { TodoCounts } from "@codex/core/todo";
import type { Question } from "../access/question.js";
import type { Membership } from "../list/roles.js";
import type { Context } from "../trpc/context.js";
import { userOf } from "../trpc/gates.js";
import { allowed } from "../trpc/procedures.js";

/**
 * How many of a list's todos are done and how many are not, for a member: who asks, their role and the numbers in one
 * statement. `countTodos` says the same in Prisma's words, without the first two.
 *
 * @param listId - left out, it is the user's Inbox
 * @throws TRPCError `UNAUTHORIZED`, `NOT_FOUND`
 */
export async function countsOf(
  ctx: Pick<Context, "ask" | "policy">,
  listId: string | undefined,
): Promise<TodoCounts> {
  const { caller, rows } = await ctx.ask(listId === undefined ? INBOX : { ...LIST, values: [listId] });
  const [found] = rows;
  allowed(userOf(caller, ctx.policy), found && { id: found.inList, role: found.role }, "viewer", "list");
  return { active: found?.active ?? 0, completed: found?.completed ?? 0 };
}

interface CountsRow extends TodoCounts {
  readonly inList: string;
  readonly role: Membership["role"];
}

function counts(name: string, isMeant: string): Omit<Question<CountsRow>, "values"> {
  return {
    name,
    text: `select list.id as "inList", member.role, number.active, number.completed
      from member join list on list.id = member.list_id and list.deleted_at is null
        cross join lateral (
          select (count(*) filter (where not todo.completed))::int as active,
            (count(*) filter (where todo.completed))::int as completed
          from todo where todo.list_id = list.id and todo.deleted_at is null) as number
      where member.user_id = who.user_id and ${isMeant}`,
    isAnswer: (row): row is CountsRow => row.inList !== null,
  };
}

const INBOX = { ...counts("count-inbox", "list.inbox_of = who.user_id"), values: [] };
const LIST = counts("count-list", "list.id = $3::uuid");
