import type { Locator, Page } from "@playwright/test";
import { ACCOUNTS, expect, test } from "../src/fixtures.js";

test.use({ settings: ACCOUNTS });

/** More presses of Tab than any page has stops. */
const STOPS = 60;

/** Goes to something as a keyboard does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < STOPS; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted, "what Tab should come to").toBeFocused();
}

test("everything works with the keyboard alone", async ({ todos, codex, page }) => {
  const { keyboard } = page;
  for (const text of ["first", "second", "third"]) {
    await keyboard.type(text);
    await keyboard.press("Enter");
  }
  await todos.shows("first", "second", "third");

  await page.getByRole("list", { name: "Todos" }).getByRole("checkbox").first().focus();
  await keyboard.press("Space");
  await expect(todos.checkbox("first")).toBeChecked();
  await keyboard.press("ArrowDown");
  await keyboard.press("F2");
  await expect(page.getByRole("textbox", { name: "Edit todo" })).toBeFocused();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("never kept");
  await keyboard.press("Escape");
  await todos.shows("first", "second", "third");
  await keyboard.press("F2");
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("edited");
  await keyboard.press("Enter");
  await todos.shows("first", "edited", "third");
  await keyboard.press("Delete");
  await todos.shows("first", "third");
  await keyboard.press("n");
  await expect(todos.composer).toBeFocused();
  await keyboard.type("fourth");
  await keyboard.press("Enter");
  await todos.shows("first", "third", "fourth");
  await expect
    .poll(() =>
      codex.db.todo.findMany({
        where: { deletedAt: null },
        select: { text: true, completed: true },
        orderBy: { createdAt: "asc" },
      }),
    )
    .toEqual([
      { text: "first", completed: true },
      { text: "third", completed: false },
      { text: "fourth", completed: false },
    ]);
});

test("does not take the Enter that ends a composition for the end of the text", async ({ todos, page }) => {
  await todos.composer.focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "買い", selectionStart: 2, selectionEnd: 2 });
  await session.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Enter",
    windowsVirtualKeyCode: 229,
  });
  await session.send("Input.insertText", { text: "買い物" });
  await expect(todos.items).toHaveCount(0);
  await expect(todos.composer).toHaveValue("買い物");
  await todos.composer.press("Enter");
  await todos.shows("買い物");
});

test("lists, search, sharing, the trash and settings too", async ({ todos, page }) => {
  const { keyboard } = page;
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
  await tabTo(page, page.getByRole("textbox", { name: "New list" }));
  await keyboard.type("Holiday");
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Holiday" })).toBeVisible();
  await keyboard.press("Escape");
  await tabTo(page, todos.composer);
  for (const text of ["tent", "stove", "Café"]) {
    await keyboard.type(text);
    await keyboard.press("Enter");
  }
  await todos.shows("tent", "stove", "Café");

  await tabTo(page, todos.checkbox("tent"));
  await keyboard.press("f");
  await keyboard.type("cafe");
  await todos.shows("Café");
  await keyboard.press("Escape");
  await todos.shows("tent", "stove", "Café");
  await expect(todos.composer).toBeFocused();

  await tabTo(page, todos.checkbox("tent"));
  await keyboard.press("Alt+ArrowDown");
  await todos.shows("stove", "tent", "Café");
  await keyboard.press("Delete");
  await todos.shows("stove", "Café");
  await keyboard.press("ControlOrMeta+z");
  await todos.shows("stove", "tent", "Café");
  await tabTo(page, todos.filter("Active"));
  await keyboard.press("Enter");
  await expect(page).toHaveURL(/active$/);

  await tabTo(page, button("Menu of Holiday"));
  await keyboard.press("Enter");
  await expect(button("Rename")).toBeFocused();
  await keyboard.press("ArrowDown");
  await expect(button("Share")).toBeFocused();
  await keyboard.press("Enter");
  await tabTo(page, button("Make a link"));
  await keyboard.press("Enter");
  await expect(page.getByLabel("Invite link")).toHaveValue(/invite#/);
  await keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await tabTo(page, button("Settings"));
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Appearance"));
  await keyboard.type("Dark");
  await expect(page.locator("html")).toHaveAttribute("data-look", "dark");
  await keyboard.press("Escape");
  await expect(button("Settings")).toBeFocused();

  await tabTo(page, todos.items.locator("input[tabindex='0']"));
  await keyboard.press("Home");
  await keyboard.press("Delete");
  await tabTo(page, button("Trash"));
  await keyboard.press("Enter");
  await tabTo(page, button("Restore stove"));
  await keyboard.press("Enter");
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await keyboard.press("Escape");
  await todos.shows("stove", "tent", "Café");
});
