import type { CommandKind } from "@codex/core/command";
import type { Locator } from "@playwright/test";
import type { TodoPage } from "../fixtures.js";
import type { RunningCodex } from "../server.js";

/** Something that is done on the page with one command. */
export interface Action {
  readonly name: string;
  readonly kind: CommandKind;
  readonly act: (todos: TodoPage) => Promise<unknown>;
  /** What tells on the page that it was done. */
  readonly seen: (todos: TodoPage) => Locator | Promise<Locator>;
  /** How many of that there are before and afterwards. */
  readonly counts?: readonly [before: number, after: number];
  /** What the database has of it. */
  readonly kept: (codex: RunningCodex) => Promise<unknown>;
  /** What it has afterwards. */
  readonly becomes: unknown;
}

/** Of most there is one afterwards. */
export const APPEARS = [0, 1] as const;
export const GOES = [1, 0] as const;
export const BOTH = [0, 2] as const;

/** Far enough away to be told by its date, whatever day it is: a Thursday. */
export const DAY = "2035-03-01";

export const button = ({ page }: TodoPage, name: string) => page.getByRole("button", { name, exact: true });

/** A row that says something besides its text. */
export const says = (text: string, said: string) => (todos: TodoPage) =>
  todos.items.filter({ hasText: text }).filter({ hasText: said });

export const ticked = (text: string) => (todos: TodoPage) =>
  todos.items.filter({ has: todos.page.getByRole("checkbox", { name: text, checked: true }) });

/** One field of a todo. */
export const fieldOf =
  (text: string, field: "completed" | "notes" | "due" | "priority" | "labels") =>
  async ({ db }: RunningCodex) =>
    (await db.todo.findFirstOrThrow({ where: { text } }))[field];

/** The rule by which a todo repeats. */
export const ruleOf =
  (text: string) =>
  async ({ db }: RunningCodex) =>
    (await db.todo.findFirstOrThrow({ where: { text }, include: { series: true } })).series?.rule;

/** How many todos there are, of those that begin with a text. */
export const many =
  (text: string, where: NonNullable<Parameters<RunningCodex["db"]["todo"]["count"]>[0]>["where"]) =>
  ({ db }: RunningCodex) =>
    db.todo.count({ where: { deletedAt: null, text: { startsWith: text }, ...where } });

/** Whether a todo stands under another. */
export const under = (text: string) => (todos: TodoPage) =>
  todos.item(text).and(todos.page.locator('[aria-level="2"]'));

/** Fills a field in, and is done with it. */
export const fill = (field: Locator, text: string) => field.fill(text).then(() => field.press("Enter"));
