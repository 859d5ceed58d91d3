import { cutOff, lookAt } from "../src/away.js";
import { expect, test } from "../src/fixtures.js";
import { openTab } from "../src/releases.js";

test("what is given offline in one tab after another is sent in that order, whatever the clock says", async ({
  todos,
  codex,
  page,
  context,
}) => {
  await todos.add("Bread");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  const other = await openTab(context);
  await other.shows("Bread");
  await context.setOffline(true);
  await todos.add("Milk");
  await other.page.clock.setFixedTime(Date.now() - 3_600_000);
  await lookAt(other);
  await other.rewrite("Milk", "Oat milk");
  await lookAt(todos);
  await todos.shows("Bread", "Oat milk");
  await other.page.close();
  await todos.checkbox("Oat milk").check();
  const reconnect = await cutOff(context);
  await page.reload();
  await todos.shows("Bread", "Oat milk");
  await expect(todos.checkbox("Oat milk")).toBeChecked();
  await reconnect();
  await expect.poll(() => codex.db.todo.count({ where: { text: "Oat milk", completed: true } })).toBe(1);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});
