import type { ListRow, MemberRow } from "./row.js";
import type { Todo } from "./todo.js";

/** The synced tables. */
export const TABLES = ["todo", "list", "member"] as const;
export type Table = (typeof TABLES)[number];

/** A row of each synced table. */
export interface Rows {
  readonly todo: Todo;
  readonly list: ListRow;
  readonly member: MemberRow;
}

/** What tells the rows of a table apart. */
export interface Keys {
  readonly todo: { readonly id: string };
  readonly list: { readonly id: string };
  readonly member: { readonly listId: string; readonly userId: string };
}

type PatchOf<T extends Table> = { readonly table: T; readonly key: Keys[T] } & (
  | { readonly insert: Rows[T] }
  | { readonly set: Partial<Rows[T]> }
  | { readonly remove: true }
);

/** What happens to one row: it is new, some of its fields are set, or it is removed for good. */
export type Patch = { [T in Table]: PatchOf<T> }[Table];

/** The rows that a command can see: of all lists of its user, and those it names. */
export interface View {
  /** The user's Inbox; unknown on a page whose user the server does not know yet. */
  readonly inboxId: string | undefined;
  /** Also one that is in the trash, where the view knows of it. */
  todo(id: string): Rows["todo"] | undefined;
  todosOf(listId: string): Iterable<Rows["todo"]>;
  list(id: string): Rows["list"] | undefined;
  member(listId: string, userId: string): Rows["member"] | undefined;
  /** The user's places in lists. */
  memberships(): Iterable<Rows["member"]>;
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

/** Not yours and not there look the same. */
export const noSuch = (what: string) => new Refusal("NOT_FOUND", `There is no such ${what}.`);
