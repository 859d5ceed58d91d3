import { untilKeysAreHeard } from "../src/acting.js";
import { expect, isolated, test } from "../src/fixtures.js";

test("an older page leaves alone what a newer server's rows have besides", async ({ todos, codex, page }) => {
  await codex.db.$executeRawUnsafe("alter table todo add column effort int");
  await todos.add("Milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await codex.db.$executeRawUnsafe("update todo set effort = 1");
  // From here on it is among the rows that the page keeps.
  await page.reload();
  await untilKeysAreHeard(page);
  await todos.rewrite("Milk", "Oat milk");
  await todos.checkbox("Oat milk").check();
  await todos.checkbox("Oat milk").press("Delete");
  await todos.shows();
  await page.keyboard.press("ControlOrMeta+z");
  await todos.shows("Oat milk");
  await expect
    .poll(() => codex.db.$queryRawUnsafe("select text, completed, effort, deleted_at from todo"))
    .toEqual([{ text: "Oat milk", completed: true, effort: 1, deleted_at: null }]);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await codex.db.$executeRawUnsafe("alter table todo drop column effort");
});

test("what an older server does not understand is refused by itself, and its text is kept", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("Milk", "Bread");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  // As a newer page would send it.
  await page.route("**/trpc/sync.push**", (route) => {
    const { commands }: { commands: { set?: { text?: string } }[] } = route.request().postDataJSON();
    const newer = commands.map((command) =>
      command.set?.text ? { ...command, set: { ...command.set, effort: 1 } } : command,
    );
    return route.continue({ postData: JSON.stringify({ commands: newer }) });
  });
  // Not `rewrite`, which waits for what is refused at once.
  await todos.checkbox("Milk").press("F2");
  await page.getByRole("textbox", { name: "Edit todo" }).fill("Oat milk");
  await page.keyboard.press("Enter");
  await todos.checkbox("Bread").check();
  const notice = page.getByRole("alert");
  await expect(notice).toContainText(`Could not save “${isolated("Oat milk")}”`);
  await todos.shows("Milk", "Bread");
  await expect.poll(() => codex.db.todo.count({ where: { text: "Bread", completed: true } })).toBe(1);
  await page.reload();
  await expect(notice).toContainText(`Could not save “${isolated("Oat milk")}”`);
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(todos.composer).toHaveValue("Oat milk");
  expect(await codex.db.todo.count({ where: { text: "Milk" } })).toBe(1);
});
