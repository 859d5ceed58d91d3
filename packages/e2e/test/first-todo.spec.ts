import { cutOff } from "../src/away.js";
import { ACCOUNTS, expect, test } from "../src/fixtures.js";
import { keptCommands } from "../src/kept.js";

test.use({ settings: ACCOUNTS });

test("a visitor's first todo waits for a server that is away, and the browser is asked once to keep it", async ({
  todos,
  codex,
  page,
  context,
}) => {
  const asked: string[] = [];
  await page.exposeFunction("persistWasAsked", () => asked.push(page.url()));
  await page.addInitScript(() => {
    const { persist } = StorageManager.prototype;
    StorageManager.prototype.persist = function () {
      Reflect.get(globalThis, "persistWasAsked")();
      return persist.call(this);
    };
  });
  const reconnect = await cutOff(context);
  await page.reload();
  await expect(todos.composer).toBeVisible();
  expect(asked).toHaveLength(0);
  await todos.add("Milk");
  await expect.poll(() => asked.length).toBe(1);
  await expect(page.getByText("1 change waiting")).toBeVisible();
  await expect.poll(() => keptCommands(todos)).toBe(1);
  await page.reload();
  await todos.add("Bread");
  await expect(page.getByText("2 changes waiting")).toBeVisible();
  await reconnect();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await todos.shows("Milk", "Bread");
  expect(await codex.db.todo.count()).toBe(2);
  expect(asked).toHaveLength(1);
});
