import { createLog } from "@codex/api/log";
import { createOperator } from "@codex/api/operator";
import { ACCOUNTS, expect, isolated, PASSWORD, test } from "../src/fixtures.js";

test.use({ settings: ACCOUNTS });

const ANNA = "anna@example.org";

test("looking makes no guest; the first todo does, and it is all one needs", async ({
  todos,
  page,
  codex,
}) => {
  await expect(page.getByText("A blank page")).toBeVisible();
  await expect(page.getByText("Todos you added in another browser?")).toBeVisible();
  await todos.page.reload();
  await expect(todos.composer).toBeFocused();
  expect(await codex.db.user.count({ where: { isGuest: true, todos: { some: {} } } })).toBe(0);
  const before = await codex.db.user.count();
  await todos.add("Buy milk", "Water the plants");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  expect(await codex.db.user.count()).toBe(before + 1);
  await expect(page.getByText("This list lives in this browser until you")).toBeVisible();
  await page.reload();
  await todos.shows("Buy milk", "Water the plants");
});

test("the first todos stay in sight while the guest is made whose they are", async ({ todos, page }) => {
  const seen = await page.evaluateHandle(() => {
    const seen = { rows: 0, gone: 0 };
    new MutationObserver(() => {
      const rows = document.querySelectorAll("main li[data-id]").length;
      if (rows < seen.rows) seen.gone += 1;
      seen.rows = rows;
    }).observe(document.body, { childList: true, subtree: true });
    return seen;
  });
  await todos.add("Milk", "Bread");
  await expect(page.getByText("Saved")).toBeVisible();
  await todos.shows("Milk", "Bread");
  expect(await seen.jsonValue()).toEqual({ rows: 2, gone: 0 });
});

test("a guest claims the list, and finds it in a second browser", async ({ todos, codex, secondBrowser }) => {
  await todos.add("Buy milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  const guest = await codex.db.user.findFirstOrThrow({ where: { todos: { some: {} } } });
  await todos.claim(ANNA);
  await todos.shows("Buy milk");
  expect(await codex.db.user.findUniqueOrThrow({ where: { id: guest.id } })).toMatchObject({
    email: ANNA,
    isGuest: false,
  });
  const second = await secondBrowser();
  await second.signIn(ANNA);
  await second.shows("Buy milk");
  await second.checkbox("Buy milk").click();
  await expect.poll(async () => (await codex.db.todo.findFirst())?.completed).toBe(true);
});

test("a guest who signs in brings along what was written, nothing twice", async ({
  todos,
  codex,
  secondBrowser,
}) => {
  await todos.add("Buy milk");
  await todos.claim(ANNA);
  const second = await secondBrowser();
  await second.add("Call grandma");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  await second.page.goto("/sign-in");
  await expect(second.page.getByText("What you have written in this browser comes along.")).toBeVisible();
  await second.signIn(ANNA);
  await second.shows("Buy milk", "Call grandma");
  await todos.page.reload();
  await todos.shows("Buy milk", "Call grandma");
  expect(await codex.db.todo.count()).toBe(2);
});

test("says what is wrong with a password, at its field, and claims nothing", async ({
  todos,
  page,
  codex,
}) => {
  await todos.add("Buy milk");
  await page.goto("/claim");
  await page.getByLabel("E-mail").fill(ANNA);
  const password = page.getByLabel("Password", { exact: true });
  for (const [typed, problem] of [
    ["short", "This must have at least 10 characters."],
    ["password123", "This is one of the first that would be tried: choose another."],
  ] as const) {
    await password.fill(typed);
    await password.press("Enter");
    await expect(page.getByText(problem)).toBeVisible();
    await expect(password).toBeFocused();
    await expect(password).toHaveAttribute("aria-invalid", "true");
  }
  expect(await codex.db.user.count({ where: { email: ANNA } })).toBe(0);
});

test("signing out warns a guest that the list goes, and takes it only then", async ({
  todos,
  page,
  codex,
}) => {
  await todos.add("Buy milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await page.getByRole("link", { name: "Account of Guest" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await codex.db.todo.count()).toBe(1);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("Without e-mail and password nobody can ever come back")).toBeVisible();
  await page.getByRole("button", { name: "Sign out and delete" }).click();
  await expect(page.getByText("A blank page")).toBeVisible();
  expect(await codex.db.todo.count()).toBe(0);
  await todos.add("A new beginning");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
});

test("a session that ended keeps what is written, makes no guest, and sends it once its user is back", async ({
  todos,
  page,
  codex,
}) => {
  await todos.add("Buy milk");
  await todos.claim(ANNA);
  await todos.shows("Buy milk");
  await codex.db.session.deleteMany();
  const users = await codex.db.user.count();
  await todos.add("Call grandma");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await expect(todos.checkbox("Call grandma")).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).first().click();
  await page.getByLabel("E-mail").fill(ANNA);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await todos.shows("Buy milk", "Call grandma");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  expect(await codex.db.user.count()).toBe(users);
});

test("what one user wrote is not sent as another who signs in", async ({
  todos,
  page,
  codex,
  secondBrowser,
}) => {
  await todos.add("Buy milk");
  await todos.claim(ANNA);
  const second = await secondBrowser();
  await second.add("Ben's own");
  await second.claim("ben@example.org");
  await codex.db.session.deleteMany({ where: { user: { email: ANNA } } });
  await todos.add("Anna's secret");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  const shown = () => page.evaluate(() => localStorage.getItem("react-todos"));
  await page.evaluate(() => localStorage.setItem("react-todos", "[]"));
  await page.getByRole("link", { name: "Sign in" }).first().click();
  await page.getByLabel("E-mail").fill("ben@example.org");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(`Could not add “${isolated("Anna's secret")}”`)).toBeVisible();
  await todos.shows("Ben's own");
  expect(await shown()).toBeNull();
  expect(await codex.db.todo.count({ where: { text: "Anna's secret" } })).toBe(0);
  await page.getByRole("alert").getByRole("button", { name: "Dismiss" }).click();
  await expect(todos.composer).toHaveValue("Anna's secret");
});

test("a visitor who is offline becomes a guest once back, and everything is sent in order", async ({
  todos,
  page,
  codex,
}) => {
  await expect(page.getByText("A blank page")).toBeVisible();
  const before = await codex.db.user.count();
  await page.context().setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await todos.add("first", "second");
  await todos.shows("first", "second");
  expect(await codex.db.user.count()).toBe(before);
  await page.context().setOffline(false);
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  expect(await codex.db.user.count()).toBe(before + 1);
  await todos.shows("first", "second");
});

test("signing out asks before it drops what was not sent", async ({ todos, page, codex }) => {
  await todos.add("Buy milk");
  await todos.claim(ANNA);
  await page.route("**/trpc/sync.push*", (route) => route.abort());
  await todos.add("never arrives");
  await page.getByRole("link", { name: /^Account of/ }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("One change was not sent yet, and would be lost.")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
  expect(await codex.db.session.count({ where: { user: { email: ANNA } } })).toBe(1);
});

test("a link from whoever runs the server sets a new password", async ({ todos, page, codex }) => {
  await todos.add("Buy milk");
  await todos.claim(ANNA);
  const operator = createOperator(codex.db, codex.url, createLog("silent"));
  await page.goto(await operator.resetPassword(ANNA));
  await page.getByLabel("New password", { exact: true }).fill("a brand new password");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "The new password is set" })).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).last().click();
  await page.getByLabel("E-mail").fill(ANNA);
  await page.getByLabel("Password", { exact: true }).fill("a brand new password");
  await page.keyboard.press("Enter");
  await todos.shows("Buy milk");
  await page.goto("/reset-password#made-up");
  await page.getByLabel("New password", { exact: true }).fill("a brand new password");
  await page.keyboard.press("Enter");
  await expect(page.getByText("There is no such link (any more).")).toBeVisible();
});

test("other tabs follow when one signs out", async ({ todos, page, codex }) => {
  await todos.add("Buy milk");
  await todos.claim(ANNA);
  const tab = await page.context().newPage();
  await tab.goto("/");
  await expect(tab.getByRole("checkbox", { name: "Buy milk" })).toBeVisible();
  await page.getByRole("link", { name: /^Account of/ }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(tab.getByText("A blank page")).toBeVisible();
  await expect(tab.getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
  expect(await codex.db.todo.count()).toBe(1);
});

test("two tabs that begin at the same moment make one guest", async ({ todos, page, codex }) => {
  const tab = await page.context().newPage();
  await tab.goto("/");
  const before = await codex.db.user.count();
  const other = tab.getByRole("textbox", { name: "New todo" });
  await todos.composer.fill("from one");
  await other.fill("from the other");
  await Promise.all([todos.composer.press("Enter"), other.press("Enter")]);
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  expect(await codex.db.user.count()).toBe(before + 1);
});
