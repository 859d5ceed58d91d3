import { closeDetails, openDetails } from "../src/details.js";
import { ACCOUNTS, expect, isolated, type TodoPage, test } from "../src/fixtures.js";
import type { RunningCodex } from "../src/server.js";
import { share } from "../src/share.js";

test.use({ settings: ACCOUNTS });

/** The editor writes offline what meets what the owner writes, and comes back. */
async function meet(owner: TodoPage, editor: TodoPage, { db }: RunningCodex): Promise<void> {
  const network = editor.page.context();
  await network.setOffline(true);
  await editor.rewrite("Bread", "Rye bread");
  await owner.rewrite("Bread", "Bread and butter");
  await expect.poll(() => db.todo.count({ where: { text: "Bread and butter" } })).toBe(1);
  await network.setOffline(false);
  await editor.shows("Rye bread", "Eggs");
  await owner.shows("Rye bread", "Eggs");
}

test("of two edits of a text the later one stands, both are told, and one key brings the other back", {
  tag: "@screens",
}, async ({ todos, codex, page, secondBrowser, look }) => {
  const editor = await share(todos, secondBrowser, "edit");
  await meet(todos, editor, codex);
  await expect(editor.replaced).toContainText(
    `You replaced ${isolated("Guest")}’s version of “${isolated("Rye bread")}”`,
  );
  await expect(editor.replaced).toContainText("Bread and butter");
  await expect(todos.replaced).toContainText(
    `${isolated("Guest")} replaced your version of “${isolated("Rye bread")}”`,
  );
  await expect(todos.replaced).toContainText("Bread and butter");
  await look(page, "replaced");
  // Whoever did not see it before the page was closed sees it afterwards.
  await page.reload();
  await expect(todos.replaced).toContainText(
    `${isolated("Guest")} replaced your version of “${isolated("Rye bread")}”`,
  );
  await todos.checkbox("Rye bread").press("b");
  for (const person of [todos, editor]) {
    await person.shows("Bread and butter", "Eggs");
    await expect(person.replaced).toHaveCount(0);
  }
  await expect.poll(() => codex.db.todo.count({ where: { text: "Bread and butter" } })).toBe(1);
  await page.reload();
  await todos.shows("Bread and butter", "Eggs");
  await expect(todos.replaced).toHaveCount(0);
});

test("whoever wrote the later one can give way, or dismiss the notice, which stays dismissed", async ({
  todos,
  codex,
  secondBrowser,
}) => {
  const editor = await share(todos, secondBrowser, "edit");
  await meet(todos, editor, codex);
  await todos.replaced.getByRole("button", { name: "Dismiss" }).click();
  await expect(todos.replaced).toHaveCount(0);
  await todos.page.reload();
  await todos.shows("Rye bread", "Eggs");
  await expect(todos.replaced).toHaveCount(0);
  await editor.replaced.getByRole("button", { name: "Bring it back" }).click();
  await todos.shows("Bread and butter", "Eggs");
});

test("of notes, too, the later ones stand, both are told, and one key brings the others back", {
  tag: "@screens",
}, async ({ todos, codex, secondBrowser, look }) => {
  const editor = await share(todos, secondBrowser, "edit");
  const begin = async (tab: TodoPage, text: string) => {
    const dialog = await openDetails(tab, "Bread");
    await dialog.getByRole("button", { name: "Add notes" }).click();
    const field = dialog.getByRole("textbox", { name: "Notes" });
    await field.fill(text);
    return async () => {
      await field.press("ControlOrMeta+Enter");
      await closeDetails(tab);
    };
  };
  // What was begun later is saved first: whoever was still writing has not seen it.
  const saveOwners = await begin(todos, "From the baker");
  const saveEditors = await begin(editor, "Two of them");
  await saveEditors();
  await expect.poll(() => codex.db.todo.count({ where: { notes: "Two of them" } })).toBe(1);
  await saveOwners();
  await expect(todos.replaced).toContainText(
    `You replaced ${isolated("Guest")}’s notes on “${isolated("Bread")}”`,
  );
  await expect(editor.replaced).toContainText(
    `${isolated("Guest")} replaced your notes on “${isolated("Bread")}”`,
  );
  await expect(editor.replaced).toContainText("Two of them");
  await look(editor.page, "replaced-notes");
  await editor.checkbox("Bread").press("b");
  for (const person of [todos, editor]) await expect(person.replaced).toHaveCount(0);
  await expect.poll(() => codex.db.todo.count({ where: { notes: "Two of them", text: "Bread" } })).toBe(1);
});

test("an edit is based on what was there when it began, and none that changes nothing replaces anything", async ({
  todos,
  codex,
  secondBrowser,
}) => {
  const editor = await share(todos, secondBrowser, "edit");
  const field = editor.page.getByRole("textbox", { name: "Edit todo" });
  await editor.checkbox("Eggs").press("F2");
  await todos.rewrite("Eggs", "Six eggs");
  await expect(editor.checkbox("Six eggs")).toBeVisible();
  await field.press("Enter");
  await editor.checkbox("Bread").press("F2");
  await field.fill("Rye bread");
  await todos.rewrite("Bread", "Bread and butter");
  await expect(editor.checkbox("Bread and butter")).toBeVisible();
  await field.press("Enter");
  await expect(editor.replaced).toContainText("Bread and butter");
  await expect(todos.replaced).toContainText("Bread and butter");
  await todos.shows("Rye bread", "Six eggs");
  expect(await codex.db.todo.count({ where: { text: { in: ["Rye bread", "Six eggs"] } } })).toBe(2);
});
