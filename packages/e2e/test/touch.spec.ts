import { ACCOUNTS, expect, isolated, PASSWORD, type TodoPage, test } from "../src/fixtures.js";
import { refusePushes } from "../src/refuse.js";
import { swipe } from "../src/touch.js";

test.use({ settings: ACCOUNTS, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** What swipes is loaded when nothing else is to be done, before the first finger comes. */
async function swipes(todos: TodoPage, text: string): Promise<void> {
  await expect(todos.item(text)).toHaveAttribute("data-swipes");
}

test("todos are written, completed, changed and deleted with a finger", async ({ todos, page, codex }) => {
  await page.getByRole("button", { name: "Write a todo" }).tap();
  await expect(todos.composer).toBeFocused();
  await page.keyboard.type("milk");
  await page.getByRole("button", { name: "Add todo" }).tap();
  await todos.add("bread");
  await todos.shows("milk", "bread");

  await todos.checkbox("milk").tap();
  await expect(todos.checkbox("milk")).toBeChecked();
  await page.getByRole("button", { name: "Edit bread" }).tap();
  await page.getByRole("textbox", { name: "Edit todo" }).fill("brown bread");
  await page.keyboard.press("Enter");
  await todos.shows("milk", "brown bread");

  await todos.filter("Active").tap();
  await todos.shows("brown bread");
  await todos.filter("All").tap();
  await page.getByRole("button", { name: "Delete milk" }).tap();
  await todos.shows("brown bread");
  await page.getByRole("button", { name: "Undo" }).tap();
  await todos.shows("milk", "brown bread");
  await page.getByRole("button", { name: "Clear completed" }).tap();
  await todos.shows("brown bread");
  await expect.poll(() => codex.db.todo.count({ where: { deletedAt: null } })).toBe(1);
});

test("a swipe to the right completes, one to the left deletes, a short one does nothing", async ({
  todos,
  page,
  codex,
}) => {
  await todos.add("milk", "bread");
  await swipes(todos, "milk");
  await swipe(page, todos.item("milk"), 140);
  await expect(todos.checkbox("milk")).toBeChecked();
  await swipe(page, todos.item("milk"), 60);
  await expect(todos.item("milk")).not.toHaveAttribute("data-swipe");
  await expect(todos.checkbox("milk")).toBeChecked();
  await swipe(page, todos.item("bread"), -140);
  await todos.shows("milk");
  // Not tapped: right after a swipe the browser may take that for a part of it.
  await page.getByRole("button", { name: "Undo" }).click();
  await todos.shows("milk", "bread");
  await expect
    .poll(() => codex.db.todo.findMany({ select: { text: true, completed: true }, orderBy: { rank: "asc" } }))
    .toEqual([
      { text: "milk", completed: true },
      { text: "bread", completed: false },
    ]);
});

test("from right to left a swipe goes the other way", async ({ todos, page }) => {
  await todos.add("حليب");
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await swipes(todos, "حليب");
  await swipe(page, todos.item("حليب"), -140);
  await expect(todos.checkbox("حليب")).toBeChecked();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("lists, search, settings and the trash are within a finger's reach", async ({ todos, page }) => {
  await page.getByRole("button", { name: "Lists" }).tap();
  const sheet = page.getByRole("dialog", { name: "Lists" });
  await sheet.getByRole("textbox", { name: "New list" }).fill("Holiday");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Holiday" })).toBeVisible();
  await expect(sheet).toBeHidden();
  await todos.add("tent", "stove");

  await page.getByRole("button", { name: "Search" }).tap();
  await page.getByRole("searchbox").fill("TEN");
  await todos.shows("tent");
  await page.getByRole("button", { name: "End the search" }).tap();
  await todos.shows("tent", "stove");

  await page.getByRole("button", { name: "Move tent" }).tap();
  await page.getByRole("button", { name: "Inbox", exact: true }).tap();
  await todos.shows("stove");

  await page.getByRole("button", { name: "Delete stove" }).tap();
  await todos.shows();
  await page.getByRole("button", { name: "Lists" }).tap();
  await sheet.getByRole("button", { name: "Trash" }).tap();
  await page.getByRole("button", { name: "Restore stove" }).tap();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await page.getByRole("dialog", { name: "Trash" }).getByRole("button", { name: "Close" }).tap();
  await sheet.getByRole("button", { name: "Close" }).tap();
  await todos.shows("stove");

  await page.getByRole("button", { name: "Settings" }).tap();
  await page.getByLabel("Appearance").selectOption("dark");
  await expect(page.locator("html")).toHaveAttribute("data-look", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-look", "dark");
});

test("what was refused, an account and sharing are, too", async ({ todos, page, codex, secondBrowser }) => {
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const goesOn = await refusePushes(page);
  await todos.add("milk");
  await expect(page.getByRole("alert")).toContainText(`Could not add “${isolated("milk")}”`);
  await button("Dismiss").tap();
  await expect(todos.composer).toHaveValue("milk");
  await button("Add todo").tap();
  await expect(page.getByRole("alert")).toContainText(`Could not add “${isolated("milk")}”`);
  await goesOn();
  await button("Retry").tap();
  await todos.shows("milk");

  await page.getByRole("link", { name: "claim it with e-mail and password" }).tap();
  await page.getByLabel("E-mail").fill("anna@example.org");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await button("Claim").tap();
  await expect(page.getByText("This list is yours now.").first()).toBeVisible();
  await page.getByRole("link", { name: /^Account of/ }).tap();
  await page.getByRole("textbox", { name: "Name" }).fill("Anna B.");
  await button("Save the name").tap();
  await page.getByRole("link", { name: "Account of Anna B." }).tap();
  await button("New token").tap();
  await page.getByLabel("What it is for").fill("Cron");
  await button("Make the token").tap();
  await button("Revoke Cron").tap();
  await expect(button("Revoke Cron")).toHaveCount(0);

  await button("Lists").tap();
  await page
    .getByRole("dialog", { name: "Lists" })
    .getByRole("textbox", { name: "New list" })
    .fill("Holiday");
  await page.keyboard.press("Enter");
  await button("Menu of Holiday").tap();
  await button("Share").tap();
  await button("Make a link").tap();
  const link = await page.getByLabel("Invite link").inputValue();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).tap();
  const member = await secondBrowser(link);
  await member.page.getByRole("button", { name: "Join" }).tap();
  await member.add("tent");
  await todos.shows("tent");
  await member.page.getByRole("button", { name: "Menu of Holiday" }).tap();
  await member.page.getByRole("button", { name: "Leave", exact: true }).tap();
  await member.page.getByRole("dialog").getByRole("button", { name: "Leave" }).tap();
  await expect.poll(() => codex.db.member.count({ where: { list: { name: "Holiday" } } })).toBe(1);

  await page.getByRole("link", { name: /^Account of/ }).tap();
  await button("Sign out").tap();
  await expect(page.getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
});

test("the first finger after a load swipes, and none that moves within a text", async ({ todos, page }) => {
  await todos.add("milk", "bread");
  await page.reload();
  await swipes(todos, "bread");
  await page.getByRole("button", { name: "Edit bread" }).tap();
  const field = page.getByRole("textbox", { name: "Edit todo" });
  for (const by of [140, -140]) await swipe(page, field, by);
  await expect(todos.item("bread")).not.toHaveAttribute("data-swipe");
  await expect(field).toHaveValue("bread");
  await page.keyboard.press("Enter");
  await todos.shows("milk", "bread");
  await expect(todos.checkbox("bread")).not.toBeChecked();
  await page.reload();
  await swipes(todos, "milk");
  await swipe(page, todos.item("milk"), 140);
  await expect(todos.checkbox("milk")).toBeChecked();
});
