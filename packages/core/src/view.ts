import type { LabelRow, ListRow, MemberRow, SavedViewRow, SeriesRow } from "./row.js";
import type { Todo } from "./todo.js";

/** The synced tables. */
export const TABLES = ["todo", "series", "list", "member", "label", "saved_view"] as const;
export type Table = (typeof TABLES)[number];

/** A row of each synced table. */
export interface Rows {
  readonly todo: Todo;
  readonly series: SeriesRow;
  readonly list: ListRow;
  readonly member: MemberRow;
  readonly label: LabelRow;
  readonly saved_view: SavedViewRow;
}

interface Id {
  readonly id: string;
}

/** What tells the rows of a table apart. */
export interface Keys extends Record<Exclude<Table, "member">, Id> {
  readonly member: { readonly listId: string; readonly userId: string };
}

/** What happens to one row of a table: it is new, some of its fields are set, or it is removed for good. */
export type PatchOf<T extends Table> = { readonly table: T; readonly key: Keys[T] } & (
  | { readonly insert: Rows[T] }
  | { readonly set: Partial<Rows[T]> }
  | { readonly remove: true }
);

/** What happens to one row. */
export type Patch = { [T in Table]: PatchOf<T> }[Table];

/** The log that a row stands in: its user's, its list's, or that of the list that it is. */
export function logOf(row: Rows[Table]): string {
  if ("userId" in row) return row.userId;
  return "listId" in row ? row.listId : row.id;
}

/** What a row is known by in its log; of a place in a list that is the list's id. */
export function idInLog(key: Keys[Table]): string {
  return "id" in key ? key.id : key.listId;
}

/** The rows that a command can see: of all lists of its user, and those it names. */
export interface View {
  /** The user's Inbox; unknown on a page whose user the server does not know yet. */
  readonly inboxId: string | undefined;
  /** Also one that is in the trash, where the view knows of it. */
  todo(id: string): Rows["todo"] | undefined;
  todosOf(listId: string): Iterable<Rows["todo"]>;
  /** The todos that stand under some others, in the same list as those; also from the trash, where the view knows of it. */
  subtasksOf(parents: readonly Rows["todo"][]): Iterable<Rows["todo"]>;
  series(id: string): Rows["series"] | undefined;
  list(id: string): Rows["list"] | undefined;
  member(listId: string, userId: string): Rows["member"] | undefined;
  /** The user's places in lists. */
  memberships(): Iterable<Rows["member"]>;
  /** The user's labels to which they have given a colour; also former ones, where the view knows of them. */
  labels(): Iterable<Rows["label"]>;
  savedViews(): Iterable<Rows["saved_view"]>;
  savedView(id: string): Rows["saved_view"] | undefined;
}

/** A command cannot be carried out on the rows as they are; the message is a sentence that can be shown. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: "NOT_FOUND" | "CONFLICT" | "FORBIDDEN",
    message: string,
  ) {
    super(message);
  }
}

/** Where todos go on a page that does not know its user's Inbox yet. */
export const UNKNOWN_INBOX = "00000000-0000-0000-0000-000000000000";

export const idTaken = () =>
  new Refusal("CONFLICT", "This id is already taken. Make a new one and ask again.");

/** Not yours and not there look the same. */
export const noSuch = (what: string) => new Refusal("NOT_FOUND", `There is no such ${what}.`);
