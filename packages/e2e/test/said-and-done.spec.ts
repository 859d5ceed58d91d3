import { newId } from "@codex/core/id";
import { bar, said, untilActing, untilKeysAreHeard } from "../src/acting.js";
import { openDetails } from "../src/details.js";
import { drag } from "../src/drag.js";
import { expect, isolated, test } from "../src/fixtures.js";
import { type Fields, put } from "../src/rows.js";
import type { RunningCodex } from "../src/server.js";
import { twoLists } from "../src/views.js";

const DAY = "2035-03-01";

/** Puts todos beside the only one that there is, which repeat by a rule from a day on. */
async function putRepeating(codex: RunningCodex, rule: string, todos: readonly Fields[]): Promise<void> {
  const { listId } = await codex.db.todo.findFirstOrThrow();
  const series = { id: newId(), listId, rule, mode: "schedule", start: DAY, zone: "UTC" } as const;
  await codex.db.series.create({ data: series });
  const repeating = { due: DAY, occurrence: DAY, seriesId: series.id };
  await put(
    codex,
    listId,
    todos.map((fields) => ({ ...repeating, ...fields })),
  );
}

test("what is taken back in the history is not taken back once more by key, and is done again by key", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("Milk");
  // From then on the page remembers in words what is done.
  await untilKeysAreHeard(page);
  await todos.add("Bread");
  await todos.checkbox("Milk").press("Space");
  await expect.poll(() => codex.db.todo.count({ where: { completed: true } })).toBe(1);
  await todos.choose("Inbox", "History");
  const history = page.getByRole("list", { name: "What happened" });
  await page.getByRole("button", { name: `Undo: You completed “${isolated("Milk")}”` }).click();
  await expect(history.getByRole("listitem").first()).toContainText("by undoing");
  await expect(history).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(todos.checkbox("Milk")).not.toBeChecked();

  await page.keyboard.press("Control+z");
  await todos.shows("Milk");
  await expect(said(page)).toContainText("Undone: added a todo");
  await page.keyboard.press("Control+Shift+z");
  await todos.shows("Milk", "Bread");
  await page.keyboard.press("Control+Shift+z");
  await expect(said(page)).toContainText("Done again: completed a todo");
  await expect(todos.checkbox("Milk")).toBeChecked();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await codex.db.todo.count({ where: { text: "Milk", completed: true } })).toBe(1);
});

test("a rule that nobody would keep cannot be saved, and says why", async ({ todos, codex, page }) => {
  await todos.add("Water");
  const dialog = await openDetails(todos, "Water");
  const choice = (name: string) => dialog.getByRole("button", { name, exact: true });
  await dialog.getByLabel("Date").fill(DAY);
  await page.keyboard.press("Enter");
  await choice("Repeat…").click();
  await dialog.getByLabel("Counted").selectOption({ label: "from when it is completed" });
  await dialog.getByLabel("Ends").selectOption({ label: "after a number of times" });
  await expect(dialog.getByText("cannot end after a number of times")).toBeVisible();
  await expect(choice("Save")).toBeDisabled();
  await dialog.getByLabel("Ends").selectOption({ label: "on a day" });
  await expect(choice("Save")).toBeEnabled();
  const lastDay = dialog.getByRole("textbox", { name: "Last day" });
  await lastDay.fill("2035-02-01");
  await expect(dialog.getByText("It ends before it begins.")).toBeVisible();
  await expect(choice("Save")).toBeDisabled();
  await lastDay.press("Enter");
  await expect(choice("Save")).toBeVisible();
  await lastDay.fill("2036-02-01");
  await choice("Save").click();
  await expect(choice("Change…")).toBeFocused();
  await expect.poll(() => codex.db.series.count()).toBe(1);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("what repeats is not put under another, and the last of its dates is not skipped: both are said", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("Home");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await putRepeating(codex, "FREQ=DAILY;COUNT=2", [
    { text: "Water" },
    { text: "Feed", due: "2035-03-02", occurrence: "2035-03-02" },
  ]);
  await todos.shows("Home", "Water", "Feed");
  await untilKeysAreHeard(page);
  const commands = await codex.db.command.count();
  await todos.checkbox("Water").press("Alt+ArrowRight");
  await expect(said(page)).toContainText("What repeats cannot be a subtask. End its repetition first.");

  const dialog = await openDetails(todos, "Feed");
  const skip = dialog.getByRole("button", { name: "Skip this date" });
  await skip.click();
  await expect(said(page)).toContainText("This was the last date. Complete or delete it instead.");
  await expect(dialog.getByLabel("Date")).toHaveValue("2035-03-02");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await openDetails(todos, "Water");
  await skip.click();
  await expect(said(page)).toContainText("Date skipped");
  await expect(dialog.getByLabel("Date")).toHaveValue("2035-03-02");
  await expect.poll(() => codex.db.todo.count({ where: { text: "Water", due: "2035-03-02" } })).toBe(1);
  expect(await codex.db.command.count()).toBe(commands + 1);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("of a selection over two lists those are moved that do not stand there", async ({
  todos,
  codex,
  page,
}) => {
  const [inbox, holiday] = await twoLists(todos, codex);
  await page.goto("/all");
  await todos.shows("Plain", "Pack");
  await untilActing(page);
  for (const text of ["Plain", "Pack"])
    await todos
      .item(text)
      .locator(".todo-text")
      .click({ modifiers: ["Control"] });
  await expect(bar(page)).toContainText("2 selected");
  await drag(todos.item("Plain"), todos.list("Inbox"));
  await expect(said(page)).toContainText("Moved a todo to another list");
  await expect.poll(() => codex.db.todo.count({ where: { listId: inbox } })).toBe(2);
  await page.keyboard.press("Control+z");
  await expect.poll(() => codex.db.todo.count({ where: { listId: holiday } })).toBe(1);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const commands = await codex.db.command.count();
  await drag(todos.item("Plain"), todos.list("Inbox"));
  await drag(todos.item("Plain"), todos.list("Holiday"));
  await expect.poll(() => codex.db.todo.count({ where: { listId: holiday } })).toBe(2);
  expect(await codex.db.command.count()).toBe(commands + 1);
});
