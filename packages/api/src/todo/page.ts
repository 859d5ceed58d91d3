import type { TodoListInput, TodoPage } from "@codex/core/todo";
import { columnsOf } from "@codex/db/columns";
import type { Question } from "../access/question.js";
import type { Membership } from "../list/roles.js";
import type { Context } from "../trpc/context.js";
import { userOf } from "../trpc/gates.js";
import { allowed } from "../trpc/procedures.js";
import { decodeCursor } from "./cursor.js";
import { toPage } from "./queries.js";
import { fromJson, type InJson, type TodoRow, todoSelect } from "./select.js";

/**
 * A page of a list's todos, oldest first, for a member: who asks, their role and the todos in one statement. `listTodos`
 * says the same in Prisma's words, without the first two.
 *
 * @throws TRPCError `UNAUTHORIZED`, `NOT_FOUND`, `BAD_REQUEST` for a cursor that is none
 */
export async function pageOf(ctx: Pick<Context, "ask" | "policy">, input: TodoListInput): Promise<TodoPage> {
  const { caller, rows } = await ctx.ask(pageQuestion(input));
  const [first] = rows;
  allowed(userOf(caller, ctx.policy), first && { id: first.inList, role: first.role }, "viewer", "list");
  return toPage(first?.todos.map(fromJson) ?? [], input.limit);
}

/** Of a list that the user is a member of. */
interface PageRow {
  readonly inList: string;
  readonly role: Membership["role"];
  readonly todos: readonly InJson<TodoRow>[];
}

function pageQuestion({ listId, filter, limit, cursor }: TodoListInput): Question<PageRow> {
  const values: unknown[] = [limit + 1];
  const value = (given: unknown, type: string) => `$${values.push(given) + 2}::${type}`;
  const isThere = listId === undefined ? "list.inbox_of = who.user_id" : `list.id = ${value(listId, "uuid")}`;
  const matches = filter === "all" ? "" : ` and todo.completed = ${filter === "completed"}`;
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const follows = after
    ? ` and (todo.created_at, todo.id) > (${value(after.at, "timestamptz")}, ${value(after.id, "uuid")})`
    : "";
  return {
    name: ["list-todos", listId === undefined ? "inbox" : "list", filter, after ? "after" : "first"].join(
      "-",
    ),
    // As rows of their own each would have beside it who asks.
    text: `select list.id as "inList", member.role, to_json(array(
          select to_json(page) from (
            select ${COLUMNS} from todo where todo.list_id = list.id and todo.deleted_at is null${matches}${follows}
            order by todo.created_at, todo.id limit $3::int) as page)) as todos
      from member join list on list.id = member.list_id and list.deleted_at is null
      where member.user_id = who.user_id and ${isThere}`,
    values,
    isAnswer: (row): row is PageRow => row.inList !== null,
  };
}

const COLUMNS = columnsOf("todo", todoSelect);
