import { createClient } from "@codex/client";
import type { Page } from "@playwright/test";
import { expect, TodoPage, test } from "../src/fixtures.js";

test("adds, edits, toggles, filters and deletes, and everything is in the database", async ({
  todos,
  codex,
  page,
}) => {
  await expect(todos.composer).toBeFocused();
  await todos.add("Water the plants", "  Call grandma  ", "Buy bread");
  await todos.shows("Water the plants", "Call grandma", "Buy bread");
  await expect(page.getByText("3 left")).toBeVisible();

  await todos.checkbox("Call grandma").check();
  await expect(page.getByText("2 left")).toBeVisible();

  await todos.item("Buy bread").getByText("Buy bread").dblclick();
  await page.getByRole("textbox", { name: "Edit todo" }).fill("Buy rye bread");
  await page.keyboard.press("Enter");
  await todos.shows("Water the plants", "Call grandma", "Buy rye bread");

  await todos.filter("Active").click();
  await expect(page).toHaveURL(/\/active$/);
  await todos.shows("Water the plants", "Buy rye bread");
  await todos.filter("Completed").click();
  await expect(page).toHaveURL(/\/completed$/);
  await todos.shows("Call grandma");
  await page.reload();
  await todos.shows("Call grandma");
  await page.goBack();
  await todos.shows("Water the plants", "Buy rye bread");
  await todos.filter("All").click();

  await todos.item("Water the plants").hover();
  await page.getByRole("button", { name: "Delete Water the plants" }).click();
  await todos.shows("Call grandma", "Buy rye bread");
  await expect
    .poll(() =>
      codex.db.todo.findMany({
        where: { deletedAt: null },
        select: { text: true, completed: true },
        orderBy: { createdAt: "asc" },
      }),
    )
    .toEqual([
      { text: "Call grandma", completed: true },
      { text: "Buy rye bread", completed: false },
    ]);
});

test("completes all, none, and clears what is completed", async ({ todos, page }) => {
  await todos.add("a", "b", "c");
  await page.getByRole("checkbox", { name: "Complete all" }).click();
  await expect(page.getByText("0 left")).toBeVisible();
  await page.getByRole("checkbox", { name: "Complete all" }).click();
  await expect(page.getByText("3 left")).toBeVisible();
  await todos.checkbox("b").check();
  await page.getByRole("button", { name: "Clear completed" }).click();
  await todos.shows("a", "c");
  await page.reload();
  await todos.shows("a", "c");
});

test("keeps the order and loses nothing when typed fast", async ({ todos, codex }) => {
  const texts = Array.from({ length: 30 }, (_, index) => `todo ${index + 1}`);
  await todos.add(...texts);
  await todos.shows(...texts);
  const kept = () => codex.db.todo.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  await expect.poll(async () => (await kept()).map(({ text }) => text)).toEqual(texts);
});

test("a second browser, curl and the typed client see the same todos", async ({
  todos,
  secondBrowser,
  codex,
  request,
}) => {
  await todos.add("seen by all");
  await todos.shows("seen by all");
  const client = createClient({ url: codex.url });
  await expect
    .poll(async () => (await client.todo.list.query()).items.map(({ text }) => text))
    .toEqual(["seen by all"]);
  expect(await (await request.get("/trpc/todo.list")).json()).toMatchObject({
    result: { data: { items: [{ text: "seen by all" }] } },
  });
  const second = await secondBrowser();
  await second.shows("seen by all");
  await client.todo.create.mutate({ text: "from a program" });
  await second.page.reload();
  await second.shows("seen by all", "from a program");
});

test("everything is back after the server was killed and started again", async ({ todos, codex, page }) => {
  await todos.add("kept", "also kept");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  await codex.kill();
  await codex.restart();
  await page.reload();
  await todos.shows("kept", "also kept");
});

test("pastes many lines as as many todos", async ({ todos, codex, page }) => {
  await todos.composer.focus();
  await page.keyboard.insertText(Array.from({ length: 300 }, (_, i) => `line ${i + 1}`).join("\n"));
  await page.getByRole("button", { name: "Add as 300 todos" }).click();
  await expect(todos.composer).toHaveValue("");
  await expect.poll(() => codex.db.todo.count(), { timeout: 90_000 }).toBe(300);
  await expect(page.getByText("300 left")).toBeVisible();
  const kept = await codex.db.todo.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  expect(kept.map(({ text }) => text)).toEqual(Array.from({ length: 300 }, (_, i) => `line ${i + 1}`));
});

test("refuses a text that is too long, keeps it, and says why", async ({ todos, codex, page }) => {
  const long = "a".repeat(2_001);
  await todos.add(long);
  await expect(page.getByText(/2,000/).first()).toBeVisible();
  await expect(todos.composer).toHaveValue(long);
  expect(await codex.db.todo.count()).toBe(0);
  await todos.composer.fill("   ");
  await todos.composer.press("Enter");
  await expect(todos.items).toHaveCount(0);
});

test("shows markup as text", async ({ todos }) => {
  const text = "<img src=x onerror=alert(1)> & <b>bold</b>";
  await todos.add(text);
  await expect(todos.items.first()).toContainText(text);
});

test("what is being written is still there after a reload, and gone once it is added", async ({
  todos,
  page,
}) => {
  await todos.composer.fill("half a thou");
  await page.reload();
  await expect(todos.composer).toHaveValue("half a thou");
  await todos.composer.press("End");
  await page.keyboard.type("ght");
  await page.keyboard.press("Enter");
  await todos.shows("half a thought");
  await page.reload();
  await todos.shows("half a thought");
  await expect(todos.composer).toHaveValue("");
});

test("what is typed into a row stays when the list becomes too long to be drawn whole", async ({
  todos,
  page,
  secondBrowser,
}) => {
  const other = await secondBrowser();
  const lines = Array.from({ length: 100 }, (_, index) => `todo ${index}`).join("\n");
  await todos.composer.fill(lines);
  await todos.composer.press("Enter");
  await expect(todos.items).toHaveCount(100);
  await expect(other.items).toHaveCount(100);
  await page.getByRole("button", { name: "Edit todo 7", exact: true }).click();
  const field = page.getByRole("textbox", { name: "Edit todo" });
  await field.fill("half a thought");
  const loaded = page.waitForResponse(/\/assets\/esm-/);
  await other.add("one more");
  await (await loaded).finished();
  await expect(todos.items.first()).toHaveAttribute("aria-setsize", "101");
  await expect(todos.items.first()).toHaveAttribute("style", /top: /);
  await expect(field).toHaveValue("half a thought");
  await expect(field).toBeFocused();
});

/** The store is told after the next frame: there is none until `resume` is called. */
async function holdFrames(page: Page): Promise<() => Promise<void>> {
  const frames = await page.evaluateHandle(() => {
    const { requestAnimationFrame } = window;
    const waiting: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => waiting.push(callback);
    return () => {
      window.requestAnimationFrame = requestAnimationFrame;
      for (const callback of waiting) requestAnimationFrame(callback);
    };
  });
  return () => frames.evaluate((resume) => resume());
}

test("a row shows what was done in it before the store is told, whatever else changes there", async ({
  todos,
  codex,
  context,
  page,
}) => {
  await todos.add("Milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  const resume = await holdFrames(page);
  await todos.checkbox("Milk").check();
  const other = new TodoPage(await context.newPage());
  await other.page.goto("/");
  await other.rewrite("Milk", "Oat milk");
  await expect(todos.checkbox("Oat milk")).toBeChecked();
  expect(await codex.db.todo.count({ where: { completed: true } })).toBe(0);
  await resume();
  await expect.poll(() => codex.db.todo.count({ where: { completed: true, text: "Oat milk" } })).toBe(1);
  await expect(todos.checkbox("Oat milk")).toBeChecked();
});

test("what is done one right after the other takes effect in that order", async ({ todos, codex, page }) => {
  await todos.add("a", "b", "c");
  await expect(page.getByText("Saved")).toBeVisible();
  // The keys of a letter and undoing are loaded once the page is drawn.
  await expect(page.getByRole("button", { name: "Menu of Inbox" })).toBeVisible();
  const resume = await holdFrames(page);
  await todos.checkbox("b").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await todos.shows("b", "a", "c");
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  await todos.shows("a", "c", "b");
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+z");
  await expect(todos.checkbox("b")).not.toBeChecked();
  await page.keyboard.press("Alt+ArrowUp");
  await todos.shows("a", "b", "c");
  await page.keyboard.press("Delete");
  await todos.shows("a", "c");
  await resume();
  await expect.poll(() => codex.db.todo.count({ where: { deletedAt: { not: null } } })).toBe(1);
  await expect(page.getByText("Saved")).toBeVisible();
  await todos.shows("a", "c");
  await expect(page.getByText("could not be saved")).toHaveCount(0);
  expect(await codex.db.todo.findMany({ where: { completed: true } })).toEqual([]);
});
