import type { Browser, BrowserContext, Page } from "@playwright/test";
import { ACCOUNTS, expect, listenForComplaints, TodoPage, test } from "../src/fixtures.js";

test.use({ settings: ACCOUNTS });

const SCRIPT = /\/assets\/index-[^/]+\.js$/;

/** Notes what a page asks for, in the order in which it does. */
function listenForRequests(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

/** Has every answer to some address wait. @returns what lets them come */
async function hold(page: Page, address: RegExp): Promise<() => void> {
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return go;
}

/** What can wait until there is something to see. */
const LATER = [/\/assets\/parts-[^/]+\.js$/, /\/assets\/keep-page-/] as const;

const laterOf = (paths: readonly string[]) => LATER.filter((file) => paths.some((path) => file.test(path)));

/** A tab of a browser that knows whose it is by its cookie, and has kept nothing else. */
async function knownByCookie(todos: TodoPage, browser: Browser): Promise<Page> {
  await todos.add("Milk");
  await expect(todos.page.getByText("Saved", { exact: true })).toBeVisible();
  const { cookies } = await todos.page.context().storageState();
  const context = await browser.newContext({ storageState: { cookies, origins: [] } });
  return context.newPage();
}

/** A tab that has been told who it is, and whose script is on its way. */
async function openLate(context: BrowserContext) {
  const late = await context.newPage();
  const complaints = listenForComplaints(late);
  const go = await hold(late, SCRIPT);
  const told = late.waitForResponse((response) => response.url().endsWith("/trpc/account.me"));
  await late.goto("/", { waitUntil: "commit" });
  await (await told).finished();
  return { late, complaints, go };
}

/** Whose the browser of a page is, as far as it knows itself. */
const rememberedIn = (page: Page) => page.evaluate(() => localStorage.getItem("codex.user"));

test("who it is is asked with the page, before its script is there, and once", async ({ todos, context }) => {
  await todos.shows();
  const page = await context.newPage();
  const tab = new TodoPage(page);
  const paths = listenForRequests(page);
  const go = await hold(page, SCRIPT);
  const told = page.waitForResponse((response) => response.url().endsWith("/trpc/account.me"));
  await page.goto("/", { waitUntil: "commit" });
  await told;
  await expect(tab.composer).toHaveCount(0);
  go();
  await expect(tab.composer).toBeVisible();
  await expect.poll(() => laterOf(paths)).toEqual(LATER);
  expect(paths.filter((path) => path === "/trpc/account.me")).toHaveLength(1);
});

test("whoever signs in elsewhere while the script is on its way is known here, too", async ({
  todos,
  codex,
  context,
}) => {
  await todos.shows();
  const { late, complaints, go } = await openLate(context);
  await todos.add("Milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await expect(todos.page.getByText("Saved", { exact: true })).toBeVisible();
  go();
  const page = new TodoPage(late);
  await page.shows("Milk");
  await page.add("Bread");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  await todos.shows("Milk", "Bread");
  expect(await codex.db.user.count({ where: { isGuest: true } })).toBe(1);
  expect(complaints).toEqual([]);
});

test("what can wait is asked for after the todos", async ({ todos, browser, codex }) => {
  const page = await knownByCookie(todos, browser);
  const complaints = listenForComplaints(page);
  const paths = listenForRequests(page);
  const go = await hold(page, /\/trpc\/sync\.since/);
  const asked = page.waitForRequest(/\/trpc\/sync\.since/);
  await page.goto(codex.url);
  await asked;
  expect(laterOf(paths)).toEqual([]);
  go();
  await new TodoPage(page).shows("Milk");
  await expect.poll(() => laterOf(paths)).toEqual(LATER);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("what can wait does not wait for ever for a server that says nothing", async ({
  todos,
  browser,
  codex,
}) => {
  const page = await knownByCookie(todos, browser);
  const complaints = listenForComplaints(page);
  const go = await hold(page, /\/trpc\/sync\./);
  const paths = listenForRequests(page);
  await page.goto(codex.url);
  await expect.poll(() => laterOf(paths), { timeout: 100_000 }).toEqual(LATER);
  go();
  await new TodoPage(page).shows("Milk");
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("whoever signs out elsewhere while the script is on its way is nobody here, either", async ({
  todos,
  context,
}) => {
  const email = `${crypto.randomUUID()}@example.org`;
  await todos.add("Milk");
  await todos.claim(email);
  const { late, complaints, go } = await openLate(context);
  await todos.page.getByRole("link", { name: /^Account of/ }).click();
  await todos.page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect.poll(() => rememberedIn(todos.page)).toBeNull();
  go();
  await expect(late.getByText("A blank page")).toBeVisible();
  await expect(late.getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
  expect(await rememberedIn(late)).toBeNull();
  expect(complaints).toEqual([]);
});

test("without scripts the page says so, in sight", async ({ browser, codex }) => {
  const context = await browser.newContext({ baseURL: codex.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.locator("noscript")).toBeInViewport();
  await context.close();
});

test("a filter and another list pressed in the same frame lead to the list, by way of the filter", async ({
  todos,
}) => {
  const { page } = todos;
  await todos.add("Milk");
  await todos.addList("Holiday");
  await todos.list("Inbox").click();
  await todos.shows("Milk");
  const [filter, list] = await Promise.all([
    todos.filter("Completed").elementHandle(),
    todos.list("Holiday").elementHandle(),
  ]);
  await page.evaluate(
    ([first, second]) => {
      for (const link of [first, second]) if (link instanceof HTMLElement) link.click();
    },
    [filter, list],
  );
  await page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))),
      ),
  );
  await expect(page).toHaveURL(/\/list\/[^/]+$/);
  await expect(page.getByRole("heading", { level: 1, name: "Holiday" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL("/completed");
  await expect(todos.filter("Completed")).toHaveAttribute("aria-current", "page");
});
