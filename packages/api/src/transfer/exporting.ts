import { byRank } from "@codex/core/rank";
import { ruleFrom } from "@codex/core/repeat";
import type { SeriesRow } from "@codex/core/row";
import type { Todo } from "@codex/core/todo";
import type { ExportFormat } from "@codex/core/transfer/report";
import {
  CODEX_FORMAT,
  csvHead,
  csvTodo,
  icalHead,
  icalTail,
  icalTodo,
  todoTxtLine,
  type Written,
} from "@codex/core/transfer/write";
import type { Db } from "@codex/db";
import { reaches, type User } from "../access/caller.js";
import { userById } from "../account/queries.js";
import { colouredLabels } from "../label/queries.js";
import { todoSelect, toTodo } from "../todo/select.js";
import type { Context } from "../trpc/context.js";
import { savedViews } from "../view/queries.js";

/** Todos that are read at once. */
const PAGE = 1_000;

/** A file that is written while it is sent. */
export interface Exported {
  readonly type: string;
  readonly extension: string;
  readonly text: AsyncIterable<string>;
}

/** Everything of a user's that their credentials reach. What is in the trash is in the JSON alone. */
export function exported({ db }: Context, user: User, format: ExportFormat, now: Date): Exported {
  switch (format) {
    case "json":
      return { type: "application/json", extension: "json", text: json(db, user, now) };
    case "csv":
      return { type: "text/csv; charset=utf-8", extension: "csv", text: each(db, user, csvTodo, csvHead) };
    case "todotxt":
      return { type: "text/plain; charset=utf-8", extension: "txt", text: each(db, user, todoTxtLine) };
    case "ical": {
      const line = (written: Written) => icalTodo(written, now.toISOString());
      const text = each(db, user, line, icalHead, icalTail);
      return { type: "text/calendar; charset=utf-8", extension: "ics", text };
    }
  }
}

async function* each(
  db: Db,
  user: User,
  line: (written: Written) => string,
  head = "",
  tail = "",
): AsyncGenerator<string> {
  yield head;
  for (const list of await listsOf(db, user)) {
    if (list.deletedAt !== null) continue;
    const series = new Map((await seriesOf(db, list.id)).map((row) => [row.id, row]));
    const name = list.isInbox ? undefined : list.name;
    for await (const todos of pagesOf(db, list.id)) {
      const inUse = todos.filter(({ deletedAt }) => deletedAt === null);
      yield inUse
        .map((todo) => {
          const own = todo.completed ? undefined : series.get(todo.seriesId ?? "");
          return line({ todo, list: name, series: own && fromNowOn(own, todo) });
        })
        .join("");
    }
  }
  yield tail;
}

/** As a rule reads where it begins with the todo: other formats do not say when the first was due. */
function fromNowOn(series: SeriesRow, { occurrence, due }: Todo): SeriesRow {
  const next = occurrence ?? due;
  return next ? { ...series, rule: ruleFrom(series, next) } : series;
}

/** One row a line, so that a file can be compared and looked through. */
async function* json(db: Db, user: User, now: Date): AsyncGenerator<string> {
  const head = { format: CODEX_FORMAT, version: 1, exportedAt: now.toISOString() };
  yield `{${inner(head)},\n"user":${JSON.stringify(await userById(db, user.userId))},\n`;
  yield `"labels":${rows(await colouredLabels(db, user))},\n`;
  yield `"views":${rows(await savedViews(db, user))},\n"lists":[`;
  let before = "";
  for (const list of await listsOf(db, user)) {
    yield `${before}\n{${inner(list)},\n"series":${rows(await seriesOf(db, list.id))},\n"todos":[`;
    before = ",";
    let between = "\n";
    for await (const todos of pagesOf(db, list.id)) {
      const own = todos.map(({ listId: _, createdBy, ...todo }) => ({
        ...todo,
        isYours: createdBy === user.userId,
      }));
      yield between + own.map((todo) => JSON.stringify(todo)).join(",\n");
      between = ",\n";
    }
    yield "]}";
  }
  yield "]}\n";
}

const inner = (fields: object) => JSON.stringify(fields).slice(1, -1);
const rows = (items: readonly object[]) =>
  items.length === 0 ? "[]" : `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}]`;

/** The lists of a user; what somebody else has deleted is gone for everyone but them. */
async function listsOf(db: Db, user: User) {
  const places = await db.member.findMany({
    where: { userId: user.userId, OR: [{ role: "owner" }, { list: { deletedAt: null } }] },
    orderBy: [{ position: "asc" }, { createdAt: "asc" }, { listId: "asc" }],
    select: { role: true, list: { select: { id: true, name: true, inboxOf: true, deletedAt: true } } },
  });
  return places
    .filter(({ list }) => reaches(user, list.id))
    .map(({ role, list: { inboxOf, deletedAt, ...list } }) => ({
      ...list,
      role,
      isInbox: inboxOf === user.userId,
      deletedAt: deletedAt?.toISOString() ?? null,
    }));
}

async function seriesOf(db: Db, listId: string): Promise<SeriesRow[]> {
  const found = await db.series.findMany({
    where: { listId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    omit: { rev: true },
  });
  return found.map(({ createdAt, ...series }) => ({ ...series, createdAt: createdAt.toISOString() }));
}

/** The todos of a list in its order: only ids are held of all of them. */
async function* pagesOf(db: Db, listId: string): AsyncGenerator<Todo[]> {
  const all = await db.todo.findMany({
    where: { listId },
    select: { id: true, createdAt: true, rank: true },
  });
  const ids = all
    .map(({ createdAt, ...todo }) => ({ ...todo, createdAt: createdAt.toISOString() }))
    .sort(byRank)
    .map(({ id }) => id);
  for (let from = 0; from < ids.length; from += PAGE) {
    const page = ids.slice(from, from + PAGE);
    const found = await db.todo.findMany({ where: { id: { in: page }, listId }, select: todoSelect });
    const byId = new Map(found.map((row) => [row.id, toTodo(row)]));
    // What was deleted for good meanwhile is left out.
    const todos = page.flatMap((id) => byId.get(id) ?? []);
    if (todos.length > 0) yield todos;
  }
}
