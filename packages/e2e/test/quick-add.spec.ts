import type { Page } from "@playwright/test";
import { expect, isolated, TodoPage, test } from "../src/fixtures.js";

test.use({ timezoneId: "Europe/Berlin" });

const LINE = "Pay rent every 1st 9am #home !1 @Household";

const chip = (page: Page, name: string | RegExp) =>
  page.getByRole("list", { name: "Understood" }).getByRole("button", { name });
const chips = (page: Page) => page.getByRole("list", { name: "Understood" }).getByRole("button");

test("a line is understood while it is typed, becomes a todo with all of it, and is taken back as one", {
  tag: "@screens",
}, async ({ todos, page, codex, look }) => {
  const { keyboard } = page;
  await todos.addList("Household");
  await todos.list("Inbox").click();
  await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
  await todos.composer.focus();
  await keyboard.type(LINE);
  await expect(chips(page)).toHaveText([
    "Every month on the 1st",
    /^Due .*9:00/,
    `Label ${isolated("home")}`,
    "Priority 1",
    `In ${isolated("Household")}`,
  ]);
  await expect(page.locator(".quick-marks mark")).toHaveText([
    "every 1st",
    "9am",
    "#home",
    "!1",
    "@Household",
  ]);
  await expect(page.getByText(/^In .Household.\. Press Escape to keep it as text\.$/)).toBeAttached();
  await look(page, "quick-add");

  await keyboard.press("Enter");
  await expect(page.getByText(`Added to ${isolated("Household")}`).first()).toBeVisible();
  await expect(todos.composer).toHaveValue("");
  await expect(todos.items).toHaveCount(0);
  await todos.list("Household").click();
  await todos.shows("Pay rent");
  const made = () =>
    codex.db.todo.findFirst({ where: { text: "Pay rent" }, include: { list: true, series: true } });
  await expect.poll(made).toMatchObject({
    due: expect.stringMatching(/^\d{4}-\d\d-01T09:00\[Europe\/Berlin\]$/),
    labels: ["home"],
    priority: 1,
    deletedAt: null,
    list: { name: "Household" },
    series: { rule: "FREQ=MONTHLY;BYMONTHDAY=1", mode: "schedule", zone: "Europe/Berlin" },
  });
  await todos.composer.press("ControlOrMeta+z");
  await todos.shows();
  await expect.poll(async () => (await made())?.deletedAt).not.toBeNull();
  await todos.composer.press("ControlOrMeta+Shift+z");
  await todos.shows("Pay rent");
  await expect.poll(async () => (await made())?.deletedAt).toBeNull();
});

test("whatever was understood becomes text again with one key, and a title was never anything else", async ({
  todos,
  page,
  codex,
}) => {
  const { keyboard } = page;
  await todos.composer.focus();
  await keyboard.type("Call Bob tomorrow #work !2");
  await expect(chips(page)).toHaveCount(3);
  // Right behind a word: it stays, as text. From there on the key does what it always does.
  await keyboard.press("Backspace");
  await expect(todos.composer).toHaveValue("Call Bob tomorrow #work !2");
  await expect(chips(page)).toHaveCount(2);
  await expect(page.getByText(`Kept as text: ${isolated("!2")}`)).toBeAttached();
  await keyboard.press("Backspace");
  await expect(todos.composer).toHaveValue("Call Bob tomorrow #work !");
  await keyboard.type("2");
  await expect(chips(page)).toHaveCount(3);
  await keyboard.press("Escape");
  await keyboard.press("Escape");
  await expect(chips(page)).toHaveText(["Due tomorrow"]);
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await expect(chip(page, "Due tomorrow: keep it as text")).toBeFocused();
  await keyboard.press("Delete");
  await expect(chips(page)).toHaveCount(0);
  await expect(todos.composer).toBeFocused();
  await keyboard.press("Enter");
  await todos.shows("Call Bob tomorrow #work !2");

  await keyboard.type("Read The 5th Wave #books");
  await expect(chips(page)).toHaveText([`Label ${isolated("books")}`]);
  await chip(page, /books/).click();
  await expect(todos.composer).toBeFocused();
  await keyboard.type(" @nobody");
  await expect(chips(page)).toHaveCount(0);
  await keyboard.press("Enter");
  await todos.shows("Call Bob tomorrow #work !2", "Read The 5th Wave #books @nobody");

  await page.getByRole("button", { name: "Settings" }).click();
  const isOn = page.getByRole("checkbox", { name: "Understand dates, labels and lists while writing" });
  await isOn.uncheck();
  await keyboard.press("Escape");
  await page.reload();
  await todos.composer.fill("Milk tomorrow #shop");
  await keyboard.press("Enter");
  await todos.shows("Call Bob tomorrow #work !2", "Read The 5th Wave #books @nobody", "Milk tomorrow #shop");
  await expect.poll(() => codex.db.todo.count()).toBe(3);
  expect(await codex.db.todo.count({ where: { due: null, priority: null, labels: { isEmpty: true } } })).toBe(
    3,
  );
});

test("it works offline, and where it could not be loaded a line is added as it was typed", async ({
  todos,
  page,
  codex,
  browser,
}) => {
  await todos.composer.fill("Milk tomorrow");
  await expect(chips(page)).toHaveText(["Due tomorrow"]);
  await page.context().setOffline(true);
  await todos.composer.fill("Bread every day #shop");
  await expect(chips(page)).toHaveText(["Every day", "Due today", `Label ${isolated("shop")}`]);
  await todos.composer.press("Enter");
  await todos.shows("Bread");
  await page.context().setOffline(false);
  await expect
    .poll(() => codex.db.todo.findFirst({ include: { series: true } }))
    .toMatchObject({ text: "Bread", labels: ["shop"], series: { rule: "FREQ=DAILY" } });

  const context = await browser.newContext({ baseURL: codex.url, serviceWorkers: "block" });
  const without = await context.newPage();
  await without.route(/\/assets\/quick-add-.*\.js/, (route) => route.abort());
  const tried = without.waitForEvent("requestfailed");
  await without.goto("/");
  await tried;
  const other = new TodoPage(without);
  await other.add("Milk tomorrow #shop", "Bread\nButter");
  await other.shows("Bread", "Milk tomorrow #shop", "Bread", "Butter");
  await context.close();
});

test("several lines are offered as several todos, or as one text", { tag: "@screens" }, async ({
  todos,
  page,
  look,
}) => {
  const { keyboard } = page;
  await todos.composer.focus();
  await keyboard.insertText("Milk\n Bread tomorrow\r\n\nButter #shop");
  await expect(page.getByRole("button", { name: "Add as 3 todos" })).toBeVisible();
  await expect(page.getByText(/^3 lines\. Press Enter to add them as 3 todos/)).toBeAttached();
  await expect(chips(page)).toHaveCount(0);
  await look(page, "several-lines");
  await keyboard.press("Escape");
  await expect(todos.composer).toHaveValue("Milk Bread tomorrow Butter #shop");
  await expect(chips(page)).toHaveCount(1);
  await todos.composer.fill("Milk\nBread tomorrow\nButter #shop");
  await keyboard.press("Enter");
  await todos.shows("Milk", "Bread tomorrow", "Butter #shop");
  await todos.composer.fill("Salt\nPepper");
  await page.getByRole("button", { name: "Keep as one text" }).click();
  await expect(todos.composer).toHaveValue("Salt Pepper");
  await expect(todos.composer).toBeFocused();
});

test.describe("in German", () => {
  test.use({ locale: "de-DE", viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a line is understood, and a touch keeps words as text", async ({ todos, page, codex }) => {
    const field = page.getByRole("textbox", { name: "Neue Aufgabe" });
    const understood = page.getByRole("list", { name: "Verstanden" }).getByRole("button");
    await expect(todos.composer).toHaveCount(0);
    await field.tap();
    await page.keyboard.type("Miete zahlen jeden 1. um 9 Uhr #zuhause !1");
    await expect(understood).toHaveText([
      "Jeden Monat am 1.",
      /^Fällig .*09:00/,
      `Etikett ${isolated("zuhause")}`,
      "Priorität 1",
    ]);
    const { width = 0 } = page.viewportSize() ?? {};
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await understood.filter({ hasText: "zuhause" }).tap();
    await expect(understood).toHaveCount(3);
    await expect(field).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("checkbox", { name: "Miete zahlen #zuhause" })).toBeVisible();
    await expect
      .poll(() => codex.db.todo.findFirst({ include: { series: true } }))
      .toMatchObject({ priority: 1, labels: [], series: { rule: "FREQ=MONTHLY;BYMONTHDAY=1" } });
  });
});
