import { isDeepStrictEqual } from "node:util";
import type { RowsView } from "@codex/client/rows";
import type { Store } from "@codex/client/store";
import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { byRank } from "@codex/core/rank";
import { type SincePage, sincePageSchema } from "@codex/core/sync";
import type { Todo } from "@codex/core/todo";
import type pg from "pg";

/** What a log held at some moment, and where it was. */
export interface EarlierState {
  readonly log: string;
  readonly cursor: string;
  readonly rows: ReadonlyMap<string, unknown>;
}

/** Reads every log from nothing. */
export async function earlierState(url: string, sql: pg.Client): Promise<EarlierState[]> {
  const { rows } = await sql.query<{ id: string }>(
    "select log.id from log left join list on list.id = log.id where list.deleted_at is null order by log.id",
  );
  const states: EarlierState[] = [];
  for (const { id } of rows) states.push(await readFrom(url, { log: id, cursor: "", rows: new Map() }));
  return states;
}

/** Applies everything since a state to it: in small pages, but for what has no end of them. */
async function readFrom(url: string, { log, cursor, rows }: EarlierState): Promise<EarlierState> {
  const state = new Map(rows);
  const limit = cursor === "" ? 2_000 : 50;
  for (let at = cursor; ; ) {
    const page = await since(url, log, at, limit);
    if (page.reset) state.clear();
    for (const { table, id, row } of page.rows) {
      if (row === null) state.delete(`${table} ${id}`);
      else state.set(`${table} ${id}`, row);
    }
    at = page.cursor;
    if (!page.more) return { log, cursor: at, rows: state };
  }
}

async function since(url: string, log: string, cursor: string, limit: number): Promise<SincePage> {
  const input = JSON.stringify({ log, limit, ...(cursor === "" ? {} : { cursor }) });
  const answer = await fetch(`${url}/trpc/sync.since?input=${encodeURIComponent(input)}`);
  const body: { result?: { data: unknown } } = JSON.parse(await answer.text());
  return sincePageSchema.parse(body.result?.data);
}

/** Everything that is not as it has to be, in sentences. */
export async function differences(
  sql: pg.Client,
  stores: readonly Store[],
  acknowledged: readonly string[],
  earlier: readonly EarlierState[],
  url: string,
): Promise<string[]> {
  const found: string[] = [];
  const inDatabase = await databaseRows(sql);
  for (const [index, store] of stores.entries())
    if (!isDeepStrictEqual(shownRows(store.get().rows, [...inDatabase.keys()]), inDatabase))
      found.push(`Client ${index} shows other rows than the database has.`);
  const now = new Map((await earlierState(url, sql)).map((state) => [state.log, state.rows]));
  for (const state of earlier) {
    const current = now.get(state.log);
    if (current && !isDeepStrictEqual((await readFrom(url, state)).rows, current))
      found.push(`Log ${state.log} since ${state.cursor} is not the same as since nothing.`);
  }
  const kept = await sql.query<{ id: string }>("select id from command");
  const ids = new Set(kept.rows.map(({ id }) => id));
  for (const id of acknowledged)
    if (!ids.has(id)) found.push(`Command ${id} was acknowledged and is not there.`);
  return [...found, ...(await faultsOfLogs(sql))];
}

/** Numbers of logs that are missing, and commands that took effect twice, in sentences. */
export async function faultsOfLogs(sql: pg.Client): Promise<string[]> {
  const missing = await sql.query<{ log: string; number: string }>(`
    select log.id as log, number from log, generate_series(1, log.head) as number
    where not exists (select from change where log_id = log.id and rev = number)
      and not exists (select from gone where log_id = log.id and rev = number)`);
  const twice = await sql.query<{ command_id: string }>(`
    select command_id from change where command_id is not null
    group by log_id, user_id, command_id having count(distinct rev) > 1`);
  return [
    ...missing.rows.map(({ log, number }) => `Log ${log} has no number ${number}.`),
    ...twice.rows.map(({ command_id }) => `Command ${command_id} took effect twice.`),
  ];
}

/** Of a todo what people see: its id, text, whether it is done, and what is written on it besides. */
type Lists = Map<string, { name: string; todos: unknown[][] }>;

const shown = (todo: Todo): unknown[] => [
  todo.id,
  todo.text,
  todo.completed,
  todo.due ?? null,
  todo.priority ?? null,
  todo.labels ?? [],
  todo.parentId ?? null,
  todo.seriesId ?? null,
  todo.occurrence ?? null,
];

async function databaseRows(sql: pg.Client): Promise<Lists> {
  const lists: Lists = new Map();
  const found = await sql.query<{ id: string; name: string }>(
    "select id, name from list where deleted_at is null order by id",
  );
  for (const { id, name } of found.rows) lists.set(id, { name, todos: [] });
  const todos = await sql.query<Todo>(
    `select id, list_id as "listId", text, completed, rank, to_json(created_at) as "createdAt", due, priority, labels,
        parent_id as "parentId", series_id as "seriesId", occurrence
      from todo where deleted_at is null`,
  );
  for (const todo of todos.rows.sort(byRank)) lists.get(todo.listId)?.todos.push(shown(todo));
  return lists;
}

function shownRows(rows: RowsView, ids: readonly string[]): Lists {
  return new Map(
    ids.map((id) => [
      id,
      {
        name: rows.list(id)?.name ?? "",
        todos: rows.todosOf(id).map(shown),
      },
    ]),
  );
}

/** The first rows in which what was predicted and what came differ. */
function difference(predicted: Lists, found: Lists): string {
  for (const [id, { todos }] of predicted) {
    const others = found.get(id)?.todos ?? [];
    const at = todos.findIndex((todo, index) => !isDeepStrictEqual(todo, others[index]));
    const told = [todos.length, others.length, todos[at], others[at]];
    if (at >= 0 || todos.length !== others.length) return JSON.stringify(told);
  }
  return "a list's name";
}

/** Gives commands one by one, and compares what was shown before the answer with what is there after it. */
export async function predictionsThatFail(store: Store, settle: () => Promise<void>): Promise<string[]> {
  // A page shows what comes next once it has loaded what that takes, which it does as soon as something repeats: perhaps
  // a moment ago.
  await import("@codex/core/repeat/engine");
  const failed: string[] = [];
  const listId = store.get().rows.inboxId ?? "";
  const compare = async (what: string, give: () => void) => {
    give();
    const ids = [...store.get().rows.memberships()].map((member) => member.listId);
    const predicted = shownRows(store.get().rows, ids);
    await settle();
    const found = shownRows(store.get().rows, ids);
    if (!isDeepStrictEqual(predicted, found))
      failed.push(`${what} did what was not predicted: ${difference(predicted, found)}`);
  };
  const [id, other] = [newId(), newId()];
  const todos = [id, other].map((each) => ({ id: each, text: "predicted" }));
  await compare("todo.create", () => store.run({ kind: "todo.create", listId, todos }));
  await compare("todo.update", () =>
    store.run({ kind: "todo.update", ids: [id, newId()], set: { text: "b" } }),
  );
  await compare("todo.update", () => store.run({ kind: "todo.update", ids: [id], set: { completed: true } }));
  await compare("undo", () => store.undo());
  await compare("redo", () => store.redo());
  await compare("todo.setAllCompleted", () =>
    store.run({ kind: "todo.setAllCompleted", listId, completed: true }),
  );
  await compare("undo", () => store.undo());
  const update = (ids: string[], set: Extract<NewCommand, { kind: "todo.update" }>["set"]) => () =>
    store.run({ kind: "todo.update", ids, set });
  await compare("todo.label", () =>
    store.run({ kind: "todo.label", ids: [id, other], add: ["a"], remove: [] }),
  );
  const [open, soil, series] = [newId(), newId(), newId()];
  await compare("todo.create", () =>
    store.run({ kind: "todo.create", listId, todos: [{ id: open, text: "repeats", due: "2027-03-10" }] }),
  );
  const rule = { id: series, rule: "FREQ=WEEKLY", mode: "schedule", zone: "UTC" } as const;
  await compare("todo.repeat", () => store.run({ kind: "todo.repeat", id: open, series: rule }));
  await compare("todo.create under another", () =>
    store.run({
      kind: "todo.create",
      listId,
      todos: [{ id: soil, text: "under", parentId: open, due: "2027-03-09" }],
    }),
  );
  await compare("completing a subtask", update([soil], { completed: true }));
  await compare("completing what repeats", update([open], { completed: true }));
  await compare("undo", () => store.undo());
  await compare("redo", () => store.redo());
  await compare("reopening a subtask of what repeats", update([soil], { completed: false }));
  await compare("todo.setAllCompleted", () =>
    store.run({ kind: "todo.setAllCompleted", listId, completed: true }),
  );
  await compare("reopening what repeats", update([open], { completed: false }));
  await compare("todo.skip", () => store.run({ kind: "todo.skip", id: open }));
  await compare("todo.repeat", () => store.run({ kind: "todo.repeat", id: open, series: null }));
  await compare("list.rename", () => store.run({ kind: "list.rename", listId, name: "Predicted" }));
  await compare("todo.delete", () => store.run({ kind: "todo.delete", ids: [id] }));
  await compare("undo", () => store.undo());
  await compare("todo.clearCompleted", () => store.run({ kind: "todo.clearCompleted", listId }));
  await compare("undo", () => store.undo());
  return failed;
}
