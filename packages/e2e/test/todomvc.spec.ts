import { ACCOUNTS } from "../src/fixtures.js";
import { DOORS, expect, test } from "../src/todomvc.js";

test.use({ settings: ACCOUNTS });

const THREE = ["buy some cheese", "feed the cat", "book a doctors appointment"] as const;

for (const door of DOORS) {
  test.describe(`at ${door}`, () => {
    test.use({ door });

    test("no todos: main and footer are hidden, and the field has the focus", async ({ mvc, page }) => {
      await expect(page.getByRole("heading", { name: "todos", exact: true })).toBeVisible();
      await expect(mvc.input).toBeFocused();
      await expect(page.locator(".main")).toBeHidden();
      await expect(page.locator(".footer")).toBeHidden();
      await expect(page.getByRole("list")).toHaveCount(0);
    });

    test("new todo: Enter appends it, trimmed, and clears the field; nothing makes none", async ({
      mvc,
      page,
    }) => {
      await mvc.add("   buy some cheese  ", "   ", "", "feed the cat");
      await mvc.shows("buy some cheese", "feed the cat");
      await expect(mvc.input).toHaveValue("");
      await expect(page.locator(".main")).toBeVisible();
      await expect(page.locator(".footer")).toBeVisible();
      await expect(page.locator("ul, ol")).toHaveCount(2);
    });

    test("mark all as complete: checks and clears all, and follows the single ones", async ({ mvc }) => {
      await mvc.add(...THREE);
      await mvc.toggleAll.check();
      await expect(mvc.items).toHaveClass(["completed", "completed", "completed"]);
      await mvc.item(0).toggle.uncheck();
      await expect(mvc.toggleAll).not.toBeChecked();
      await mvc.item(0).toggle.check();
      await expect(mvc.toggleAll).toBeChecked();
      await mvc.toggleAll.uncheck();
      await expect(mvc.items).toHaveClass(["", "", ""]);
      await mvc.toggleAll.check();
      await mvc.clear.click();
      await mvc.add("another");
      await expect(mvc.toggleAll).not.toBeChecked();
    });

    test("item: the checkbox marks it, the button deletes it", async ({ mvc, page }) => {
      await mvc.add(...THREE);
      const { row, toggle, destroy } = mvc.item(0);
      await toggle.check();
      await expect(row).toHaveClass("completed");
      await toggle.uncheck();
      await expect(row).toHaveClass("");
      await page.mouse.move(0, 0);
      await expect(destroy).toBeHidden();
      await row.hover();
      await expect(destroy).toBeVisible();
      await destroy.click();
      await mvc.shows(THREE[1], THREE[2]);
      await mvc.item(0).toggle.focus();
      await page.mouse.move(0, 0);
      await page.keyboard.press("Tab");
      await expect(mvc.item(0).destroy).toBeFocused();
      await expect(mvc.item(0).destroy).toBeVisible();
      await page.keyboard.press("Enter");
      await mvc.shows(THREE[2]);
    });

    test("editing: hides the other controls, saves on Enter, trimmed", async ({ mvc }) => {
      await mvc.add(...THREE);
      const editor = await mvc.edit(1);
      const { row, title, toggle, destroy } = mvc.item(1);
      await expect(row).toHaveClass("editing");
      await expect(editor).toHaveValue(THREE[1]);
      for (const control of [title, toggle, destroy]) await expect(control).toBeHidden();
      await editor.fill("   buy some sausages  ");
      await editor.press("Enter");
      await expect(row).toHaveClass("");
      await mvc.shows(THREE[0], "buy some sausages", THREE[2]);
    });

    test("editing: saves on blur, cancels on Escape, removes what is empty", async ({ mvc }) => {
      await mvc.add(...THREE);
      await (await mvc.edit(1)).fill("saved on blur");
      await mvc.input.focus();
      await mvc.shows(THREE[0], "saved on blur", THREE[2]);
      await (await mvc.edit(1)).fill("saved on the event");
      await mvc.item(1).editor.dispatchEvent("blur");
      await mvc.shows(THREE[0], "saved on the event", THREE[2]);
      const cancelled = await mvc.edit(1);
      await cancelled.fill("never");
      await cancelled.press("Escape");
      await expect(cancelled).toBeHidden();
      await mvc.shows(THREE[0], "saved on the event", THREE[2]);
      const emptied = await mvc.edit(1);
      await emptied.fill("   ");
      await emptied.press("Enter");
      await mvc.shows(THREE[0], THREE[2]);
    });

    test("counter: the number is strong, and the word agrees with it", async ({ mvc }) => {
      await mvc.add(THREE[0]);
      await expect(mvc.count).toHaveText("1 item left");
      await expect(mvc.count.locator("strong")).toHaveText("1");
      await mvc.add(THREE[1]);
      await expect(mvc.count).toHaveText("2 items left");
      await mvc.toggleAll.check();
      await expect(mvc.count).toHaveText("0 items left");
    });

    test("clear completed: is there while there are some, and removes them", async ({ mvc, page }) => {
      await mvc.add(...THREE);
      await expect(mvc.clear).toBeHidden();
      await mvc.item(1).toggle.check();
      await mvc.clear.click();
      await mvc.shows(THREE[0], THREE[2]);
      await expect(mvc.clear).toBeHidden();
      await mvc.toggleAll.check();
      await mvc.clear.click();
      await expect(page.locator(".main")).toBeHidden();
    });

    test("routing: the hash filters, is marked, and goes back", async ({ mvc, page }) => {
      await mvc.add(...THREE);
      await mvc.item(1).toggle.check();
      await expect(mvc.filter("All")).toHaveClass("selected");
      await mvc.filter("Active").click();
      await expect(page).toHaveURL(/\/todomvc\/#\/active$/);
      await mvc.shows(THREE[0], THREE[2]);
      await mvc.item(0).toggle.click();
      await mvc.shows(THREE[2]);
      await mvc.filter("Completed").click();
      await expect(page).toHaveURL(/#\/completed$/);
      await mvc.shows(THREE[0], THREE[1]);
      await expect(mvc.filter("Completed")).toHaveClass("selected");
      await expect(page.locator(".filters a.selected")).toHaveCount(1);
      await page.goBack();
      await mvc.shows(THREE[2]);
      await page.reload();
      await mvc.shows(THREE[2]);
      await mvc.filter("All").click();
      await mvc.shows(...THREE);
    });

    test("persistence: todos survive a reload, editing does not, and localStorage mirrors them", async ({
      mvc,
      page,
      codex,
    }) => {
      await mvc.add(...THREE);
      await mvc.item(1).toggle.check();
      await mvc.edit(0);
      await expect
        .poll(() => codex.db.todo.count({ where: { text: THREE[1], completed: true } }))
        .toBeGreaterThan(0);
      await page.reload();
      await mvc.shows(...THREE);
      await expect(mvc.items).toHaveClass(["", "completed", ""]);
      const mirrored = THREE.map((title, index) => ({ title, completed: index === 1 }));
      await expect.poll(() => mvc.mirror()).toEqual(mirrored);
    });
  });
}

test("nothing keeps anybody from using it", { tag: "@screens" }, async ({ mvc, page, look }) => {
  // It is what its specification says, which knows neither dark looks nor other directions.
  const as = { looks: ["light"], readings: [{ fontSize: "200%", dir: "ltr" }] } as const;
  const lookAt = (state: string) => look(page, `todomvc-${state}`, as);
  await lookAt("empty");
  await mvc.add(...THREE);
  await mvc.item(1).toggle.check();
  await mvc.item(0).toggle.focus();
  await page.keyboard.press("Tab");
  await expect(mvc.item(0).destroy).toBeVisible();
  await lookAt("todos");
  await mvc.edit(0);
  await lookAt("editing");
  await page.keyboard.press("Escape");
  await page.context().setOffline(true);
  await mvc.add("Written in a tunnel");
  await expect(mvc.alert).toBeVisible();
  await lookAt("alert");
});
