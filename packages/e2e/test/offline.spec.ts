import { newId } from "@codex/core/id";
import { said } from "../src/acting.js";
import { cutOff, lookAt } from "../src/away.js";
import { closeDetails, openDetails } from "../src/details.js";
import { expect, isolated, TodoPage, test } from "../src/fixtures.js";
import { keptCommands } from "../src/kept.js";

test("keeps what was done offline through a reload, and sends it once", async ({
  todos,
  codex,
  page,
  context,
  secondBrowser,
}) => {
  await todos.add("Milk", "Bread");
  const other = await secondBrowser();
  await other.shows("Milk", "Bread");
  await context.setOffline(true);
  await todos.add("Butter");
  await todos.rewrite("Milk", "Oat milk");
  await todos.checkbox("Butter").press("Alt+Shift+ArrowUp");
  await todos.shows("Butter", "Oat milk", "Bread");
  await other.checkbox("Milk").check();
  const reconnect = await cutOff(context);
  await page.reload();
  await todos.shows("Butter", "Oat milk", "Bread");
  await reconnect();
  await other.shows("Butter", "Oat milk", "Bread");
  // Of two who changed different fields both win.
  await expect(other.checkbox("Oat milk")).toBeChecked();
  await expect(todos.checkbox("Oat milk")).toBeChecked();
  expect(await codex.db.todo.count()).toBe(3);
  await expect(page.getByText(/waiting|Saving/)).toHaveCount(0);
});

test("sends what another tab was given before it was closed", async ({ todos, codex, context }) => {
  await todos.add("Milk");
  const tab = await context.newPage();
  await tab.goto("/");
  await expect(tab.getByRole("checkbox", { name: "Milk" })).toBeVisible();
  await context.setOffline(true);
  await tab.getByRole("textbox", { name: "New todo" }).fill("From the closed tab");
  await tab.keyboard.press("Enter");
  await expect(tab.getByRole("checkbox", { name: "From the closed tab" })).toBeVisible();
  await todos.add("From the open tab");
  await expect(todos.checkbox("From the open tab")).toBeVisible();
  await tab.close();
  await context.setOffline(false);
  await todos.shows("Milk", "From the closed tab", "From the open tab");
  await expect.poll(() => codex.db.todo.count()).toBe(3);
});

test("keeps the text of what is refused, through a reload too", async ({
  todos,
  codex,
  page,
  context,
  secondBrowser,
}) => {
  await todos.add("Milk", "Bread");
  const other = await secondBrowser();
  await other.shows("Milk", "Bread");
  await context.setOffline(true);
  await todos.rewrite("Milk", "Milk, two bottles");
  await other.checkbox("Milk").press("Delete");
  await other.shows("Bread");
  await expect.poll(() => codex.db.todo.count({ where: { deletedAt: { not: null } } })).toBe(1);
  await context.setOffline(false);
  const notice = page.getByRole("alert");
  await expect(notice).toContainText(`Could not save “${isolated("Milk, two bottles")}”`);
  await todos.shows("Bread");
  await page.reload();
  await expect(notice).toContainText(`Could not save “${isolated("Milk, two bottles")}”`);
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(todos.composer).toHaveValue("Milk, two bottles");
  await expect.poll(() => keptCommands(todos)).toBe(0);
  await page.reload();
  await todos.shows("Bread");
  await expect(notice).toHaveCount(0);
});

test("keeps the notes of what is refused, to be copied, and says what it was", {
  tag: "@screens",
}, async ({ todos, codex, page, context, secondBrowser, look }) => {
  await todos.add("Milk", "Bread", "Eggs");
  const other = await secondBrowser();
  await other.shows("Milk", "Bread", "Eggs");
  const dialog = await openDetails(todos, "Milk");
  await dialog.getByRole("button", { name: "Add notes" }).click();
  await dialog.getByRole("textbox", { name: "Notes" }).fill("Two bottles,\nfrom the farm");
  await context.setOffline(true);
  await page.keyboard.press("ControlOrMeta+Enter");
  await closeDetails(todos);
  const deleted = () => codex.db.todo.count({ where: { deletedAt: { not: null } } });
  await other.checkbox("Milk").press("Delete");
  await expect.poll(deleted).toBe(1);
  await context.setOffline(false);
  const notice = page.getByRole("alert");
  await expect(notice).toContainText("Could not change");
  await page.reload();
  await expect(notice.getByRole("textbox", { name: "What you wrote" })).toHaveValue(
    "Two bottles,\nfrom the farm",
  );
  await context.setOffline(true);
  await todos.rewrite("Bread", "Rye bread");
  await other.checkbox("Bread").press("Delete");
  await expect.poll(deleted).toBe(2);
  await context.setOffline(false);
  await expect(notice).toContainText(`Could not save “${isolated("Rye bread")}”`);
  await look(page, "several-refused");
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await todos.shows("Eggs");
  await expect(todos.composer).toHaveValue("Rye bread");
  expect(await codex.db.todo.count({ where: { notes: { not: null } } })).toBe(0);
});

test("gives back the text of what is refused also where the rows that are kept come late", async ({
  todos,
  page,
  context,
  secondBrowser,
}) => {
  await todos.add("Milk", "Bread");
  const other = await secondBrowser();
  await other.shows("Milk", "Bread");
  await context.setOffline(true);
  await todos.rewrite("Milk", "Oat milk");
  await other.checkbox("Milk").press("Delete");
  await other.shows("Bread");
  await context.setOffline(false);
  const notice = page.getByRole("alert");
  await expect(notice).toContainText(`Could not save “${isolated("Oat milk")}”`);
  const slow = await context.newPage();
  await slow.goto("/favicon.svg");
  await slow.evaluate(holdRows);
  await page.reload();
  await lookAt(todos);
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(todos.composer).toHaveValue("Oat milk");
  await todos.shows("Bread");
});

test("says where the text of what is refused went, on a page that has several lists", async ({
  todos,
  page,
  context,
  secondBrowser,
}) => {
  await todos.add("Milk", "Bread");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.goto("/all");
  const other = await secondBrowser();
  await other.shows("Milk", "Bread");
  await context.setOffline(true);
  await todos.rewrite("Milk", "Oat milk");
  await other.checkbox("Milk").press("Delete");
  await other.shows("Bread");
  await context.setOffline(false);
  await page.getByRole("alert").getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByRole("region", { name: "Message" })).toContainText("is back above");
  await page.getByRole("link", { name: "Inbox" }).click();
  await expect(todos.composer).toHaveValue("Oat milk");
});

test("says so on both devices when one's own edits of a text met", async ({
  todos,
  codex,
  context,
  secondBrowser,
}) => {
  await todos.add("Milk");
  const other = await secondBrowser();
  await other.shows("Milk");
  await context.setOffline(true);
  await todos.rewrite("Milk", "Oat milk");
  await other.rewrite("Milk", "Milk and bread");
  await expect.poll(() => codex.db.todo.count({ where: { text: "Milk and bread" } })).toBe(1);
  await context.setOffline(false);
  for (const device of [todos, other]) {
    await expect(device.replaced).toContainText(
      `You wrote “${isolated("Oat milk")}” over another version of yours`,
    );
    await expect(device.replaced).toContainText("Milk and bread");
  }
});

test("works online in a browser that keeps nothing, and says so", async ({ todos, codex, page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "indexedDB"));
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });
  await page.reload();
  await expect(page.getByRole("region", { name: "Message" })).toContainText("This browser keeps nothing");
  await todos.add("Milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await page.reload();
  await todos.shows("Milk");
});

test("works online in a browser that is full, and says so", async ({ codex, browser }) => {
  // A browser that has kept nothing yet: for a while it goes by what it once found to be free.
  const context = await browser.newContext({ baseURL: codex.url });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: codex.url, quotaSize: 1 });
  // It says so for a few seconds, perhaps while something is still being typed.
  const told = expect(said(page)).toContainText("This browser keeps nothing", { timeout: 120_000 });
  await page.goto("/");
  const text = `${newId()} ${"a".repeat(1_900)}`;
  await new TodoPage(page).add(text);
  await told;
  await expect.poll(() => codex.db.todo.count({ where: { text } })).toBe(1);
  await context.close();
});

for (const version of [1, 2]) {
  test(`sends what release ${version} of what is kept had not sent, in its order`, async ({
    codex,
    browser,
  }) => {
    const context = await browser.newContext({ baseURL: codex.url });
    const page = await context.newPage();
    await page.goto("/health/live");
    const [id, text] = [newId(), `Kept by an earlier release ${newId()}`];
    const [create, update] = [newId(), newId()];
    const commands = [
      { kind: "todo.update", commandId: update, ids: [id], set: { text } },
      { kind: "todo.create", commandId: create, todos: [{ id, text: "Not this one" }] },
    ];
    const kept = commands.map((command, index) => ({
      commandId: command.commandId,
      given: { command, now: new Date().toISOString(), known: [] },
      writer: undefined,
      at: Date.now() - index,
    }));
    await page.evaluate(
      ({ version, kept }) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open("codex", version);
          opening.onerror = () => reject(opening.error);
          opening.onupgradeneeded = () => {
            const db = opening.result;
            db.createObjectStore("logs", { keyPath: "log" });
            db.createObjectStore("rows", { keyPath: ["log", "table", "id"] });
            const store = db.createObjectStore("commands", { keyPath: "commandId" });
            for (const command of kept) store.put(command);
            db.createObjectStore("user");
            if (version > 1) db.createObjectStore("overwritten", { keyPath: ["listId", "rev"] });
          };
          opening.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        }),
      { version, kept },
    );
    await page.goto("/");
    await expect(page.getByRole("checkbox", { name: text })).toBeVisible();
    await expect.poll(() => codex.db.todo.count({ where: { text } })).toBe(1);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await context.close();
  });
}

test("keeps what was done right before a reload", async ({ todos, page }) => {
  await todos.add("first");
  await expect(page.getByText("Saved")).toBeVisible();
  // Nothing gets to the server: what is there after a reload was kept here.
  await page.route("**/trpc/**", (route) => route.abort());
  const added = Array.from({ length: 8 }, (_, index) => `added ${index}`);
  for (const text of added) {
    await todos.add(text);
    await page.reload();
    // What was kept has been read: before it is, what is added cannot be kept either.
    await expect(todos.checkbox(text)).toBeVisible();
  }
  await todos.shows("first", ...added);
  for (const isDone of [true, false, true, false, true]) {
    await todos.checkbox("first").setChecked(isDone);
    await page.reload();
    await todos.shows("first", ...added);
    await expect(todos.checkbox("first")).toBeChecked({ checked: isDone });
  }
});

/** Keeps the rows that this browser has from whoever reads them, for as long as the tab is open. */
async function holdRows(): Promise<void> {
  const request = indexedDB.open("codex");
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const rows = request.result.transaction("rows", "readwrite").objectStore("rows");
  const hold = () => {
    rows.count().onsuccess = hold;
  };
  hold();
}
