import type { FastifyRequest } from "fastify";
import pg from "pg";
import { contenderEnv } from "../env.js";
import { logged } from "./logged.js";
import { tokenIn } from "./token.js";

// The least that answers from PostgreSQL: prepared statements on a pool as large as Codex's. Signed in, each statement
// looks besides for the session, and for the user among the members of the list.
const { url, port, secret } = contenderEnv();
const signed = process.argv[2] === "signed";
const pool = new pg.Pool({ connectionString: url, max: 10 });

const COLUMNS = `id, list_id as "listId", text, completed, created_at as "createdAt", created_by as "createdBy", rank,
  notes, due, priority, labels, parent_id as "parentId", series_id as "seriesId", occurrence, deleted_at as "deletedAt"`;

/** The condition that whoever asks is a member of the list; the token is the statement's first value. */
const member = (list: string) =>
  signed
    ? `and exists (select from session join member using (user_id)
        where session.token = $1 and session.expires_at > now() and member.list_id = ${list})`
    : "and $1::text is null";

const statement = (name: string, text: string) => ({ name, text });
const LIST = statement(
  "list",
  `select ${COLUMNS} from todo where list_id = $2 and deleted_at is null ${member("$2")}
    order by created_at, id limit $3`,
);
const PAGE = statement(
  "page",
  `select ${COLUMNS} from todo where list_id = $2 and deleted_at is null and (created_at, id) > ($4, $5) ${member("$2")}
    order by created_at, id limit $3`,
);
const BY_ID = statement(
  "by-id",
  `select ${COLUMNS} from todo where id = $2 and deleted_at is null ${member("list_id")}`,
);
const CREATE = statement(
  "create",
  `insert into todo (id, list_id, text) select $2::uuid, $3::uuid, $4 where true ${member("$3")} returning ${COLUMNS}`,
);
const UPDATE = statement(
  "update",
  `update todo set completed = $3 where id = $2 and deleted_at is null ${member("list_id")} returning ${COLUMNS}`,
);

interface Named {
  readonly name: string;
  readonly text: string;
}

async function rows(
  { headers: { cookie } }: FastifyRequest,
  { name, text }: Named,
  values: unknown[],
): Promise<object[]> {
  const token = signed ? tokenIn(cookie, secret) : null;
  return (await pool.query<object>({ name, text, values: [token, ...values] })).rows;
}

const app = logged();
app.get<{ Params: { listId: string }; Querystring: { limit: string; at?: string; id?: string } }>(
  "/lists/:listId/todos",
  async (request) => {
    const { limit, at, id } = request.query;
    const { listId } = request.params;
    // One more than is shown tells whether there is a next page, as Codex does it.
    const found = await (at === undefined
      ? rows(request, LIST, [listId, Number(limit) + 1])
      : rows(request, PAGE, [listId, Number(limit) + 1, at, id]));
    return { items: found.slice(0, Number(limit)), more: found.length > Number(limit) };
  },
);
app.get<{ Querystring: { ids: string } }>("/todos", async (request) => {
  const found = await Promise.all(request.query.ids.split(",").map((id) => rows(request, BY_ID, [id])));
  return found.flat();
});
app.post<{ Params: { listId: string }; Body: { id: string; text: string } }>(
  "/lists/:listId/todos",
  async (request) => {
    const { id, text } = request.body;
    return (await rows(request, CREATE, [id, request.params.listId, text]))[0];
  },
);
app.patch<{ Params: { id: string }; Body: { completed: boolean } }>(
  "/todos/:id",
  async (request) => (await rows(request, UPDATE, [request.params.id, request.body.completed]))[0],
);
await app.listen({ host: "127.0.0.1", port });
