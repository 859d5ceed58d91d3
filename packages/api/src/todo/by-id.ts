import type { Todo } from "@codex/core/todo";
import { columnsOf } from "@codex/db/columns";
import type { Question } from "../access/question.js";
import type { Membership } from "../list/roles.js";
import type { Context } from "../trpc/context.js";
import { notFound } from "../trpc/errors.js";
import { userOf } from "../trpc/gates.js";
import { allowed } from "../trpc/procedures.js";
import { fromJson, type InJson, type TodoRow, todoSelect } from "./select.js";

/**
 * A todo, for a member of its list: who asks, their role and the todo in one statement. `todoById` says the same in
 * Prisma's words, without the first two.
 *
 * @throws TRPCError `UNAUTHORIZED`, `NOT_FOUND`
 */
export async function todoFor(ctx: Pick<Context, "ask" | "policy">, id: string): Promise<Todo> {
  const { caller, rows } = await ctx.ask({ ...TODO, values: [id] });
  const [found] = rows;
  allowed(userOf(caller, ctx.policy), found && { id: found.inList, role: found.role }, "viewer", "todo");
  if (!found) throw notFound("todo");
  return fromJson(found.todo);
}

interface FoundRow {
  readonly inList: string;
  readonly role: Membership["role"];
  readonly todo: InJson<TodoRow>;
}

const TODO: Omit<Question<FoundRow>, "values"> = {
  name: "todo-by-id",
  text: `select list.id as "inList", member.role, to_json(found) as todo
    from (select ${columnsOf("todo", todoSelect)} from todo where todo.id = $3::uuid and todo.deleted_at is null) as found
      join list on list.id = found."listId" and list.deleted_at is null
      join member on member.list_id = list.id and member.user_id = who.user_id`,
  isAnswer: (row): row is FoundRow => row.inList !== null,
};
