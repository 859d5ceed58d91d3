import type { Page } from "@playwright/test";
import { ACCOUNTS, expect, isolated, test } from "../src/fixtures.js";
import { share } from "../src/share.js";

test.use({ settings: ACCOUNTS });

/** What a screen reader is told, whether or not it is seen. */
const announced = (page: Page, text: string) => page.locator("[aria-live=polite] p", { hasText: text });

test("what is refused goes back to its own list, or can be copied where nothing can be written", async ({
  todos,
  page,
  codex,
  secondBrowser,
}) => {
  const editor = await share(todos, secondBrowser, "edit");
  await editor.page.context().setOffline(true);
  await editor.rewrite("Bread", "Rye bread");
  await editor.add("Coffee");
  await page.reload();
  await todos.choose("Groceries", "Share");
  await page.getByLabel("Role of Guest").selectOption("viewer");
  await expect.poll(() => codex.db.member.count({ where: { role: "viewer" } })).toBe(1);
  await page.keyboard.press("Escape");
  await editor.page.context().setOffline(false);
  const notice = editor.page.getByRole("alert");
  const copy = notice.getByRole("textbox", { name: "What you wrote" });
  await expect(copy).toHaveValue("Rye bread\nCoffee");
  await editor.shows("Bread", "Eggs");
  await expect(editor.composer).toHaveCount(0);
  await editor.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await notice.getByRole("button", { name: "Copy" }).click();
  await expect(notice.getByText("Copied.")).toBeVisible();
  expect(await editor.page.evaluate(() => navigator.clipboard.readText())).toBe("Rye bread\nCoffee");
  // Nor does it go anywhere else.
  await editor.list("Inbox").click();
  await expect(copy).toHaveValue("Rye bread\nCoffee");
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
  await expect(editor.composer).toHaveValue("");

  await page.route("**/trpc/sync.push**", (route) =>
    route.fulfill({
      status: 403,
      contentType: "application/json",
      body: JSON.stringify({
        error: { message: "No.", code: -32003, data: { code: "FORBIDDEN", httpStatus: 403 } },
      }),
    }),
  );
  await todos.add("Butter", "Salt");
  await expect(page.getByRole("alert")).toContainText("2 changes were not saved");
  await todos.list("Inbox").click();
  await page.getByRole("alert").getByRole("button", { name: "Dismiss" }).click();
  const message = page.getByRole("region", { name: "Message" });
  await expect(message).toContainText(`What you wrote is back above “${isolated("Groceries")}”.`);
  await expect(todos.composer).toHaveValue("");
  await todos.list("Groceries").click();
  await expect(todos.composer).toHaveValue("Butter\nSalt");
});

test("what waits is told once, with and without todos, and so is that it arrived", async ({
  todos,
  page,
  context,
}) => {
  await todos.add("only one");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(announced(page, "All changes have reached the server.")).toHaveCount(0);
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await todos.checkbox("only one").check();
  await expect(announced(page, "Changes wait until the server can be reached.")).toHaveCount(1);
  await todos.checkbox("only one").press("Delete");
  await todos.shows();
  await expect(page.getByText("2 changes waiting")).toBeVisible();
  await expect(announced(page, "Changes wait until the server can be reached.")).toHaveCount(1);
  await context.setOffline(false);
  await expect(announced(page, "All changes have reached the server.")).toHaveCount(1);
  await expect(page.getByText(/waiting|Saving/)).toHaveCount(0);
});

test("keys of a single letter can be switched off", async ({ todos, page }) => {
  await todos.add("milk");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: /^Shortcuts of a single key/ }).uncheck();
  await page.keyboard.press("Escape");
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    await expect(page.getByText("undo")).toBeVisible();
    await expect(page.locator("kbd", { hasText: /^[NF]$/ })).toHaveCount(0);
    await todos.checkbox("milk").focus();
    for (const key of ["n", "/", "f", "b"]) await page.keyboard.press(key);
    await expect(todos.checkbox("milk")).toBeFocused();
    await expect(page.getByRole("searchbox")).toHaveCount(0);
  }
  // On a control of its own, and with Ctrl, a key may still do something.
  await page.keyboard.press("m");
  await expect(page.getByRole("button", { name: "To the top" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: /^Shortcuts of a single key/ }).check();
  await page.keyboard.press("Escape");
  await todos.checkbox("milk").press("n");
  await expect(todos.composer).toBeFocused();
});

test("another language and look are chosen in place", async ({ todos, page }) => {
  await todos.add("milk");
  const settings = page.locator(".shell-settings");
  await settings.click();
  const language = page.getByRole("combobox").nth(1);
  await language.focus();
  await page.keyboard.press("D");
  await expect(page.getByRole("dialog", { name: "Einstellungen" })).toBeVisible();
  await expect(language).toBeFocused();
  await page.getByLabel("Aussehen").selectOption({ label: "Dunkel" });
  await page.emulateMedia({ colorScheme: "light" });
  const frame = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")]
        .filter(({ media }) => matchMedia(media).matches)
        .map(({ content }) => content),
    );
  expect(await frame()).toEqual(["#161512"]);
  await page.getByLabel("Aussehen").selectOption({ label: "Wie das Gerät" });
  expect(await frame()).toEqual(["#f6f3ec"]);
  await page.keyboard.press("Escape");
  await expect(settings).toBeFocused();
  await expect(page.getByRole("heading", { level: 1, name: "Eingang" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Eingang 1 offen" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Konto von Gast" })).toBeVisible();
  await expect(page).toHaveTitle("(1) Codex");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("meta[name=description]")).toHaveAttribute("content", /Aufgabenliste/);
});

test("what is said and shown while a dialog is open can be heard and reached", async ({ todos, page }) => {
  await todos.add("milk", "bread");
  await todos.checkbox("milk").press("Delete");
  await todos.checkbox("bread").press("Delete");
  await page.getByRole("button", { name: "Trash" }).click();
  const trash = page.getByRole("dialog", { name: "Trash" });
  await trash.getByRole("region", { name: "Message" }).getByRole("button", { name: "Undo" }).click();
  await todos.shows("bread");
  await trash.getByRole("button", { name: "Restore milk" }).click();
  const live = trash.locator("[aria-live=polite]");
  await expect(live).toContainText("Restored a todo");
  // Only what was said since the dialog is there.
  await expect(live).not.toContainText("deleted");
  await page.keyboard.press("Escape");
  await todos.shows("milk", "bread");
});

test("with the colours of the system, focus and the place of a drop are seen", async ({ todos, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await todos.add("milk", "bread");
  await todos.checkbox("milk").press("f");
  await page.getByRole("searchbox").fill("m");
  await todos.shows("milk");
  await page.getByRole("searchbox").fill("");
  await todos.shows("milk", "bread");
  await page.getByRole("button", { name: "Edit bread" }).press("Enter");
  await expect(page.getByRole("textbox", { name: "Edit todo" })).toBeFocused();
  const unseen = await page.evaluate(() => {
    const outline = (element: Element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      return outlineStyle === "none" ? "none" : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
    };
    const controls = [...document.querySelectorAll<HTMLElement>("a, button, input, textarea, select")].filter(
      (control) => control.checkVisibility() && !control.matches(":disabled"),
    );
    const told = controls.flatMap((control) => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const before = outline(control);
      control.focus();
      const after = outline(control);
      if (!control.isConnected) return [];
      return after === "none" || after === before ? [control.outerHTML.slice(0, 120)] : [];
    });
    return { count: controls.length, told };
  });
  expect(unseen.count).toBeGreaterThan(20);
  expect(unseen.told).toEqual([]);
  const [row, line] = await todos.item("milk").evaluate((element) => {
    element.dataset["drop"] = "before";
    return [getComputedStyle(element), getComputedStyle(element, "::after")].map(
      ({ backgroundColor }) => backgroundColor,
    );
  });
  expect(line).not.toBe(row);
  expect(line).not.toBe(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
});

test("from right to left things are on the other side", async ({ todos, page }) => {
  await todos.addList("قائمة");
  await expect(page.getByRole("heading", { level: 1 })).toHaveAttribute("dir", "auto");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await page.getByRole("button", { name: "Lists", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Lists" });
  await expect(sheet).toHaveCSS("border-left-width", "1px");
  await expect(sheet).toHaveCSS("border-right-width", "0px");
  const box = await sheet.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBe(390);
  await page.goto("/sign-in");
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  const field = await page.getByLabel("Password", { exact: true }).boundingBox();
  const show = await page.getByRole("button", { name: "Show password" }).boundingBox();
  expect(show && field && show.x - field.x).toBeLessThan(10);
});
