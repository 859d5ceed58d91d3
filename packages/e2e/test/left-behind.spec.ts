import { cutOff } from "../src/away.js";
import { ACCOUNTS, expect, test } from "../src/fixtures.js";
import { TodoMvc } from "../src/todomvc.js";

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

test("signing out leaves nothing of what /todomvc/ shows and has to send", async ({ todos, page, codex }) => {
  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => /^(react-todos|codex-unsent:)/.test(key)));
  await todos.add("Anna's own");
  await todos.claim("anna@example.org");
  const tab = new TodoMvc(await page.context().newPage());
  await tab.page.goto("/todomvc/");
  await tab.shows("Anna's own");
  const reached = /\/trpc\/todo\.setAllCompleted/;
  await page.context().route(reached, (route) => route.abort());
  await tab.page.getByLabel("Mark all as complete").check();
  await expect.poll(async () => (await kept()).length).toBe(2);

  await page.getByRole("link", { name: /^Account of/ }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("One change was not sent yet, and would be lost.")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("A blank page")).toBeVisible();
  await tab.shows();
  await page.context().unroute(reached);
  await todos.add("Ben's own");
  await expect.poll(() => codex.db.todo.count({ where: { text: "Ben's own" } })).toBe(1);
  await tab.page.reload();
  await tab.shows("Ben's own");
  await expect(tab.item(0).toggle).not.toBeChecked();
  expect(await codex.db.todo.count({ where: { completed: true } })).toBe(0);
});

test("a guest whose session has ended is asked before what was not sent goes", {
  tag: "@screens",
}, async ({ todos, page, context, codex, look }) => {
  await todos.add("Milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await context.clearCookies();
  await todos.add("Written too late");
  const begin = page.getByRole("alert").getByRole("button", { name: "Start a new list" });
  await begin.click();
  const dialog = page.getByRole("dialog", { name: "Start a new list?" });
  await expect(dialog.getByText("One change was not sent yet, and would be lost.")).toBeVisible();
  await look(page, "start-anew");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await todos.shows("Milk", "Written too late");
  await begin.click();
  await dialog.getByRole("button", { name: "Start a new list" }).click();
  await expect(page.getByText("A blank page")).toBeVisible();
  await todos.add("A new beginning");
  await todos.shows("A new beginning");
  await expect.poll(() => codex.db.todo.count({ where: { text: "A new beginning" } })).toBe(1);
});
