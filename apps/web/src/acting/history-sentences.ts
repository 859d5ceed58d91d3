import { dateOfDue, parseDue } from "@codex/core/due";
import type { HistoryEntry } from "@codex/core/sync";
import type { HistoryWords } from "../words/en/history.js";
import { day } from "../words/moment.js";
import { namesOf } from "./deed.js";

/** As the client has it: of what is not known nothing comes. */
export type Entry = Omit<HistoryEntry, "fields"> & {
  readonly fields: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>;
};

/** What one command did in one way, perhaps to many todos. */
export interface Happened {
  readonly key: string;
  readonly at: string;
  readonly sentence: string;
  /** The names of the first of several. */
  readonly names: readonly string[];
  /** How many there are besides those. */
  readonly more: number;
  /** Whether these are all that the command did. */
  readonly isAll: boolean;
  /** The command, where it is one's own and can be taken back. */
  readonly commandId: string | undefined;
  readonly mark: "undone" | "undo" | "redo" | undefined;
}

/** What happened to one row: what is said of it, and what it became. */
type Deed =
  | { readonly say: keyof HistoryWords["said"] }
  | { readonly say: keyof HistoryWords["became"]; readonly to: string };

/** As many of several todos are named. */
const NAMED = 3;

/**
 * Entries of the history in sentences, the latest first: what one command did in the same way to several todos is one.
 *
 * @param canUndo - whether a command of this kind can be taken back
 * @param isAll - whether there are no older ones: the last command may else have done more than is known of it
 */
export function happened(
  entries: readonly Entry[],
  canUndo: (kind: string) => boolean,
  words: HistoryWords,
  isAll: boolean,
): readonly Happened[] {
  const cutOff = isAll ? undefined : entries.at(-1)?.rev;
  const groups = new Map<string, { deed: Deed; entries: Entry[] }>();
  for (const entry of entries) {
    for (const deed of deedsOf(entry, words)) {
      const key = [entry.rev, deed.say, "to" in deed ? deed.to : ""].join(" ");
      const group = groups.get(key);
      if (group) group.entries.push(entry);
      else groups.set(key, { deed, entries: [entry] });
    }
  }
  const told = new Set<string>();
  return [...groups].flatMap(([key, { deed, entries: group }]) => {
    const [entry] = group;
    if (!entry) return [];
    const { at, commandId, kind, undone } = entry;
    const names = group.flatMap(({ title }) => title ?? []).slice(0, NAMED);
    // One button for all that a command did.
    const isFirst = commandId !== null && !told.has(commandId);
    if (commandId !== null) told.add(commandId);
    return {
      key,
      at,
      sentence: sentenceOf(entry, deed, { count: group.length, isAll: entry.rev !== cutOff }, words),
      names: group.length > 1 ? names : [],
      more: group.length > 1 ? group.length - names.length : 0,
      isAll: entry.rev !== cutOff,
      commandId: isFirst && !undone && kind !== null && canUndo(kind) ? commandId : undefined,
      mark: undone ? "undone" : kind === "undo" || kind === "redo" ? kind : undefined,
    };
  });
}

function sentenceOf(
  { user, title }: Entry,
  deed: Deed,
  { count, isAll }: { count: number; isAll: boolean },
  words: HistoryWords,
): string {
  const who = user === null ? words.somebody : user.isYou ? words.you : words.person(user.name);
  const what = count > 1 ? words.todos(count, isAll) : title === null ? words.someTodo : words.todo(title);
  return "to" in deed ? words.became[deed.say](who, what, deed.to) : words.said[deed.say](who, what);
}

function deedsOf(entry: Entry, words: HistoryWords): readonly Deed[] {
  if (entry.table === "list") return deedsOfList(entry);
  if (entry.table !== "todo") return [];
  if (entry.what === "left") return [{ say: "left" }];
  if (entry.what === "added") return [{ say: entry.kind === "todo.move" ? "arrived" : "added" }];
  const { fields } = entry;
  if (fields["deletedAt"]) return [{ say: fields["deletedAt"].after === null ? "restored" : "deleted" }];
  const deeds = FIELDS.flatMap(([name, deedsOfField]) => {
    const field = fields[name];
    return field ? deedsOfField(field.after, field.before, words) : [];
  });
  if (deeds.length > 0) return deeds;
  return [{ say: fields["rank"] ? "placed" : "changed" }];
}

function deedsOfList({ what, fields }: Entry): readonly Deed[] {
  if (what === "added") return [{ say: "listMade" }];
  const { deletedAt, name } = fields;
  if (deletedAt) return [{ say: deletedAt.after === null ? "listRestored" : "listDeleted" }];
  return typeof name?.after === "string" ? [{ say: "listRenamed", to: name.after }] : [];
}

/** What is said where a field changed. */
const FIELDS: readonly (readonly [
  string,
  (after: unknown, before: unknown, words: HistoryWords) => readonly Deed[],
])[] = [
  ["completed", (after) => [{ say: after === true ? "completed" : "reopened" }]],
  ["text", (after) => (typeof after === "string" ? [{ say: "rewritten", to: after }] : [])],
  [
    "due",
    (after) => (typeof after === "string" ? [{ say: "due", to: dueInWords(after) }] : [{ say: "notDue" }]),
  ],
  [
    "priority",
    (after, _, { priorities }) => {
      if (after !== 1 && after !== 2 && after !== 3) return [{ say: "noPriority" }];
      return [{ say: "priority", to: priorities[after] }];
    },
  ],
  [
    "labels",
    (after, before) => {
      const [now, then] = [labelsIn(after), labelsIn(before)];
      const put = now.filter((label) => !then.includes(label));
      const taken = then.filter((label) => !now.includes(label));
      return [
        ...(put.length > 0 ? [{ say: "labelled", to: namesOf(put) } as const] : []),
        ...(taken.length > 0 ? [{ say: "unlabelled", to: namesOf(taken) } as const] : []),
      ];
    },
  ],
  ["notes", () => [{ say: "notes" }]],
  ["parentId", (after) => [{ say: after === null ? "notUnder" : "under" }]],
  ["seriesId", (after) => [{ say: after === null ? "endsRepeating" : "repeats" }]],
];

const labelsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((label): label is string => typeof label === "string") : [];

function dueInWords(due: string): string {
  const { time } = parseDue(due) ?? {};
  return time === undefined ? day(dateOfDue(due)) : `${day(dateOfDue(due))}, ${time}`;
}
