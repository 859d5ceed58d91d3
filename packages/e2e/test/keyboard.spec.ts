import { ACCOUNTS, expect, isolated, PASSWORD, test } from "../src/fixtures.js";
import { press, tabTo, type } from "../src/keyboard.js";
import { refusePushes } from "../src/refuse.js";

test.use({ settings: ACCOUNTS });

test("everything works with the keyboard alone", async ({ todos, codex, page }) => {
  const { keyboard } = page;
  await expect(todos.composer).toBeFocused();
  for (const text of ["first", "second", "third"]) {
    await keyboard.type(text);
    await keyboard.press("Enter");
  }
  await todos.shows("first", "second", "third");

  await tabTo(page, todos.checkbox("first"));
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

  await tabTo(page, page.getByRole("checkbox", { name: "Complete all" }));
  await keyboard.press("Space");
  await expect(page.getByText("0 left")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Clear completed" }));
  await todos.shows();
  await expect.poll(() => codex.db.todo.count({ where: { deletedAt: null } })).toBe(0);
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
  await expect(page.getByRole("searchbox")).toBeFocused();
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
  await keyboard.press("D");
  await expect(page.locator("html")).toHaveAttribute("data-look", "dark");
  await keyboard.press("Escape");
  await expect(button("Settings")).toBeFocused();
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Language"));
  await keyboard.press("D");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByLabel("Sprache")).toBeFocused();
  await keyboard.press("Escape");
  await expect(button("Einstellungen")).toBeFocused();
  await keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Sprache"));
  await keyboard.press("E");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
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

test("what was refused, too, and an account from its first to its last day", async ({
  todos,
  page,
  codex,
}) => {
  const { keyboard } = page;
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
  const goesOn = await refusePushes(page);
  await expect(todos.composer).toBeFocused();
  await keyboard.type("milk");
  await keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText(`Could not add “${isolated("milk")}”`);
  await goesOn();
  await press(page, button("Retry"));
  await todos.shows("milk");
  const goesOnAgain = await refusePushes(page);
  await tabTo(page, todos.checkbox("milk"));
  await keyboard.press("Space");
  await expect(page.getByRole("alert")).toContainText(`Could not complete “${isolated("milk")}”`);
  await goesOnAgain();
  await press(page, button("Dismiss"));
  await expect(page.getByRole("alert")).toHaveCount(0);

  await press(page, page.getByRole("link", { name: "claim it with e-mail and password" }));
  await type(page, page.getByLabel("E-mail"), "anna@example.org");
  await type(page, page.getByLabel("Password", { exact: true }), PASSWORD);
  await press(page, button("Claim"));
  await expect(page.getByText("This list is yours now.").first()).toBeVisible();

  await press(page, page.getByRole("link", { name: /^Account of/ }));
  await type(page, page.getByRole("textbox", { name: "Name" }), "Anna B.");
  await press(page, button("Save the name"));
  await expect(page.getByRole("link", { name: "Account of Anna B." })).toBeVisible();
  await press(page, button("New token"));
  await type(page, page.getByLabel("What it is for"), "Cron");
  await press(page, button("Make the token"));
  await expect(page.getByLabel("Token", { exact: true })).toHaveValue(/./);
  await press(page, button("Revoke Cron"));
  await expect(button("Revoke Cron")).toHaveCount(0);

  await press(page, button("Sign out"));
  await press(page, page.getByRole("link", { name: "Sign in", exact: true }));
  await type(page, page.getByLabel("E-mail"), "anna@example.org");
  await type(page, page.getByLabel("Password", { exact: true }), PASSWORD);
  await keyboard.press("Enter");
  await todos.shows("milk");

  await press(page, page.getByRole("link", { name: /^Account of/ }));
  await press(page, button("Delete account"));
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await keyboard.press("Escape");
  await expect(button("Delete account")).toBeFocused();
  await keyboard.press("Enter");
  await type(page, dialog.getByLabel("Password, to be sure", { exact: true }), PASSWORD);
  await keyboard.press("Enter");
  await expect(page.getByText("A blank page")).toBeVisible();
  expect(await codex.db.user.count({ where: { email: "anna@example.org" } })).toBe(0);
});
