import { expect, TodoPage, test } from "../src/fixtures.js";

test("is friendly when there is nothing, and when nothing is left", async ({ todos, page }) => {
  await expect(todos.items).toHaveCount(0);
  await expect(page.getByText("Loading")).toHaveCount(0);
  await todos.add("only one");
  await todos.checkbox("only one").check();
  await todos.filter("Active").click();
  await expect(todos.items).toHaveCount(0);
  await expect(page.getByText(/done/i).first()).toBeVisible();
});

test("says that an address is none of its own", async ({ todos, page }) => {
  await page.goto("/no/such/page");
  await page
    .getByRole("link", { name: /todos|home/i })
    .first()
    .click();
  await expect(todos.composer).toBeVisible();
});

test("takes back what the server refuses, and says so until it is dismissed", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("stays");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.route("**/trpc/sync.push**", (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/json",
      body: refusal("INTERNAL_SERVER_ERROR", 500),
    }),
  );
  await todos.checkbox("stays").click();
  const alert = page.getByRole("alert");
  await expect(alert).toBeVisible();
  await expect(todos.checkbox("stays")).not.toBeChecked();
  await page.unroute("**/trpc/sync.push**");
  await alert.getByRole("button", { name: "Dismiss" }).click();
  await expect(alert).toBeHidden();
  await todos.checkbox("stays").check();
  await expect.poll(async () => (await codex.db.todo.findFirst())?.completed).toBe(true);
});

test("gives the text back when it cannot be added, and adds it on Retry", async ({ todos, codex, page }) => {
  await page.route("**/trpc/sync.push**", (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/json",
      body: refusal("INTERNAL_SERVER_ERROR", 500),
    }),
  );
  await todos.add("precious words");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("precious words");
  await expect(alert.getByRole("textbox")).toHaveCount(0);
  await expect(todos.items).toHaveCount(0);
  await page.unroute("**/trpc/sync.push**");
  await alert.getByRole("button", { name: "Retry" }).click();
  await todos.shows("precious words");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
});

test("goes on where it was when the connection is cut and comes back", async ({
  todos,
  codex,
  page,
  context,
}) => {
  await todos.add("before");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await context.setOffline(true);
  await expect(page.getByText(/offline/i).first()).toBeVisible();
  await todos.add("meanwhile");
  await todos.shows("before", "meanwhile");
  expect(await codex.db.todo.count()).toBe(1);
  await context.setOffline(false);
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  await todos.shows("before", "meanwhile");
});

test("loses nothing while the server is away: what waits is sent when it is back", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("before");
  // The server has it before the page knows.
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await codex.kill();
  await todos.add("while it is away");
  await todos.shows("before", "while it is away");
  await expect(page.getByText("The server cannot be reached.")).toBeVisible();
  await expect(page.getByText("1 change waiting")).toBeVisible();
  await codex.restart();
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  await todos.shows("before", "while it is away");
  await expect(page.getByText("The server cannot be reached.")).toBeHidden();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a short absence of the server goes unseen", async ({ todos, codex, page }) => {
  let refused = 0;
  await page.route("**/trpc/sync.push**", (route) => {
    refused++;
    return refused <= 2 ? route.abort("connectionrefused") : route.continue();
  });
  await todos.add("through");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await todos.shows("through");
  expect(refused).toBeGreaterThan(2);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("says that a change waits while sending it fails, though the server tells of others", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("before");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.route("**/trpc/sync.push**", (route) => route.abort("connectionrefused"));
  await todos.add("meanwhile");
  await expect(page.getByText("1 change waiting")).toBeVisible();
  await page.unroute("**/trpc/sync.push**");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(await codex.db.todo.count()).toBe(2);
});

test("does not add twice when the answer is lost", async ({ todos, codex, page }) => {
  let lost = 0;
  await page.route("**/trpc/sync.push**", async (route) => {
    if (lost > 0) return route.continue();
    lost++;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await todos.add("once");
  await expect.poll(() => lost).toBe(1);
  await todos.add("twice");
  await expect
    .poll(() => codex.db.todo.findMany({ select: { text: true }, orderBy: { text: "asc" } }))
    .toEqual([{ text: "once" }, { text: "twice" }]);
  await todos.shows("once", "twice");
});

test("offers to try again when the first load fails", async ({ todos, codex, browser }) => {
  await todos.add("there");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  const context = await browser.newContext({ baseURL: codex.url });
  const newcomer = new TodoPage(await context.newPage());
  const { page } = newcomer;
  // Not before it is pressed: the page asks again by itself, too, and would not wait for anybody.
  let pressed = false;
  await page.exposeFunction("press", () => {
    pressed = true;
  });
  await page.addInitScript(() =>
    document.addEventListener("click", () => Reflect.get(globalThis, "press")(), { capture: true }),
  );
  await page.route("**/trpc/**", (route) =>
    pressed
      ? route.continue()
      : route.fulfill({
          status: 500,
          contentType: "application/json",
          body: refusal("INTERNAL_SERVER_ERROR", 500),
        }),
  );
  await page.goto("/");
  await page.getByRole("button", { name: "Retry" }).click();
  await newcomer.shows("there");
  await context.close();
});

function refusal(code: string, httpStatus: number): string {
  const error = { error: { message: "The server says no.", code: -32603, data: { code, httpStatus } } };
  return JSON.stringify(error);
}
