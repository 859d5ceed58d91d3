import { ACCOUNTS, expect, test } from "../src/fixtures.js";

test.use({ settings: ACCOUNTS });

const SERVER = /\/(trpc|api|health)\//;

test("shows nobody what another user left behind", async ({ todos, codex, page, context }) => {
  await todos.add("Milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await page.reload();
  await todos.shows("Milk");
  await page.evaluate(() => localStorage.removeItem("codex.user"));
  await context.clearCookies();
  // The page can be loaded, and its server does not answer.
  await context.route(SERVER, (route) => route.abort());
  await page.reload();
  await expect(page.getByText("Your todos could not be loaded")).toBeVisible();
  await todos.shows();
  await context.unroute(SERVER);
  await page.reload();
  await expect(page.getByText("A blank page")).toBeVisible();
});
