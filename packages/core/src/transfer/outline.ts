import { LIST_LIMITS, TRANSFER_LIMITS } from "../limits.js";
import type { Entry } from "./entry.js";
import { clean, notKept } from "./entry.js";
import { type ImportReport, type NotKept, UnreadableFile } from "./report.js";
import { type Tidy, tidy } from "./tidy.js";

/** What is known of a file once it was read: enough to read it again and write it down in any order. */
export interface Outline {
  readonly report: Omit<ImportReport, "batch">;
  /** The name of each list, by its key; undefined for the Inbox. */
  readonly lists: ReadonlyMap<string, string | undefined>;
  /** The key of the topmost that a todo stands under; undefined for one that stands under none. */
  topOf(key: string): string | undefined;
  /** Whether todos stand under it. */
  isAbove(key: string): boolean;
}

interface Options {
  /** Whether its lists are made; otherwise all goes into one. */
  readonly withLists: boolean;
}

/** Reads a file to see what is in it. @throws UnreadableFile */
export async function outlineOf(entries: AsyncIterable<Entry>, { withLists }: Options): Promise<Outline> {
  const parents = new Map<string, string | undefined>();
  const lines = new Map<string, number>();
  const lists = new Map<string, string | undefined>();
  const report = new ReportMaker();
  let isMore = false;
  for await (const entry of entries) {
    if (entry.kind === "notKept") {
      const { kind: _, ...problem } = entry;
      report.tell(problem);
    } else if (entry.kind === "list") {
      if (lists.has(entry.key)) continue;
      const name = entry.isInbox ? undefined : nameOf(entry.name);
      lists.set(entry.key, name);
      if (name === undefined) continue;
      if (withLists && report.lists === LIST_LIMITS.owned) throw new UnreadableFile("tooManyLists");
      report.list(name, withLists);
      isMore ||= entry.isEmpty === true;
    } else if (entry.kind !== "todo") {
      isMore = true;
    } else {
      const todo = tidy(entry, report.tell);
      if (!todo) continue;
      parents.set(todo.key, todo.parent);
      if (todo.parent !== undefined) lines.set(todo.key, todo.line);
      report.count(todo);
    }
  }
  if (parents.size === 0 && !(withLists && isMore)) throw new UnreadableFile("nothing");
  const tops = topsOf(parents, lines, report.tell);
  const above = new Set(tops.values());
  return {
    report: report.made(tops.size),
    lists,
    topOf: (key) => tops.get(key),
    isAbove: (key) => above.has(key),
  };
}

/** A name that a list may have. */
function nameOf(name: string): string {
  return [...clean(name).trim()].slice(0, LIST_LIMITS.nameLength).join("").trim() || "…";
}

/** For everything that stands under something: the topmost above it. */
function topsOf(
  parents: ReadonlyMap<string, string | undefined>,
  lines: ReadonlyMap<string, number>,
  tell: (problem: NotKept) => void,
): Map<string, string> {
  const tops = new Map<string, string>();
  for (const [key, line] of lines) {
    const way = new Set([key]);
    let top = parents.get(key);
    while (top !== undefined && !way.has(top) && parents.get(top) !== undefined) {
      way.add(top);
      // What was gone before needs not be gone again.
      top = tops.get(top) ?? parents.get(top);
    }
    const isThere = top !== undefined && parents.has(top) && !way.has(top);
    const isDeeper = top !== parents.get(key);
    if (isThere && top !== undefined) tops.set(key, top);
    if (!isThere) told(tell, line, "parent");
    else if (isDeeper) told(tell, line, "flattened");
  }
  return tops;
}

function told(tell: (problem: NotKept) => void, line: number, code: NotKept["code"]): void {
  const { kind: _, ...problem } = notKept(line, code) as NotKept & { kind: "notKept" };
  tell(problem);
}

class ReportMaker {
  readonly #counts = { todos: 0, completed: 0, due: 0, repeating: 0 };
  readonly #lists: string[] = [];
  readonly #first: ImportReport["first"] = [];
  readonly #notKept: NotKept[] = [];
  readonly #notKeptCounts: Partial<Record<NotKept["code"], number>> = {};

  readonly tell = (problem: NotKept): void => {
    this.#notKeptCounts[problem.code] = (this.#notKeptCounts[problem.code] ?? 0) + 1;
    if (this.#notKept.length < TRANSFER_LIMITS.told) this.#notKept.push(problem);
  };

  get lists(): number {
    return this.#lists.length;
  }

  list(name: string, isMade: boolean): void {
    this.#lists.push(name);
    if (!isMade) this.tell({ line: 1, code: "list", detail: name });
  }

  count(todo: Tidy): void {
    this.#counts.todos += 1;
    if (todo.completed) this.#counts.completed += 1;
    if (todo.fields.due !== null) this.#counts.due += 1;
    if (todo.repeat) this.#counts.repeating += 1;
    if (this.#first.length >= TRANSFER_LIMITS.shown) return;
    const { line, text, completed, parent, repeat } = todo;
    const { due, priority, labels } = todo.fields;
    this.#first.push({
      ...{ line, text, completed, due, priority, labels },
      isSubtask: parent !== undefined,
      repeats: repeat !== undefined,
    });
  }

  made(subtasks: number): Omit<ImportReport, "batch"> {
    const notKept = this.#notKept.toSorted((a, b) => a.line - b.line);
    return {
      ...this.#counts,
      subtasks,
      lists: this.#lists,
      first: this.#first,
      notKept,
      notKeptCounts: this.#notKeptCounts,
    };
  }
}
