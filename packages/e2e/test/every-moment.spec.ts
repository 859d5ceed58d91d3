import { expect, type TodoPage, test } from "../src/fixtures.js";
import { putFinger } from "../src/touch.js";

/** What the page asks its server. */
const ASKED = "**/trpc/**";

async function twoTodos(todos: TodoPage): Promise<void> {
  await todos.add("Buy milk", "Call grandma about Sunday");
  await expect(todos.page.getByText("Saved")).toBeVisible();
}

test("loading, and a load that fails", { tag: "@screens" }, async ({ todos, page, look }) => {
  await expect(page.getByText("A blank page")).toBeVisible();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.evaluate(() => localStorage.clear());
  await page.route(ASKED, async (route) => {
    await answered;
    await route.abort();
  });
  await page.reload();
  await expect(page.getByRole("status", { name: "Loading todos" })).toBeVisible();
  await look(page, "loading");
  answer();
  await expect(page.getByText("Your todos could not be loaded")).toBeVisible();
  await look(page, "not-loaded");
  await page.unroute(ASKED);
  await page.getByRole("button", { name: "Retry" }).click();
  await todos.shows();
});

test("saving", { tag: "@screens" }, async ({ todos, page, look }) => {
  await twoTodos(todos);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/trpc/sync.push**", async (route) => {
    await answered;
    await route.continue();
  });
  await todos.add("Renew the passport");
  await expect(page.getByText("Saving 1 change")).toBeVisible();
  await look(page, "saving");
  answer();
  await expect(page.getByText("Saved")).toBeVisible();
});

test("a server that cannot be reached", { tag: "@screens" }, async ({ todos, codex, page, look }) => {
  await twoTodos(todos);
  await codex.kill();
  const banner = page.getByText("The server cannot be reached.");
  await expect(banner).toBeVisible();
  await todos.shows("Buy milk", "Call grandma about Sunday");
  await look(page, "unreachable");
  await codex.restart();
  await expect(banner).toHaveCount(0);
});

test("a browser that keeps nothing", { tag: "@screens" }, async ({ todos, page, look }) => {
  await twoTodos(todos);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });
  await page.reload();
  await expect(page.getByRole("region", { name: "Message" })).toContainText("This browser keeps nothing");
  await look(page, "keeps-nothing");
});

test("a drag under way", { tag: "@screens" }, async ({ todos, page, look }) => {
  await todos.add("Buy milk", "Call grandma about Sunday", "Renew the passport");
  const drags = page.waitForResponse(/\/assets\/drag-/);
  await todos.item("Renew the passport").hover();
  await (await drags).finished();
  await expect(todos.item("Renew the passport")).toHaveAttribute("draggable", "true");
  await page.mouse.down();
  const to = await todos.item("Buy milk").boundingBox();
  if (!to) throw new Error("The todo is not on the page");
  await page.mouse.move(to.x + 100, to.y + 4, { steps: 5 });
  for (const x of [110, 120, 130]) await page.mouse.move(to.x + x, to.y + 4);
  await expect(todos.item("Buy milk")).toHaveAttribute("data-drop", "before");
  await look(page, "dragging");
  await page.mouse.up();
  await todos.shows("Renew the passport", "Buy milk", "Call grandma about Sunday");
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("the todos of a phone, and a swipe under way", { tag: "@screens" }, async ({ todos, page, look }) => {
    await twoTodos(todos);
    await look(page, "touch");
    const row = todos.item("Buy milk");
    // What swipes is loaded when nothing else is to be done.
    await expect(row).toHaveAttribute("data-swipes");
    const finger = await putFinger(page, row);
    for (const [by, state] of [
      [120, "swipe-complete"],
      [-60, "swipe-delete"],
    ] as const) {
      await finger.move(by);
      await expect(row).toHaveAttribute("data-swipe", state.replace("swipe-", ""));
      // What is moved aside sticks out of its row, and of nothing else.
      await look(page, state, { readings: [] });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    }
    await finger.lift();
    await expect(row).not.toHaveAttribute("data-swipe");
    await todos.shows("Buy milk", "Call grandma about Sunday");
  });
});
