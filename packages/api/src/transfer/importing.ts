import { newId } from "@codex/core/id";
import { TODO_LIMITS } from "@codex/core/limits";
import { ranksAfter } from "@codex/core/rank";
import type { Entry } from "@codex/core/transfer/read";
import type { ImportLine } from "@codex/core/transfer/report";
import { type Statement, sqlOf } from "@codex/db";
import { TRPCError } from "@trpc/server";
import { answered } from "../command/answered.js";
import type { Giver } from "../command/execute.js";
import { newTodoOf, type Plan, type Planned } from "./plan.js";

type Done = Extract<ImportLine, { kind: "done" }>;
type Command = Parameters<typeof answered>[1];

/** Reasons that are told one by one. */
const MOST_REFUSED = 100;

/**
 * Writes what is in a file, in commands of one batch. What is there already is left as it is, what is in the trash,
 * as after an undo, comes back.
 */
export async function* writeAll(
  giver: Giver,
  plan: Plan,
  entries: () => AsyncIterable<Entry>,
): AsyncGenerator<ImportLine> {
  const writer = new Writer({ ...giver, batch: plan.target.batch }, plan);
  const total = plan.outline.report.todos;
  await writer.lists();
  // A command is about one list, however the todos of several stand among each other.
  const chunks = new Map<string, Planned[]>();
  let done = 0;
  for await (const planned of plan.todos(writer.personal(entries()))) {
    const chunk = chunks.get(planned.listId) ?? [];
    chunk.push(planned);
    chunks.set(planned.listId, chunk);
    if (chunk.length < TODO_LIMITS.newTodos) continue;
    await writer.todos(chunk);
    chunks.delete(planned.listId);
    done += chunk.length;
    yield { kind: "progress", done, total };
  }
  for (const chunk of chunks.values()) {
    await writer.todos(chunk);
    done += chunk.length;
    yield { kind: "progress", done, total };
  }
  yield { kind: "done", batch: plan.target.batch, ...writer.counts };
}

class Writer {
  readonly counts: Omit<Done, "kind" | "batch"> = { added: 0, back: 0, known: 0, refused: [] };
  /** The rank behind which the next todo of a list comes. */
  readonly #last = new Map<string, string>();

  constructor(
    private readonly giver: Giver,
    private readonly plan: Plan,
  ) {}

  async lists(): Promise<void> {
    const wanted = this.plan.lists();
    const there = await sqlOf(this.giver.db).query<{ id: string; deleted: boolean }>(LISTS, [
      [...wanted.keys()],
    ]);
    const known = new Map(there.map(({ id, deleted }) => [id, deleted]));
    for (const [id, name] of wanted) {
      const deleted = known.get(id);
      if (deleted === undefined) await this.#give({ kind: "list.create", commandId: newId(), id, name });
      else if (deleted) await this.#give({ kind: "list.restore", commandId: newId(), listId: id });
    }
  }

  async todos(chunk: readonly Planned[]): Promise<void> {
    const [first] = chunk;
    if (!first) return;
    const ids = chunk.map(({ id }) => id);
    const rows = await sqlOf(this.giver.db).query<{ id: string; deleted: boolean }>(TODOS, [ids]);
    const known = new Map(rows.map(({ id, deleted }) => [id, deleted]));
    const fresh = chunk.filter(({ id }) => !known.has(id));
    const back = ids.filter((id) => known.get(id) === true);
    if (back.length > 0) await this.#give({ kind: "todo.restore", commandId: newId(), ids: back });
    if (fresh.length > 0) await this.#create(first.listId, fresh);
    // Also what was there: an import may have been broken off before it came to this.
    await this.#putElsewhere(chunk.filter(isElsewhere));
    const { counts } = this;
    counts.added += fresh.length;
    counts.back += back.length;
    counts.known += chunk.length - fresh.length - back.length;
  }

  async #create(listId: string, fresh: readonly Planned[]): Promise<void> {
    const now = this.giver.now().toISOString();
    const last = this.#last.get(listId) ?? (await this.#lastIn(listId));
    const before = last === undefined ? undefined : { id: "", createdAt: now, rank: last };
    const ranks = ranksAfter(before, now, fresh.length);
    this.#last.set(listId, ranks.at(-1) ?? "");
    const seriesIds = await this.#seriesIds(fresh);
    const todos = fresh.map((planned, index) =>
      newTodoOf(planned, planned.todo.rank ?? ranks[index] ?? "", seriesIds.get(planned.id) ?? newId()),
    );
    await this.#give({ kind: "todo.create", commandId: newId(), listId, todos });
  }

  async #lastIn(listId: string): Promise<string | undefined> {
    const [row] = await sqlOf(this.giver.db).query<{ rank: string | null }>(LAST, [listId]);
    return row?.rank ?? undefined;
  }

  /** By the id of the todo; a rule that is there already, whose todo was deleted for good, is not taken again. */
  async #seriesIds(fresh: readonly Planned[]): Promise<Map<string, string>> {
    const repeating = fresh.filter(({ todo }) => todo.repeat);
    const ids = new Map(repeating.map(({ id, todo }) => [id, this.plan.id("series", todo.key)]));
    if (ids.size === 0) return ids;
    const taken = await sqlOf(this.giver.db).query<{ id: string }>(SERIES, [[...ids.values()]]);
    const known = new Set(taken.map(({ id }) => id));
    return new Map([...ids].filter(([, seriesId]) => !known.has(seriesId)));
  }

  /** What was put elsewhere than its rule says is due there, unless somebody changed that since. */
  async #putElsewhere(chunk: readonly Planned[]): Promise<void> {
    if (chunk.length === 0) return;
    const sql = sqlOf(this.giver.db);
    const rows = await sql.query<{ id: string }>(UNMOVED, [chunk.map(({ id }) => id)]);
    const unmoved = new Set(rows.map(({ id }) => id));
    const byDue = new Map<string | null, string[]>();
    for (const { id, todo } of chunk)
      if (unmoved.has(id)) byDue.set(todo.fields.due, [...(byDue.get(todo.fields.due) ?? []), id]);
    for (const [due, ids] of byDue)
      await this.#give({ kind: "todo.update", commandId: newId(), ids, set: { due } });
  }

  /** Writes what is a person's own as it comes, unless all goes into one list. */
  async *personal(entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
    for await (const entry of entries) {
      if (this.plan.target.listId === undefined) await this.#keep(entry);
      yield entry;
    }
  }

  /** Colours of labels, and saved views, unless there are such already: what has no room any more is told. */
  async #keep(entry: Entry): Promise<void> {
    const commandId = newId();
    if (entry.kind === "label") {
      const { line, name, color } = entry;
      if (await this.#isThere(LABEL, [this.plan.target.userId, name])) return;
      const id = this.plan.id("label", name);
      await this.#tried(line, { kind: "label.setColor", commandId, id, name, color });
    }
    if (entry.kind === "view") {
      const id = this.plan.id("view", entry.key);
      if (await this.#isThere(VIEW, [id])) return;
      const query = entry.query.replace(UUID, (id) => this.#listFor(id.toLowerCase()));
      await this.#tried(entry.line, { kind: "view.save", commandId, id, name: entry.name, query });
    }
  }

  async #isThere(statement: Statement, values: readonly string[]): Promise<boolean> {
    const rows = await sqlOf(this.giver.db).query(statement, values);
    return rows.length > 0;
  }

  /** A list of the file is another one here. */
  #listFor(id: string): string {
    return this.plan.outline.lists.has(id) ? this.plan.listOf(id) : id;
  }

  async #tried(line: number, command: Command): Promise<boolean> {
    try {
      await this.#give(command);
      return true;
    } catch (error) {
      if (!(error instanceof TRPCError) || (error.code !== "CONFLICT" && error.code !== "NOT_FOUND"))
        throw error;
      if (this.counts.refused.length < MOST_REFUSED)
        this.counts.refused.push({ line, reason: error.message });
      return false;
    }
  }

  async #give(command: Command): Promise<void> {
    await answered(this.giver, command);
  }
}

const isElsewhere = ({ todo: { repeat, fields } }: Planned) =>
  repeat !== undefined && repeat.occurrence !== fields.due;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

const LISTS: Statement = {
  name: "import-lists",
  text: "select id, deleted_at is not null as deleted from list where id = any($1::uuid[])",
};

const TODOS: Statement = {
  name: "import-todos",
  text: "select id, deleted_at is not null as deleted from todo where id = any($1::uuid[])",
};

const SERIES: Statement = {
  name: "import-series",
  text: "select id from series where id = any($1::uuid[])",
};

const LABEL: Statement = {
  name: "import-label",
  text: "select from label where user_id = $1 and name = $2 and deleted_at is null",
};

const VIEW: Statement = {
  name: "import-view",
  text: "select from saved_view where id = $1 and deleted_at is null",
};

const UNMOVED: Statement = {
  name: "import-unmoved",
  text: "select id from todo where id = any($1::uuid[]) and due = occurrence and not completed and deleted_at is null",
};

const LAST: Statement = {
  name: "import-last-rank",
  text: `select max(rank collate "C") as rank from todo where list_id = $1 and deleted_at is null`,
};
