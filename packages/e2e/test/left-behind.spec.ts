import { cutOff } from "../src/away.js";
import { ACCOUNTS, expect, test } from "../src/fixtures.js";

test.use({ settings: ACCOUNTS });

test("shows nobody what another user left behind", async ({ todos, codex, page, context }) => {
  await todos.add("Milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  // What waits is its writer's, and goes on waiting.
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await todos.shows("Milk");
  await page.evaluate(() => localStorage.removeItem("codex.user"));
  await context.clearCookies();
  const reconnect = await cutOff(context);
  await page.reload();
  await expect(page.getByText("Your todos could not be loaded")).toBeVisible();
  await todos.shows();
  await reconnect();
  await page.reload();
  await expect(page.getByText("A blank page")).toBeVisible();
});
