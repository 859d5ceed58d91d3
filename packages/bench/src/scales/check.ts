import { isDeepStrictEqual } from "node:util";
import pg from "pg";
import { type Answered, type Ask, requestOf, todosOf } from "./ask.js";
import type { Contender } from "./contenders.js";
import { askOf, type Scenario, type Subject } from "./scenarios.js";

const COLUMNS = `id, list_id as "listId", text, completed from todo where deleted_at is null`;

/**
 * Asks, and compares the answer, todo by todo, with what stands in the database.
 *
 * @throws Error if it is wrong, if what was to be written is not there, or if who is to be signed in need not be
 */
export async function check(
  contender: Contender,
  databaseUrl: string,
  scenario: Scenario,
  subject: Subject,
): Promise<void> {
  // A toggle is asked to and fro.
  for (const n of [0, subject.toggled.length])
    await checkOne(contender, databaseUrl, askOf(scenario, subject, n), subject.cookie);
  const { kind } = contender;
  if (!kind.signedIn || scenario === "noop") return;
  const { ok } = await send(contender, askOf(scenario, subject, 0), undefined);
  if (ok) throw new Error(`${kind.title}, ${scenario}: answers whoever asks.`);
}

function send({ kind, port }: Contender, ask: Ask, cookie: string | undefined): Promise<Response> {
  const { method, path, body } = requestOf(kind.dialect, ask);
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
  });
}

async function checkOne(contender: Contender, databaseUrl: string, ask: Ask, cookie: string): Promise<void> {
  const { kind } = contender;
  const answer = await send(contender, ask, kind.signedIn ? cookie : undefined);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${kind.title}, ${ask.kind}: ${answer.status} ${text}`);
  const got = todosOf(kind.dialect, ask.kind, JSON.parse(text)).map(compared);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const stands = (await expected(client, ask)).map(compared);
  await client.end();
  if (!isDeepStrictEqual(got, stands))
    throw new Error(
      `${kind.title}, ${ask.kind}: answered ${JSON.stringify(got)}, but there is ${JSON.stringify(stands)}`,
    );
  if (ask.kind === "create" && got[0]?.text !== ask.text)
    throw new Error(`${kind.title} created something else.`);
  if (ask.kind === "update" && got[0]?.completed !== ask.completed)
    throw new Error(`${kind.title} changed something else.`);
}

const compared = ({ id, listId, text, completed }: Answered): Answered => ({ id, listId, text, completed });

async function expected(client: pg.Client, ask: Ask): Promise<Answered[]> {
  const rows = async (where: string, values: unknown[]) =>
    (await client.query<Answered>(`select ${COLUMNS} ${where}`, values)).rows;
  switch (ask.kind) {
    case "noop":
      return [];
    case "list":
      return ask.after
        ? rows("and list_id = $1 and (created_at, id) > ($2, $3) order by created_at, id limit $4", [
            ask.listId,
            ask.after.at,
            ask.after.id,
            ask.limit,
          ])
        : rows("and list_id = $1 order by created_at, id limit $2", [ask.listId, ask.limit]);
    case "create":
    case "update":
      return rows("and id = $1", [ask.id]);
    case "batch":
      return rows("and id = any($1::uuid[]) order by array_position($1::uuid[], id)", [ask.ids]);
  }
}
