import { TRANSFER_LIMITS } from "../limits.js";
import { type CsvFields, type CsvRecord, csvRecords } from "./csv.js";
import { type Circumstances, type Entry, Keys, NamedLists, notKept, type TodoEntry } from "./entry.js";
import { UnreadableFile } from "./report.js";
import { dateOf, type When } from "./todoist-date.js";

/** Columns that are read, or that say nothing that a todo could keep. Others are told if something stands in them. */
const KNOWN = new Set(
  `TYPE CONTENT DESCRIPTION PRIORITY INDENT AUTHOR RESPONSIBLE DATE DATE_LANG TIMEZONE IS_COLLAPSED VIEW_STYLE
    DURATION_UNIT DEADLINE_LANG COMPLETED LABELS LIST REPEAT ID PARENT META`.split(/\s+/),
);

/** Columns that are looked at to tell what is not kept: no more than are told one by one. */
const MOST_OTHER_COLUMNS = 200;

/** Todoist's CSV template, and what Codex writes: the same with a few columns more. */
export async function* readTodoist(
  chunks: AsyncIterable<string>,
  circumstances: Circumstances,
): AsyncGenerator<Entry> {
  const lists = new NamedLists();
  const reader = new Reader(circumstances);
  let hasHead = false;
  for await (const record of csvRecords(chunks)) {
    if (!hasHead) {
      hasHead = true;
      reader.begin(record);
      continue;
    }
    yield* lists.before(reader.read(record));
  }
  yield* lists.before(reader.end());
}

class Reader {
  /** A todo to which comments may still come. */
  #held: TodoEntry | undefined;
  /** The keys of what the next could stand under, by how deep they stand. */
  readonly #above: string[] = [];
  readonly #keys = new Keys();
  /** The columns that are not read and have not been told. */
  #others: readonly string[] = [];

  constructor(private readonly circumstances: Circumstances) {}

  /** @throws UnreadableFile if these are not the columns of such a file */
  begin({ line, fields }: CsvRecord): void {
    if (!fields?.has("TYPE") || !fields.has("CONTENT")) throw new UnreadableFile("columns", line);
    this.#others = fields
      .names()
      .filter((name) => name !== "" && !KNOWN.has(name))
      .slice(0, MOST_OTHER_COLUMNS);
  }

  *read({ line, fields }: CsvRecord): Iterable<Entry> {
    if (!fields) {
      yield notKept(line, "tooLong");
      return;
    }
    const filled = this.#others.filter((name) => fields.get(name)?.trim());
    for (const name of filled) yield notKept(line, "column", name);
    this.#others = this.#others.filter((name) => !filled.includes(name));
    const get = (name: string) => (fields.get(name) ?? "").trim();
    switch (get("TYPE").toLowerCase()) {
      case "task":
        yield* this.end();
        yield* this.#task(line, fields);
        return;
      case "note":
        this.#comment(get("CONTENT"));
        return;
      case "section":
        yield* this.end();
        this.#above.length = 0;
        yield notKept(line, "section", get("CONTENT"));
        return;
      case "meta":
      case "":
        return;
      default:
        yield notKept(line, "unreadable", get("TYPE"));
    }
  }

  /** The todo to which no more comments come. */
  *end(): Iterable<Entry> {
    if (this.#held) yield this.#held;
    this.#held = undefined;
  }

  #comment(text: string): void {
    const held = this.#held;
    // No more than is cut off anyway: a file may be one todo and nothing but comments on it.
    if (!held || text === "" || (held.notes?.length ?? 0) > TRANSFER_LIMITS.lineLength) return;
    this.#held = { ...held, notes: held.notes ? `${held.notes}\n\n${text}` : text };
  }

  *#task(line: number, fields: CsvFields): Iterable<Entry> {
    const get = (name: string) => fields.get(name)?.trim() || undefined;
    const id = get("ID");
    const key = this.#keys.take(id);
    if (id !== undefined && id !== key) yield notKept(line, "sameId", id);
    const depth = Math.min(Math.max(Number(get("INDENT") ?? 1) || 1, 1), 10) - 1;
    const parent = get("PARENT") ?? this.#above.slice(0, depth).at(-1);
    this.#above.length = Math.min(depth, this.#above.length);
    this.#above.push(key);
    const { text, labels } = fields.has("LABELS")
      ? { text: fields.get("CONTENT") ?? "", labels: (get("LABELS") ?? "").split(/\s+/).filter(Boolean) }
      : labelsIn(get("CONTENT") ?? "");
    const when = this.#when(get);
    if (when === undefined) yield notKept(line, "date", get("DATE") ?? "");
    const priority = get("PRIORITY") ?? "4";
    if (!/^[1-4]$/.test(priority)) yield notKept(line, "priority", priority);
    const assignee = get("RESPONSIBLE");
    if (assignee !== undefined) yield notKept(line, "assignee", assignee);
    this.#held = {
      ...{ kind: "todo", line, key, text, labels, parent, ...when },
      notes: fields.get("DESCRIPTION")?.trim() || undefined,
      completed: /^(?:1|true|yes|x)$/i.test(get("COMPLETED") ?? ""),
      priority: /^[123]$/.test(priority) ? Number(priority) : undefined,
      list: get("LIST"),
    };
  }

  /** Undefined if the date cannot be read. */
  #when(get: (name: string) => string | undefined): When | undefined {
    const zone = get("TIMEZONE") ?? this.circumstances.zone;
    const when = dateOf(get("DATE") ?? "", { ...this.circumstances, zone });
    const [, mode, rule] = /^(schedule|completion) (.+)$/.exec(get("REPEAT") ?? "") ?? [];
    if (rule === undefined || !when) return when;
    return { ...when, repeat: { rule, zone, mode: mode === "completion" ? "completion" : "schedule" } };
  }
}

/** Todoist writes labels behind the text: "Buy milk @shop @today". */
function labelsIn(content: string): { text: string; labels: string[] } {
  // Every other one is what stands between two words.
  const pieces = content.split(/(\s+)/u);
  let end = pieces.length;
  while (end > 1 && /^@[^@]+$/u.test(pieces[end - 1] ?? "")) end -= 2;
  const labels = pieces.slice(end).filter((_, index) => index % 2 === 1);
  return { text: pieces.slice(0, end).join(""), labels: labels.map((label) => label.slice(1)) };
}
