// Whether a search is as fast among a million todos as among ten thousand: pnpm --filter @codex/bench search.
// Two databases side by side, asked in turns, each for a user who has the same number of todos in both.
import { parseArgs } from "node:util";
import { searchTodos } from "@codex/api/search";
import { newId } from "@codex/core/id";
import { createDb } from "@codex/db";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";
import pg from "pg";
import { percentile } from "./percentile.js";

const { values: options } = parseArgs({
  options: {
    large: { type: "string", default: "1000000" },
    small: { type: "string", default: "10000" },
    each: { type: "string", default: "1000" },
    turns: { type: "string", default: "25" },
  },
});

/** What is searched for: common, rare, misspelt, several words, two letters, none there. */
const QUERIES = ["milk", "zucchini", "elektrician", "call plumber", "ga", "xylophone"];

const WORDS = `buy call write fix plan book clean paint water send read cook pay order check meet find sort wash move
  milk bread garden fence plumber electrician dentist report invoice tickets kitchen window bicycle insurance letter
  birthday present holiday ferry zucchini tomatoes coffee meeting slides budget laundry library passport photos roof
  school teacher music piano lesson doctor appointment battery charger cable printer paper stamps parcel neighbour`;

interface Side {
  readonly name: string;
  readonly search: (q: string) => Promise<{ items: unknown[] }>;
  close(): Promise<void>;
}

/** A database with so many todos, as many as `each` to a user, in two lists of theirs. */
async function side(todos: number, each: number): Promise<Side> {
  const database = await createTestDatabase(testServerUrl());
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const users = Math.max(1, Math.round(todos / each));
  const userIds = Array.from({ length: users }, newId);
  // What is measured is reading: the log of so many additions would only take time and room.
  await client.query("set session_replication_role = replica");
  await client.query("set maintenance_work_mem = '512MB'");
  const { rows: definitions } = await client.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where indexname = 'todo_search_idx'",
  );
  await client.query("drop index todo_search_idx");
  await client.query(
    `insert into "user" (id, name, email, email_verified, created_at, updated_at)
      select id, 'a', id::text || '@example.org', true, now(), now() from unnest($1::uuid[]) as id`,
    [userIds],
  );
  await client.query(
    `with made as (
        select gen_random_uuid() as list_id, user_id from unnest($1::uuid[]) as user_id, generate_series(1, 2)),
      lists as (insert into list (id, name) select list_id, 'a' from made)
      insert into member (list_id, user_id, role) select list_id, user_id, 'owner' from made`,
    [userIds],
  );
  await client.query(
    `with words as (select regexp_split_to_array($1, '\\s+') as all_words),
      lists as (select list_id from member)
      insert into todo (id, list_id, text, notes)
      select gen_random_uuid(), list_id,
        (select string_agg(all_words[1 + floor(random() * cardinality(all_words))::int], ' ')
          from words, generate_series(1, 4 + n % 5)),
        case when n % 10 = 0 then (select string_agg(all_words[1 + floor(random() * cardinality(all_words))::int], ' ')
          from words, generate_series(1, 30 + n % 7)) end
      from lists, generate_series(1, $2::int / 2) as n
      order by n`,
    [WORDS, each],
  );
  for (const { indexdef } of definitions) await client.query(indexdef);
  await client.query("vacuum analyze");
  const { rows } = await client.query<{ todos: string; size: string }>(
    "select (select count(*) from todo) as todos, pg_size_pretty(pg_relation_size('todo_search_idx')) as size",
  );
  await client.end();
  const [row] = rows;
  console.log(`${row?.todos} todos of ${users} users; the index takes ${row?.size}.`);
  const db = createDb(database.url);
  // Any user but the first, whose rows may lie better than others'.
  const userId = userIds[Math.floor(users / 2)] ?? "";
  return {
    name: `${row?.todos}`,
    search: (q) => searchTodos(db, { kind: "owner", userId }, { q, limit: 20 }),
    close: async () => {
      await db.$disconnect();
      await database.drop();
    },
  };
}

const each = Number(options.each);
const sides = [await side(Number(options.small), each), await side(Number(options.large), each)];
const taken = new Map<string, number[]>();
for (let turn = -3; turn < Number(options.turns); turn++) {
  for (const q of QUERIES) {
    for (const { name, search } of sides) {
      const start = performance.now();
      await search(q);
      const key = `${name} ${q}`;
      // The first turns only warm up.
      if (turn >= 0) taken.set(key, [...(taken.get(key) ?? []), performance.now() - start]);
    }
  }
}
const median = (name: string | undefined, q: string) => percentile(taken.get(`${name} ${q}`) ?? [], 0.5);
console.log(`\nMedians in milliseconds, for a user with ${each} todos, and their ratio`);
const ratios = QUERIES.map((q) => {
  const [small, large] = sides.map(({ name }) => median(name, q));
  const ratio = (large ?? Number.NaN) / (small ?? Number.NaN);
  console.log(
    `  ${(small ?? 0).toFixed(1).padStart(8)} ${(large ?? 0).toFixed(1).padStart(8)} ${ratio.toFixed(2).padStart(6)}  ${q}`,
  );
  return ratio;
});
const worst = Math.max(...ratios);
console.log(`The worst ratio is ${worst.toFixed(2)}; it may be 2.`);
for (const each of sides) await each.close();
process.exitCode = worst <= 2 ? 0 : 1;
