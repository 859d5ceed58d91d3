import { expect, type Locator, type Page } from "@playwright/test";
import type { TodoPage } from "./fixtures.js";

/** What stands on a todo, in front of the page. */
export const detailsOf = (page: Page): Locator => page.getByRole("dialog", { name: "Details" });

/** Opens a todo's details with the key. */
export async function openDetails(todos: TodoPage, text: string): Promise<Locator> {
  await todos.checkbox(text).press("o");
  const dialog = detailsOf(todos.page);
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Closes the details with the key. */
export async function closeDetails({ page }: TodoPage): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(detailsOf(page)).toHaveCount(0);
}
