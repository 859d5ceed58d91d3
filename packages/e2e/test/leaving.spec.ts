import { detailsOf, openDetails } from "../src/details.js";
import { expect, test } from "../src/fixtures.js";

test("going back saves what is being written in the details", async ({ todos, page, codex }) => {
  await todos.add("Trip");
  const written = async () => {
    const [todo] = await codex.db.todo.findMany({ where: { parentId: null } });
    return [todo?.text, todo?.notes];
  };
  const dialog = await openDetails(todos, "Trip");
  await dialog.getByRole("button", { name: "Add notes" }).press("Enter");
  await page.keyboard.insertText("Passports");
  await page.goBack();
  await expect(detailsOf(page)).toHaveCount(0);
  await expect.poll(written).toEqual(["Trip", "Passports"]);

  await openDetails(todos, "Trip");
  await dialog.getByRole("textbox", { name: "Text", exact: true }).fill("Trip to Rome");
  await page.goBack();
  await expect(todos.checkbox("Trip to Rome")).toBeVisible();
  await expect.poll(written).toEqual(["Trip to Rome", "Passports"]);
});

test("going back to another list saves what is being written in a row", async ({ todos, page, codex }) => {
  await todos.addList("Groceries");
  await todos.add("Milk");
  await todos.checkbox("Milk").press("F2");
  await page.keyboard.insertText(" and bread");
  await page.goBack();
  await expect(page.getByText("A blank page")).toBeVisible();
  await expect.poll(() => codex.db.todo.count({ where: { text: "Milk and bread" } })).toBe(1);
  await page.goForward();
  await todos.shows("Milk and bread");
  // What was only emptied is not meant to go.
  await todos.checkbox("Milk and bread").press("F2");
  await page.getByLabel("Edit todo", { exact: true }).fill("");
  await page.goBack();
  await expect(page.getByText("A blank page")).toBeVisible();
  await page.goForward();
  await todos.shows("Milk and bread");
});

test("what is being written on a todo that another device deletes is given back", async ({
  todos,
  page,
  codex,
}) => {
  await todos.add("Trip");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  const dialog = await openDetails(todos, "Trip");
  await dialog.getByRole("button", { name: "Add notes" }).press("Enter");
  await page.keyboard.insertText("Passports");
  const tab = await page.context().newPage();
  await tab.goto("/");
  await tab.getByRole("button", { name: "Delete Trip" }).click();
  await expect(dialog.getByText("is not there any more")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alert")).toContainText("Passports");
});
