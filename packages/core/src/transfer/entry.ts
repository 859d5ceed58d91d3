import type { LabelColor } from "../personal.js";
import type { OptionalFields } from "../todo.js";
import type { NotKept } from "./report.js";

/** What may be written on a todo besides its text, as it is written there: what is named here is all that is carried. */
export type Fields = Omit<OptionalFields, "parentId">;

/** Those for which other formats have a place. */
export type Common = "notes" | "due" | "priority" | "labels";

/** A todo as a file has it, before it is looked at whether all of it can be kept. */
export interface TodoEntry extends Partial<Omit<Fields, Common>> {
  readonly kind: "todo";
  readonly line: number;
  /** What it is known by in the file, and nothing else is. */
  readonly key: string;
  readonly text: string;
  readonly notes?: Fields["notes"] | undefined;
  readonly due?: Fields["due"] | undefined;
  readonly priority?: Fields["priority"] | undefined;
  readonly labels?: Fields["labels"] | undefined;
  readonly completed?: boolean | undefined;
  /** The key of what it stands under, however deep. */
  readonly parent?: string | undefined;
  /** The key of its list. */
  readonly list?: string | undefined;
  readonly rank?: string | undefined;
  readonly repeat?: Repeat | undefined;
}

export interface Repeat {
  readonly rule: string;
  readonly mode: "schedule" | "completion";
  readonly zone: string;
  /** The date of the rule that it stands for, if it was put elsewhere. */
  readonly occurrence?: string | undefined;
  /** When the first was due, if that was before. */
  readonly start?: string | undefined;
}

/** What a file is made of. */
export type Entry =
  | TodoEntry
  /** A list, told at any time before it matters; `isInbox` goes to the Inbox. */
  | {
      readonly kind: "list";
      readonly key: string;
      readonly name: string;
      readonly isInbox?: boolean;
      /** That it is there although nothing is in it. */
      readonly isEmpty?: boolean;
    }
  | { readonly kind: "label"; readonly line: number; readonly name: string; readonly color: LabelColor }
  | {
      readonly kind: "view";
      readonly line: number;
      readonly key: string;
      readonly name: string;
      readonly query: string;
    }
  | ({ readonly kind: "notKept" } & NotKept);

/** What is not in a file, but bears on what it means. */
export interface Circumstances {
  /** The zone of times that say none. */
  readonly zone: string;
  /** YYYY-MM-DD, there. */
  readonly today: string;
}

/** Characters of a value that are told. */
const DETAIL = 80;

/** Tells what could not be kept. */
export function notKept(line: number, code: NotKept["code"], detail?: string): Entry {
  return {
    kind: "notKept",
    line,
    code,
    ...(detail === undefined ? {} : { detail: clean(detail.slice(0, DETAIL)) }),
  };
}

/** Gives each todo of a file a key of its own, also where the file gives one id to several, or none. */
export class Keys {
  readonly #taken = new Set<string>();

  /** Its id if it is the first that has it; otherwise what no file has for an id, as it begins with a blank. */
  take(id: string | undefined): string {
    const key = id === undefined || this.#taken.has(id) ? ` ${this.#taken.size}` : id;
    this.#taken.add(key);
    return key;
  }
}

/** Lists that are known by their names only: told when they are first met. */
export class NamedLists {
  readonly #names = new Set<string>();

  /** Some things of a file, each behind the list that it names. */
  *before(entries: Iterable<Entry>): Iterable<Entry> {
    for (const entry of entries) {
      const name = entry.kind === "todo" ? entry.list : undefined;
      if (name !== undefined && !this.#names.has(name)) {
        this.#names.add(name);
        yield { kind: "list", key: name, name };
      }
      yield entry;
    }
  }
}

/** A text without what PostgreSQL cannot keep. */
export function clean(text: string): string {
  return text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\uFFFD");
}
