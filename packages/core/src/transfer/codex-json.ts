import { JSONParser } from "@streamparser/json";
import { z } from "zod";
import { LABEL_COLORS, labelColorInputSchema, newSavedViewSchema } from "../personal.js";
import { rankOf } from "../rank.js";
import { seriesRowSchema } from "../row.js";
import { optionalFields, todoSchema } from "../todo.js";
import { type Entry, Keys, notKept, type Repeat } from "./entry.js";
import { UnreadableFile } from "./report.js";

/** Characters of one todo, list or view at most: their texts, each character written as an escape. */
const LONGEST = 1024 * 1024;

/** What stands first in a file, so that it is known for one of ours. */
export const CODEX_FORMAT = "codex";

/** What `tidy` makes fit: in the file it may be anything. */
const untidied = {
  notes: z.string().nullable().default(null),
  due: z.string().nullable().default(null),
  labels: z.array(z.string()).default([]),
};
const todoInFile = z
  .object({ ...todoSchema.shape, ...untidied })
  .partial()
  .required({ id: true, text: true });
const fieldsInFile = z.object({ ...optionalFields, ...untidied });
const seriesInFile = z.object(
  seriesRowSchema.pick({ id: true, rule: true, mode: true, zone: true, start: true }).shape,
);
/** As the commands take them that write them down: what is not asked for at that door is asked for here. */
const labelInFile = z.object({ name: labelColorInputSchema.shape.name, color: z.enum(LABEL_COLORS) });
const viewInFile = z.object(newSavedViewSchema.shape);
/** What is told of one that does not fit. */
const namedInFile = z.object({ name: z.string() });

const PATHS = [
  ...["$.format", "$.lists.*.id", "$.lists.*.name", "$.lists.*.isInbox", "$.lists.*.deletedAt"],
  ...["$.lists.*.series.*", "$.lists.*.todos.*", "$.labels.*", "$.views.*"],
];

/** The JSON that Codex exports, a todo at a time. */
export async function* readCodexJson(chunks: AsyncIterable<string>): AsyncGenerator<Entry> {
  const reader = new Reader();
  for await (const chunk of chunks) for (const piece of pieces(chunk)) yield* reader.read(piece);
  yield* reader.end();
}

/** A chunk cut behind its line breaks. */
function* pieces(chunk: string): Iterable<string> {
  let from = 0;
  for (let to = chunk.indexOf("\n"); to !== -1; to = chunk.indexOf("\n", from)) {
    yield chunk.slice(from, to + 1);
    from = to + 1;
  }
  if (from < chunk.length) yield chunk.slice(from);
}

interface Met {
  readonly path: string;
  readonly value: unknown;
}

class Reader {
  readonly #parser = new JSONParser({ paths: PATHS, keepStack: false });
  readonly #met: Met[] = [];
  readonly #series = new Map<string, Omit<Repeat, "occurrence">>();
  readonly #keys = new Keys();
  #line = 1;
  #since = 0;
  #isOurs = false;
  #list = { id: "", name: "", isInbox: false, isDeleted: false, isTold: false };

  constructor() {
    this.#parser.onValue = ({ value, key, stack }) => {
      const names = stack.flatMap((level) => (typeof level.key === "string" ? [level.key] : []));
      this.#met.push({ path: [...names, ...(typeof key === "string" ? [key] : [])].join("."), value });
    };
    this.#parser.onError = () => {
      throw new UnreadableFile("json", this.#line);
    };
  }

  *read(piece: string): Iterable<Entry> {
    this.#since += piece.length;
    if (this.#since > LONGEST && this.#met.length === 0) throw new UnreadableFile("json", this.#line);
    this.#write(piece);
    for (const met of this.#met.splice(0)) {
      this.#since = 0;
      yield* this.#entries(met);
    }
    if (piece.endsWith("\n")) this.#line += 1;
  }

  *end(): Iterable<Entry> {
    if (!this.#isOurs || !this.#parser.isEnded) throw new UnreadableFile("json");
    yield* this.#tellList(true);
  }

  #write(piece: string): void {
    // Behind its end there may be blanks.
    if (this.#parser.isEnded && piece.trim() === "") return;
    try {
      this.#parser.write(piece);
    } catch {
      throw new UnreadableFile("json", this.#line);
    }
  }

  *#entries({ path, value }: Met): Iterable<Entry> {
    if (path === "format") this.#isOurs = value === CODEX_FORMAT;
    if (!this.#isOurs) throw new UnreadableFile("json", this.#line);
    switch (path) {
      case "lists.id":
        yield* this.#tellList(true);
        this.#list = { id: "", name: "", isInbox: false, isDeleted: false, isTold: false };
        if (typeof value === "string") this.#list.id = value;
        else yield notKept(this.#line, "unreadable");
        return;
      case "lists.name":
        if (typeof value === "string") this.#list.name = value;
        else yield notKept(this.#line, "unreadable");
        return;
      case "lists.isInbox":
        this.#list.isInbox = value === true;
        return;
      case "lists.deletedAt":
        this.#list.isDeleted = value !== null;
        return;
      case "lists.series":
        this.#keepSeries(value);
        return;
      case "lists.todos":
        yield* this.#todo(value);
        return;
      case "labels":
        yield* this.#label(value);
        return;
      case "views":
        yield* this.#view(value);
    }
  }

  #keepSeries(value: unknown): void {
    const { data } = seriesInFile.safeParse(value);
    if (!data) return;
    const { id, ...series } = data;
    this.#series.set(id, series);
  }

  *#todo(value: unknown): Iterable<Entry> {
    const line = this.#line;
    const { data } = todoInFile.safeParse(value);
    if (!data) {
      yield notKept(line, "unreadable");
      return;
    }
    if (this.#list.isDeleted || data.deletedAt) {
      yield notKept(line, "deleted", data.text);
      return;
    }
    const key = this.#keys.take(data.id);
    if (key !== data.id) yield notKept(line, "sameId", data.id);
    yield* this.#tellList(false);
    const { text, completed, occurrence, seriesId } = data;
    const { parentId, ...fields } = fieldsInFile.parse(data);
    const series = completed ? undefined : this.#series.get(seriesId ?? "");
    yield {
      ...{ kind: "todo", line, key, text, completed, list: this.#list.id, ...fields },
      parent: parentId ?? undefined,
      rank: rankIn(data),
      ...(series && { repeat: { ...series, occurrence: occurrence ?? undefined } }),
    };
  }

  /** Before its first todo, or behind the whole of it if it has none. */
  *#tellList(isEmpty: boolean): Iterable<Entry> {
    const { id, name, isInbox, isDeleted, isTold } = this.#list;
    if (isTold || isDeleted || id === "") return;
    this.#list.isTold = true;
    yield { kind: "list", key: id, name, isInbox, isEmpty };
  }

  *#label(value: unknown): Iterable<Entry> {
    const { data } = labelInFile.safeParse(value);
    if (data) yield { kind: "label", line: this.#line, ...data };
    else yield notKept(this.#line, "color", nameIn(value));
  }

  *#view(value: unknown): Iterable<Entry> {
    const { data } = viewInFile.safeParse(value);
    if (data) yield { kind: "view", line: this.#line, key: data.id, name: data.name, query: data.query };
    else yield notKept(this.#line, "view", nameIn(value));
  }
}

function nameIn(value: unknown): string | undefined {
  return namedInFile.safeParse(value).data?.name;
}

/** Where it stood among others, also if that was where its creation put it. */
function rankIn({ id, rank = null, createdAt }: z.infer<typeof todoInFile>): string | undefined {
  return rank ?? (createdAt === undefined ? undefined : rankOf({ id, createdAt, rank }));
}
