import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { newId } from "@codex/core/id";
import { ACCOUNTS } from "../src/fixtures.js";
import { runCodex, WEB_DIR } from "../src/server.js";
import { expect, TodoMvc, test } from "../src/todomvc.js";

test.use({ settings: ACCOUNTS });

const TODOMVC = fileURLToPath(new URL("../../../apps/todomvc", import.meta.url));

test("looking makes no guest; the first todo makes one", async ({ mvc, page, codex }) => {
  const users = await codex.db.user.count();
  await page.reload();
  await expect(mvc.input).toBeFocused();
  expect(await codex.db.user.count()).toBe(users);
  await mvc.add("first", "second");
  await expect.poll(() => codex.db.todo.count({ where: { text: "second" } })).toBe(1);
  expect(await codex.db.user.count()).toBe(users + 1);
  // The same todos as on the other page, for the same user.
  await page.goto("/");
  await expect(page.getByRole("checkbox", { name: "second" })).toBeVisible();
});

test("two tabs that begin at the same moment make one guest, and none loses a todo", async ({
  mvc,
  page,
  codex,
}) => {
  const tab = new TodoMvc(await page.context().newPage());
  await tab.page.goto("/todomvc/");
  const users = await codex.db.user.count();
  await mvc.input.fill("from one tab");
  await tab.input.fill("from the other");
  await Promise.all([mvc.input.press("Enter"), tab.input.press("Enter")]);
  await expect.poll(() => codex.db.todo.count({ where: { text: { startsWith: "from " } } })).toBe(2);
  expect(await codex.db.user.count()).toBe(users + 1);
  await page.reload();
  await expect(mvc.items).toHaveCount(2);
});

test("paints from localStorage before the network answers, and then shows what the server has", async ({
  mvc,
  page,
  codex,
}) => {
  await mvc.add("remembered");
  await expect.poll(() => codex.db.todo.count({ where: { text: "remembered" } })).toBe(1);
  await page.route("**/trpc/**", () => {});
  await page.reload();
  await mvc.shows("remembered");
  await page.unrouteAll();
  await codex.db.todo.updateMany({ where: { text: "remembered" }, data: { text: "changed elsewhere" } });
  await page.reload();
  await mvc.shows("changed elsewhere");
});

test("what is typed while the server is away survives a reload, and arrives once, in order", async ({
  mvc,
  page,
  codex,
}) => {
  await mvc.add("before");
  await expect.poll(() => codex.db.todo.count({ where: { text: "before" } })).toBe(1);
  await page.route("**/trpc/**", (route) => route.abort());
  await mvc.add("typed one", "typed two");
  await mvc.item(1).toggle.check();
  await expect(mvc.alert).toContainText("cannot be reached");
  await page.reload();
  await mvc.shows("before", "typed one", "typed two");
  await page.unrouteAll();
  await expect(mvc.alert).toBeHidden();
  await mvc.shows("before", "typed one", "typed two");
  const rows = await codex.db.todo.findMany({
    where: { text: { startsWith: "typed " } },
    orderBy: { text: "asc" },
    select: { text: true, completed: true },
  });
  expect(rows).toEqual([
    { text: "typed one", completed: true },
    { text: "typed two", completed: false },
  ]);
});

test("a todo whose answer was lost is there once after a reload", async ({ mvc, page, codex }) => {
  await page.route("**/trpc/todo.create*", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await mvc.add("answered in vain");
  await expect(mvc.alert).toBeVisible();
  await page.unrouteAll();
  await page.reload();
  await mvc.shows("answered in vain");
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual(["react-todos"]);
  expect(await codex.db.todo.count({ where: { text: "answered in vain" } })).toBe(1);
});

test("tells what the server refuses, and shows what it has", async ({ mvc, page, codex }) => {
  await mvc.add("stays");
  await mvc.add("x".repeat(2_001));
  await expect(mvc.alert).toContainText("2,000 characters");
  await mvc.shows("stays");
  await (await mvc.edit(0)).fill("y".repeat(2_001));
  await mvc.item(0).editor.press("Enter");
  await expect(mvc.alert).toContainText("yyy");
  await mvc.shows("stays");
  await page.route("**/trpc/todo.update*", (route) =>
    route.fulfill({ status: 500, contentType: "application/json", body: REFUSAL }),
  );
  await mvc.item(0).toggle.click();
  await expect(mvc.alert).toContainText("Something went wrong");
  await expect(mvc.item(0).toggle).not.toBeChecked();
  await page.unrouteAll();
  await mvc.item(0).toggle.check();
  await expect(mvc.alert).toBeHidden();
  await expect.poll(() => codex.db.todo.count({ where: { text: "stays", completed: true } })).toBe(1);

  let failures = 0;
  await page.route("**/trpc/**", (route) => route.abort());
  await mvc.add(`one ${"x".repeat(2_001)}`, "between", `two ${"x".repeat(2_001)}`);
  await expect(mvc.alert).toContainText("cannot be reached");
  await page.route("**/trpc/todo.create*", (route) => {
    failures += 1;
    return failures === 1
      ? route.fulfill({ status: 500, contentType: "application/json", body: REFUSAL })
      : route.continue();
  });
  // Not before: what is sent between the two would not be counted.
  await page.unroute("**/trpc/**");
  for (const text of ["one xxx", "two xxx"]) await expect(mvc.alert).toContainText(text);
  await expect(mvc.alert).not.toContainText("cannot be reached");
  await mvc.shows("stays", "between");
  expect(failures).toBe(4);
});

const REFUSAL = JSON.stringify({
  error: {
    code: -32603,
    message: "Something went wrong.",
    data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, path: "todo.update" },
  },
});

test("keeps what is done after the session has ended, and sends it when there is one again", async ({
  mvc,
  page,
  codex,
}) => {
  const read = page.waitForResponse(/\/trpc\/todo\.list/);
  await mvc.add("ended");
  await read;
  const session = await page.context().cookies();
  await page.context().clearCookies();
  const users = await codex.db.user.count();
  await mvc.item(0).toggle.check();
  await expect(mvc.alert).toContainText("You are signed out");
  await page.reload();
  await expect(mvc.item(0).toggle).toBeChecked();
  await expect(mvc.alert).toContainText("You are signed out");
  expect(await codex.db.user.count()).toBe(users);
  await page.context().addCookies(session);
  await expect(mvc.alert).toBeHidden();
  expect(await codex.db.todo.count({ where: { text: "ended", completed: true } })).toBe(1);
});

test("two tabs that cannot reach the server each show what they were given after a reload", async ({
  mvc,
  page,
  codex,
}) => {
  await mvc.add("both");
  await expect.poll(() => codex.db.todo.count({ where: { text: "both" } })).toBe(1);
  const tab = new TodoMvc(await page.context().newPage());
  await tab.page.goto("/todomvc/");
  await tab.shows("both");
  await page.context().route("**/trpc/**", (route) => route.abort());
  await mvc.add("in the first");
  await mvc.item(0).toggle.check();
  await tab.add("in the second");
  await page.reload();
  await expect(mvc.item(0).toggle).toBeChecked();
  await mvc.shows("both", "in the second", "in the first");
  await page.context().unrouteAll();
  await expect.poll(() => codex.db.todo.count({ where: { text: { startsWith: "in the " } } })).toBe(2);
});

test("makes nothing of what is broken in localStorage", async ({ mvc, page, codex }) => {
  await mvc.add("whole");
  await expect.poll(() => codex.db.todo.count({ where: { text: "whole" } })).toBe(1);
  await page.evaluate(() => {
    localStorage.setItem("react-todos", '[{"id":');
    localStorage.setItem("codex-unsent:1", "{");
    localStorage.setItem("codex-unsent:2", '{"commandId":"2","kind":"toString"}');
  });
  await page.reload();
  await mvc.shows("whole");
  await mvc.add("after");
  await mvc.shows("whole", "after");
});

for (const [what, missing] of [
  ["is full", "Storage.prototype.setItem = () => refuse()"],
  ["keeps nothing", "Object.defineProperty(window, 'localStorage', { get: () => refuse() })"],
] as const) {
  test(`works in a browser that ${what}`, async ({ mvc, page, codex }) => {
    const refuse = "const refuse = () => { throw new DOMException('No.', 'QuotaExceededError'); };";
    await page.addInitScript(`{ ${refuse} ${missing}; }`);
    await page.reload();
    await mvc.add(`one that ${what}`, `two that ${what}`);
    await mvc.item(0).toggle.check();
    await expect.poll(() => codex.db.todo.count({ where: { text: { endsWith: what } } })).toBe(2);
    await expect
      .poll(() => codex.db.todo.count({ where: { text: `one that ${what}`, completed: true } }))
      .toBe(1);
    await page.reload();
    await mvc.shows(`one that ${what}`, `two that ${what}`);
    await expect(mvc.item(0).toggle).toBeChecked();
  });
}

test("reads all pages, and takes bulk commands over all of them", async ({ mvc, page, codex }) => {
  await mvc.add("todo 0");
  await expect.poll(() => codex.db.todo.count({ where: { text: "todo 0" } })).toBe(1);
  const { listId } = await codex.db.todo.findFirstOrThrow({ where: { text: "todo 0" } });
  const data = Array.from({ length: 450 }, (_, index) => ({
    id: newId(),
    listId,
    text: `todo ${index + 1}`,
  }));
  await codex.db.todo.createMany({ data });
  await page.reload();
  await expect(mvc.count).toHaveText("451 items left");
  await mvc.toggleAll.check();
  await expect.poll(() => codex.db.todo.count({ where: { listId, completed: true } })).toBe(451);
  await mvc.clear.click();
  await expect(mvc.items).toHaveCount(0);
  await expect.poll(() => codex.db.todo.count({ where: { listId, deletedAt: null } })).toBe(0);
});

test("a server of one owner makes no guest", async ({ page }) => {
  const codex = await runCodex();
  await page.goto(`${codex.url}/todomvc`);
  const mvc = new TodoMvc(page);
  await mvc.add("the owner's");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  expect(await codex.db.user.count({ where: { isGuest: true } })).toBe(0);
  await page.reload();
  await mvc.shows("the owner's");
  await codex.stop();
});

test("it is an example of under 300 lines", () => {
  const files = readdirSync(join(TODOMVC, "src")).map((name) => join("src", name));
  const lines = [...files, "index.html"].map(
    (name) => readFileSync(join(TODOMVC, name), "utf8").split("\n").length - 1,
  );
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(300);
  expect(files.length).toBeGreaterThan(3);
});

test("its bundle is small and has no server code", () => {
  const dir = join(WEB_DIR, "todomvc/assets");
  const scripts = readdirSync(dir).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(0);
  const code = scripts.map((name) => readFileSync(join(dir, name), "utf8"));
  expect(code.map((text) => gzipSync(text).length).reduce((sum, size) => sum + size, 0)).toBeLessThan(80_000);
  expect(code.join()).not.toMatch(/@prisma|fastify|["']node:/);
});
