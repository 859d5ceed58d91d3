import { expect, type Page } from "@playwright/test";
import type { TodoPage } from "./fixtures.js";
import type { RunningCodex } from "./server.js";

/** Makes the Inbox, and another list. @returns their ids */
export async function twoLists(todos: TodoPage, codex: RunningCodex): Promise<[string, string]> {
  await todos.add("Plain");
  await todos.addList("Holiday");
  await todos.add("Pack");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  const inbox = await codex.db.todo.findFirstOrThrow({ where: { text: "Plain" } });
  const other = await codex.db.todo.findFirstOrThrow({ where: { text: "Pack" } });
  return [inbox.listId, other.listId];
}

/** The link to a view. */
export const view = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
