import { untilKeysAreHeard } from "../src/acting.js";
import { expect, isolated, test } from "../src/fixtures.js";
import { press } from "../src/keyboard.js";

test("shows in one browser what is typed in another", async ({ todos, secondBrowser }) => {
  const other = await secondBrowser();
  await expect(other.composer).toBeVisible();
  await todos.add("Milk");
  await other.shows("Milk");
  await other.checkbox("Milk").check();
  await expect(todos.checkbox("Milk")).toBeChecked();
  await other.addList("Camping");
  await expect(todos.list("Camping")).toBeVisible();
});

test("agrees after the network was cut", async ({ todos, secondBrowser, context }) => {
  await todos.add("Milk", "Bread");
  const other = await secondBrowser();
  await other.shows("Milk", "Bread");
  await context.setOffline(true);
  await todos.add("From the one that is offline");
  await todos.checkbox("Milk").check();
  await other.add("From the other");
  await other.shows("Milk", "Bread", "From the other");
  await context.setOffline(false);
  await other.shows("Milk", "Bread", "From the one that is offline", "From the other");
  await todos.shows("Milk", "Bread", "From the one that is offline", "From the other");
  await expect(other.checkbox("Milk")).toBeChecked();
});

test("takes back with Ctrl+Z, several steps, and brings again", async ({ todos, codex, page }) => {
  await todos.add("Milk");
  await untilKeysAreHeard(page);
  await todos.checkbox("Milk").check();
  await todos.item("Milk").getByText("Milk").dblclick();
  await page.getByRole("textbox", { name: "Edit todo" }).fill("Oat milk");
  await page.keyboard.press("Enter");
  await todos.shows("Oat milk");
  await page.keyboard.press("ControlOrMeta+z");
  await todos.shows("Milk");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(todos.checkbox("Milk")).not.toBeChecked();
  await page.keyboard.press("ControlOrMeta+z");
  await todos.shows();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await todos.shows("Milk");
  await page.keyboard.press("ControlOrMeta+y");
  await expect(todos.checkbox("Milk")).toBeChecked();
  await expect
    .poll(() => codex.db.todo.findFirst({ select: { text: true, completed: true, deletedAt: true } }))
    .toEqual({ text: "Milk", completed: true, deletedAt: null });
});

test("says who changed it when something cannot be taken back", async ({ todos, secondBrowser, page }) => {
  await todos.add("Milk");
  await untilKeysAreHeard(page);
  const other = await secondBrowser();
  await todos.checkbox("Milk").check();
  await expect(other.checkbox("Milk")).toBeChecked();
  await other.checkbox("Milk").uncheck();
  await expect(todos.checkbox("Milk")).not.toBeChecked();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByRole("alert")).toContainText("“Milk” was changed");
});

test("deletes, and restores from the message and from the trash", async ({ todos, codex, page }) => {
  await todos.add("Milk", "Bread");
  await todos.checkbox("Milk").focus();
  await page.keyboard.press("Delete");
  await todos.shows("Bread");
  await page.getByRole("button", { name: "Undo" }).click();
  await todos.shows("Milk", "Bread");
  await todos.checkbox("Bread").focus();
  await page.keyboard.press("Delete");
  await todos.shows("Milk");
  await page.getByRole("button", { name: "Trash" }).click();
  await page.getByRole("button", { name: "Restore Bread" }).click();
  await todos.shows("Milk", "Bread");
  await page.getByRole("button", { name: "Close" }).click();
  await todos.checkbox("Milk").focus();
  await page.keyboard.press("Delete");
  await todos.shows("Bread");
  await page.getByRole("button", { name: "Trash" }).click();
  const purge = page.getByRole("button", { name: "Delete for good: Milk" });
  const asked = page.getByRole("dialog", { name: `Delete “${isolated("Milk")}” for good?` });
  await purge.press("Enter");
  await expect(asked).toContainText("Nobody can bring it back.");
  await page.keyboard.press("Escape");
  await expect(asked).toHaveCount(0);
  await expect(purge).toBeFocused();
  expect(await codex.db.todo.count()).toBe(2);
  await page.keyboard.press("Enter");
  await press(page, asked.getByRole("button", { name: "Delete for good" }));
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Deleted" })).toBeFocused();
});

test("says in the trash that something cannot be restored any more", async ({ todos, codex, page }) => {
  await todos.add("Milk", "Bread");
  await todos.checkbox("Bread").press("Delete");
  await todos.shows("Milk");
  await page.getByRole("button", { name: "Trash" }).click();
  const trash = page.getByRole("dialog", { name: "Trash" });
  await expect(trash.getByRole("button", { name: "Restore Bread" })).toBeVisible();
  // Gone between the press and the server, as the trash would be read again without it.
  await page.route("**/trpc/sync.push**", async (route) => {
    await codex.db.todo.deleteMany({ where: { text: "Bread" } });
    await route.continue();
  });
  await trash.getByRole("button", { name: "Restore Bread" }).click();
  await expect(trash.getByRole("alert")).toContainText("There is no such todo");
  await page.keyboard.press("Escape");
  await todos.shows("Milk");
});

test("shows what is changed by hand in the database", async ({ todos, codex }) => {
  await todos.add("Milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await codex.db.$executeRaw`update todo set text = 'Written in psql'`;
  await todos.shows("Written in psql");
});

test("twenty tabs share one stream, and go on when the one that has it closes", async ({
  todos,
  context,
  page,
  codex,
}) => {
  let streams = 0;
  context.on("request", (request) => {
    if (request.url().includes("sync.live")) streams += 1;
  });
  await todos.add("Milk");
  const tabs = await Promise.all(Array.from({ length: 19 }, () => context.newPage()));
  for (const tab of tabs) await tab.goto("/");
  for (const tab of tabs) await expect(tab.getByRole("checkbox", { name: "Milk" })).toBeVisible();
  expect(streams).toBeLessThanOrEqual(1);
  const before = streams;
  await page.close();
  await codex.db.$executeRaw`update todo set text = 'Bread'`;
  for (const tab of tabs) await expect(tab.getByRole("checkbox", { name: "Bread" })).toBeVisible();
  expect(streams).toBe(before + 1);
});
