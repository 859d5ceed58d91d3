import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../src/fixtures.js";

test("everything works with the keyboard alone", async ({ todos, codex, page }) => {
  const { keyboard } = page;
  for (const text of ["first", "second", "third"]) {
    await keyboard.type(text);
    await keyboard.press("Enter");
  }
  await todos.shows("first", "second", "third");

  await page.getByRole("list", { name: "Todos" }).getByRole("checkbox").first().focus();
  await keyboard.press("Space");
  await expect(todos.checkbox("first")).toBeChecked();
  await keyboard.press("ArrowDown");
  await keyboard.press("F2");
  await expect(page.getByRole("textbox", { name: "Edit todo" })).toBeFocused();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("never kept");
  await keyboard.press("Escape");
  await todos.shows("first", "second", "third");
  await keyboard.press("F2");
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("edited");
  await keyboard.press("Enter");
  await todos.shows("first", "edited", "third");
  await keyboard.press("Delete");
  await todos.shows("first", "third");
  await keyboard.press("n");
  await expect(todos.composer).toBeFocused();
  await keyboard.type("fourth");
  await keyboard.press("Enter");
  await todos.shows("first", "third", "fourth");
  await expect
    .poll(() =>
      codex.db.todo.findMany({
        where: { deletedAt: null },
        select: { text: true, completed: true },
        orderBy: { createdAt: "asc" },
      }),
    )
    .toEqual([
      { text: "first", completed: true },
      { text: "third", completed: false },
      { text: "fourth", completed: false },
    ]);
});

test("does not take the Enter that ends a composition for the end of the text", async ({ todos, page }) => {
  await todos.composer.focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "買い", selectionStart: 2, selectionEnd: 2 });
  await session.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Enter",
    windowsVirtualKeyCode: 229,
  });
  await session.send("Input.insertText", { text: "買い物" });
  await expect(todos.items).toHaveCount(0);
  await expect(todos.composer).toHaveValue("買い物");
  await todos.composer.press("Enter");
  await todos.shows("買い物");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`has no accessibility fault that can be found by machine, ${colorScheme}`, async ({ todos, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const faults = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    expect(await faults()).toEqual([]);
    await todos.add("open", "done");
    await todos.checkbox("done").check();
    await expect(page.getByText("1 left")).toBeVisible();
    expect(await faults()).toEqual([]);
  });
}
