import type pg from "pg";
import { faultsOfLogs } from "../converge/checks.js";
import type { Given } from "./load.js";

interface Found {
  readonly todos: ReadonlyMap<string, { readonly text: string; readonly rev: number }>;
  /** Of each command the numbers that it has in the logs. */
  readonly commands: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** Of each command the rows it changed, each with the log and the number. */
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  /** Of each todo the command that changed it last. */
  readonly last: ReadonlyMap<string, string>;
}

interface Change {
  readonly command: string;
  readonly row: string;
  readonly log: string;
  readonly rev: number;
}

/**
 * What is not as it has to be, in sentences: acknowledged commands that are not there, those that are there in
 * part or twice, rows that nobody wrote, numbers of logs that are missing or given twice.
 */
export async function lostOrDoubled(
  sql: pg.Client,
  given: ReadonlyMap<string, Given>,
): Promise<{ readonly faults: string[]; readonly present: number }> {
  const found = await everything(sql);
  const faults = [...given].flatMap(([id, command]) => faultsOfCommand(id, command, found, given));
  const written = new Set(
    [...given].flatMap(([id, { texts }]) => (found.commands.has(id) ? [...texts.keys()] : [])),
  );
  for (const id of found.todos.keys())
    if (!written.has(id))
      faults.push(`Todo ${id} is there, and no command of those that are there wrote it.`);
  const present = [...given.keys()].filter((id) => found.commands.has(id)).length;
  return { faults: [...faults, ...(await faultsOfLogs(sql)), ...(await doubledNumbers(sql))], present };
}

function faultsOfCommand(
  id: string,
  { kind, texts, outcome }: Given,
  found: Found,
  given: ReadonlyMap<string, Given>,
): string[] {
  const revs = found.commands.get(id);
  const changes = found.changes.get(id) ?? [];
  const what = `Command ${id} (${kind}, ${outcome})`;
  if (!revs) {
    const rows = [...texts.keys()].filter((row) => kind === "todo.create" && found.todos.has(row));
    const parts = rows.length + changes.length;
    return [
      ...(outcome === "acknowledged" ? [`${what} is not there.`] : []),
      ...(parts > 0 ? [`${what} is there in part: ${rows.length} rows, ${changes.length} changes.`] : []),
    ];
  }
  const faults: string[] = [];
  if (changes.length !== texts.size) faults.push(`${what} made ${changes.length} changes of ${texts.size}.`);
  for (const { log, rev } of changes)
    if (revs[log] !== rev) faults.push(`${what} has another number than its change, ${rev}.`);
  for (const [row, text] of texts) {
    const todo = found.todos.get(row);
    const last = found.last.get(row);
    const wanted = last === id ? text : given.get(last ?? "")?.texts.get(row);
    if (!todo) faults.push(`${what} is there, and its todo ${row} is not.`);
    else if (todo.text !== wanted) faults.push(`Todo ${row} has another text than was written last.`);
  }
  return faults;
}

async function everything(sql: pg.Client): Promise<Found> {
  const todos = await sql.query<{ id: string; text: string; rev: number }>(
    "select id, text, rev::int from todo",
  );
  const commands = await sql.query<{ id: string; revs: Record<string, number> }>(
    "select id, revs from command",
  );
  const all = await sql.query<Change>(
    `select command_id as command, row_id as row, log_id as log, rev::int from change
      where command_id is not null and entity = 'todo' order by rev`,
  );
  const changes = new Map<string, Change[]>();
  const last = new Map<string, string>();
  for (const change of all.rows) {
    changes.set(change.command, [...(changes.get(change.command) ?? []), change]);
    last.set(change.row, change.command);
  }
  return {
    todos: new Map(todos.rows.map((row) => [row.id, row])),
    commands: new Map(commands.rows.map(({ id, revs }) => [id, revs])),
    changes,
    last,
  };
}

async function doubledNumbers(sql: pg.Client): Promise<string[]> {
  const doubled = await sql.query<{ log: string; rev: string }>(
    `select log_id as log, rev from change group by log_id, rev having count(distinct command_id) > 1`,
  );
  const beyond = await sql.query<{ id: string }>(
    "select id from log where head < (select max(rev) from change where log_id = log.id)",
  );
  return [
    ...doubled.rows.map(({ log, rev }) => `Log ${log} has the number ${rev} twice.`),
    ...beyond.rows.map(({ id }) => `Log ${id} has numbers beyond its head.`),
  ];
}
