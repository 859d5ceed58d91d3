import { newId } from "@codex/core/id";
import { untilKeysAreHeard } from "../src/acting.js";
import { drag } from "../src/drag.js";
import { expect, test } from "../src/fixtures.js";
import { orderIn, put } from "../src/rows.js";

test("is changed by keyboard, one step or all the way, and says where it went", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("a", "b", "c");
  await untilKeysAreHeard(page);
  await todos.checkbox("c").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await todos.shows("a", "c", "b");
  await expect(page.getByText("Moved to place 2 of 3")).toBeAttached();
  await expect(todos.checkbox("c")).toBeFocused();
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await todos.shows("a", "b", "c");
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await todos.shows("c", "a", "b");
  await expect.poll(() => orderIn(codex)).toEqual(["c", "a", "b"]);
  await page.keyboard.press("Control+z");
  await todos.shows("a", "b", "c");
  await page.reload();
  await todos.shows("a", "b", "c");
});

test("of subtasks is changed among themselves, by the menu", async ({ todos, codex, page }) => {
  await todos.add("above", "trip");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  const { id: parentId, listId } = await codex.db.todo.findFirstOrThrow({ where: { text: "trip" } });
  await put(codex, listId, [
    { text: "tickets", parentId },
    { text: "hotel", parentId },
  ]);
  await todos.shows("above", "trip", "tickets", "hotel");
  const choice = (name: string) => page.getByRole("button", { name, exact: true });
  await choice("Move tickets").click();
  await expect(choice("Down")).toBeVisible();
  await expect(choice("To the end")).toBeVisible();
  await expect(choice("Up")).toHaveCount(0);
  await expect(choice("To the top")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await choice("Move hotel").click();
  await expect(choice("To the top")).toBeVisible();
  await expect(choice("Down")).toHaveCount(0);
  await choice("Up").click();
  await todos.shows("above", "trip", "hotel", "tickets");
  await expect.poll(() => orderIn(codex)).toEqual(["above", "trip", "hotel", "tickets"]);
  await page.keyboard.press("Control+z");
  await todos.shows("above", "trip", "tickets", "hotel");
});

test("is changed with the mouse", async ({ todos, codex, secondBrowser }) => {
  await todos.add("a", "b", "c");
  const other = await secondBrowser();
  await other.shows("a", "b", "c");
  const row = (text: string) => todos.items.filter({ hasText: text });
  await drag(row("c"), row("a"), { shows: "before", y: 4 });
  await todos.shows("c", "a", "b");
  await other.shows("c", "a", "b");
  await expect.poll(() => orderIn(codex)).toEqual(["c", "a", "b"]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("is changed by touch, without dragging", async ({ todos, page }) => {
    await todos.add("a", "b", "c");
    await page.getByRole("button", { name: "Move a" }).tap();
    await page.getByRole("button", { name: "To the end" }).tap();
    await todos.shows("b", "c", "a");
    await page.getByRole("button", { name: "Move a" }).tap();
    await page.getByRole("button", { name: "Up", exact: true }).tap();
    await todos.shows("b", "a", "c");
  });
});

test("is one for all when two change it at once", async ({ todos, codex, secondBrowser, context }) => {
  await todos.add("a", "b", "c", "d");
  const other = await secondBrowser();
  await other.shows("a", "b", "c", "d");
  await context.setOffline(true);
  await todos.checkbox("d").focus();
  await todos.page.keyboard.press("Alt+Shift+ArrowUp");
  await todos.shows("d", "a", "b", "c");
  await other.checkbox("c").focus();
  await other.page.keyboard.press("Alt+Shift+ArrowUp");
  await other.shows("c", "a", "b", "d");
  await context.setOffline(false);
  // Both were put at the same place: which comes first is the same everywhere.
  await expect.poll(async () => (await orderIn(codex)).slice(2)).toEqual(["a", "b"]);
  const order = await orderIn(codex);
  await todos.shows(...order);
  await other.shows(...order);
  // Between two that have the same rank there is room all the same.
  await other.checkbox("b").focus();
  for (const _ of "12") await other.page.keyboard.press("Alt+ArrowUp");
  await other.shows(order[0] ?? "", "b", order[1] ?? "", "a");
  await todos.shows(order[0] ?? "", "b", order[1] ?? "", "a");
});

test("goes from end to end of ten thousand, of which a few are drawn", async ({ todos, codex, page }) => {
  await todos.add("first");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  const list = await codex.db.list.findFirstOrThrow();
  await codex.db.todo.createMany({
    data: Array.from({ length: 9_999 }, (_, i) => ({ id: newId(), listId: list.id, text: `todo ${i + 2}` })),
  });
  await expect(page.getByText("10,000 left")).toBeVisible({ timeout: 120_000 });
  expect(await todos.items.count()).toBeLessThan(100);
  await todos.checkbox("first").focus();
  await page.keyboard.press("End");
  await expect(todos.checkbox("todo 10000")).toBeFocused();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await expect(todos.checkbox("todo 10000")).toBeFocused();
  await expect(todos.items.first()).toHaveAttribute("aria-posinset", "1");
  await page.keyboard.press("ArrowDown");
  await expect(todos.checkbox("first")).toBeFocused();
  // What is read aloud and gone through with Tab is the document's order, whatever places the rows have on the page.
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) await page.keyboard.press(`Alt+${key}`);
  await expect(todos.checkbox("first")).toBeFocused();
  const inDocument = () => todos.items.evaluateAll((rows) => rows.map((row) => Number(row.ariaPosInSet)));
  await expect.poll(async () => (await inDocument()).slice(0, 5)).toEqual([1, 2, 3, 4, 5]);
  await expect(todos.items.nth(2)).toContainText("first");
  await todos.composer.fill("the newest");
  await todos.composer.press("Enter");
  await expect(todos.checkbox("the newest")).toBeInViewport();
  await expect(todos.composer).toBeInViewport();
});
