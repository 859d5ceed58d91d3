import type { Locator, Page } from "@playwright/test";
import { bar, button, said } from "../src/acting.js";
import { ruleOf } from "../src/actions/action.js";
import { detailsOf } from "../src/details.js";
import { ACCOUNTS, expect, isolated, test } from "../src/fixtures.js";
import { putFinger } from "../src/touch.js";
import {
  FAMILIES,
  familiesIn,
  giveTodoist,
  putMany,
  savedIn,
  three,
  threeIn,
  tripIn,
  understoodIn,
} from "../src/walks.js";

test.use({
  settings: ACCOUNTS,
  timezoneId: "Europe/Berlin",
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
});

/** Goes to a list, a view or a label, which stand in a sheet on a phone. */
async function goTo(page: Page, name: string): Promise<void> {
  await button(page, "Lists").tap();
  const sheet = page.getByRole("dialog", { name: "Lists" });
  // Some are named with how much there is to do.
  await sheet.getByRole("link", { name: new RegExp(`^${name}( \\d|$)`) }).tap();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
}

/** Opens a menu and chooses from it. */
async function choose(page: Page, menu: string, choice: string): Promise<void> {
  await button(page, menu).tap();
  const choices = page.locator("[popover]:popover-open");
  await choices.getByRole("button", { name: choice, exact: true }).tap();
  await expect(choices).toHaveCount(0);
}

test("all that stands on a todo is written with a finger, and how it repeats", async ({
  todos,
  page,
  codex,
}) => {
  await todos.add("Trip", "Other");
  await button(page, "Details of Trip").tap();
  const dialog = detailsOf(page);
  const within = (name: string) => dialog.getByRole("button", { name, exact: true });
  await dialog.getByRole("textbox", { name: "Text", exact: true }).fill("Trip to Rome");
  await within("Add notes").tap();
  await dialog.getByRole("textbox", { name: "Notes" }).fill("Bring **both**");
  // There is no Ctrl+Enter on a phone: leaving the field saves it, and what was tapped is done as well.
  await dialog.getByRole("radio", { name: "1" }).tap();
  await expect(dialog.getByRole("radio", { name: "1" })).toBeChecked();
  await expect(dialog.getByRole("strong")).toHaveText("both");
  await dialog.getByLabel("Date").fill("2035-03-02");
  await dialog.getByRole("radio", { name: "3" }).tap();
  await expect(dialog.getByRole("radio", { name: "3" })).toBeChecked();
  await within("Tomorrow").tap();
  await expect(within("Tomorrow")).toHaveAttribute("aria-pressed", "true");
  await dialog.getByLabel("Date").fill("2035-03-01");
  await dialog.getByLabel("Time").fill("09:30");
  await dialog.getByRole("radio", { name: "2" }).tap();
  await expect(dialog.getByRole("radio", { name: "2" })).toBeChecked();
  const label = page.getByRole("combobox", { name: "Add a label" });
  const addTo = (field: Locator) =>
    dialog.locator("form", { has: field }).getByRole("button", { name: "Add", exact: true });
  await label.fill("travel, home");
  await addTo(label).tap();
  await within("Remove label home").tap();
  await choose(page, "Colour of travel", "Teal");
  await expect(dialog.locator(".label[data-color=teal]")).toBeVisible();
  const written = { notes: "Bring **both**", priority: 2, labels: ["travel"] };
  await expect.poll(() => tripIn(codex)).toEqual({ ...written, due: "2035-03-01T09:30[Europe/Berlin]" });

  const parts = dialog.getByRole("list", { name: "Subtasks" }).getByRole("listitem");
  const part = page.getByRole("textbox", { name: "Add a subtask" });
  for (const text of ["Tickets", "Hotel", "Visa", "Nothing"]) {
    await part.fill(text);
    await addTo(part).tap();
  }
  await expect(parts).toHaveCount(4);
  await within("Delete subtask Nothing").tap();
  await within("Make Visa a todo of its own").tap();
  await expect(parts).toHaveCount(2);
  await dialog.getByRole("textbox", { name: "Text of subtask Hotel" }).fill("Hotel by the river");
  await dialog.getByRole("checkbox", { name: "Tickets" }).tap();
  await expect(dialog.getByRole("checkbox", { name: "Tickets" })).toBeChecked();
  await expect.poll(() => familiesIn(codex)).toEqual(FAMILIES);

  await within("Repeat…").tap();
  await dialog.getByLabel("How often").selectOption({ label: "By the day" });
  await dialog.getByRole("spinbutton", { name: /^Every/ }).fill("2");
  await dialog.getByLabel("Ends").selectOption({ label: "after a number of times" });
  await dialog.getByLabel("Times", { exact: true }).fill("5");
  await within("Save").tap();
  await expect(dialog.getByText("Every 2 days, 5 times")).toBeVisible();
  const rule = () => ruleOf("Trip to Rome")(codex);
  await expect.poll(rule).toBe("FREQ=DAILY;INTERVAL=2;COUNT=5");
  await within("Change…").tap();
  await dialog.getByRole("spinbutton", { name: /^Every/ }).fill("3");
  await within("Save").tap();
  await within("Skip this date").tap();
  await expect(dialog.getByLabel("Date")).toHaveValue("2035-03-04");
  await within("End the repetition").tap();
  await expect(dialog.getByText("Does not repeat.")).toBeVisible();
  await expect.poll(rule).toBe(undefined);
  await within("Undo").tap();
  await expect(dialog.getByText("Every 3 days, 5 times")).toBeVisible();
  await expect.poll(rule).toBe("FREQ=DAILY;INTERVAL=3;COUNT=5");
  await within("Close").tap();
  await expect(dialog).toHaveCount(0);

  await choose(page, "Move Other", "To the top");
  await todos.shows("Other", "Trip to Rome", "Tickets", "Hotel by the river", "Visa");
  await choose(page, "Move Visa", "Make it a subtask of the todo above");
  await expect.poll(() => codex.db.todo.count({ where: { parent: { text: "Trip to Rome" } } })).toBe(4);
});

test("views are gone to, filtered, saved, renamed and deleted with a finger, and what is folded away is opened", async ({
  todos,
  page,
  codex,
}) => {
  await todos.add("Plain");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await putMany(codex);
  await goTo(page, "Today");
  await todos.shows("Milk");
  await goTo(page, "Upcoming");
  await todos.shows("Milk", "Shelf");
  await goTo(page, "All");
  await todos.shows("Plain", "Milk", "Shelf", "Report");

  await choose(page, "Filter: add one", "home");
  await choose(page, "Filter: add one", "Priority 1");
  await todos.shows("Milk");
  await button(page, "Without the filter Priority 1").tap();
  await todos.shows("Milk", "Shelf");
  await button(page, "Save this view").tap();
  const name = page.getByRole("textbox", { name: "Name of the view" });
  await name.fill("At home");
  await button(page, "Save").tap();
  await expect.poll(() => savedIn(codex)).toEqual([{ name: "At home", query: "label=home" }]);
  await choose(page, "Menu of At home", "Rename");
  await name.fill("Home");
  await button(page, "Save").tap();
  await expect.poll(() => savedIn(codex)).toEqual([{ name: "Home", query: "label=home" }]);
  await goTo(page, "All");
  await todos.shows("Plain", "Milk", "Shelf", "Report");
  await goTo(page, "Home");
  await todos.shows("Milk", "Shelf");
  await choose(page, "Menu of Home", "Delete");
  await expect.poll(() => savedIn(codex)).toEqual([]);
  await said(page).getByRole("button", { name: "Undo" }).tap();
  await expect.poll(() => savedIn(codex)).toEqual([{ name: "Home", query: "label=home" }]);
  await goTo(page, "work");
  await todos.shows("Report");

  await goTo(page, "Inbox");
  await todos.shows("Plain", "Milk", "Shelf", "Report");
  const fold = button(page, "21 completed");
  await fold.tap();
  await todos.checkbox("done 2").tap();
  await expect(todos.checkbox("done 2")).not.toBeChecked();
  await expect.poll(() => codex.db.todo.count({ where: { text: "done 2", completed: false } })).toBe(1);
});

test("several are selected with a finger and acted on, and the history takes one thing back", async ({
  todos,
  page,
  codex,
}) => {
  await todos.add("Plain");
  await button(page, "Lists").tap();
  const sheet = page.getByRole("dialog", { name: "Lists" });
  await sheet.getByRole("textbox", { name: "New list" }).fill("Holiday");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Holiday" })).toBeVisible();
  await todos.add("a", "b", "c", "d");
  await todos.shows("a", "b", "c", "d");
  const text = (of: string) => todos.item(of).locator(".todo-text");

  await choose(page, "Menu of Holiday", "Select");
  for (const of of ["a", "b", "c"]) await text(of).tap();
  await expect(bar(page)).toContainText("3 selected");
  await choose(page, "Priority", "High");
  await button(page, "Due").tap();
  await page.getByLabel("On a date").fill("2035-03-01");
  await button(page, "Set").tap();
  await expect(said(page)).toContainText("Made 3 todos due on");
  await button(page, "Labels").tap();
  const labels = page.getByRole("dialog", { name: "Labels of 3 todos" });
  await labels.getByLabel("Label", { exact: true }).fill("trip");
  await labels.getByRole("button", { name: "Add", exact: true }).tap();
  await expect(page.getByRole("list", { name: "Labels that are there" })).toHaveText("#trip");
  await labels.getByRole("button", { name: "Close" }).tap();
  await bar(page).getByRole("button", { name: "Complete" }).tap();
  const lastKinds = async () =>
    (await codex.db.command.findMany({ orderBy: { n: "desc" }, take: 4 })).map(({ kind }) => kind);
  // What can be tapped in a message goes with it: the page is asked in between, the database at the end.
  const areDone = async (checked: boolean) => {
    for (const of of ["a", "b", "c"]) await expect(todos.checkbox(of)).toBeChecked({ checked });
  };
  await areDone(true);
  for (const [name, isDone] of [
    ["Undo", false],
    ["Redo", true],
    ["Undo", false],
  ] as const) {
    await said(page).getByRole("button", { name }).tap();
    await areDone(isDone);
  }
  await expect.poll(lastKinds).toEqual(["undo", "redo", "undo", "todo.update"]);
  await expect.poll(() => threeIn(codex)).toEqual(three(false));
  await choose(page, "Move to a list", "Inbox");
  await todos.shows("d");
  await expect(bar(page)).toHaveCount(0);
  await expect.poll(() => threeIn(codex)).toEqual(three(false, "Inbox"));

  // A finger that stays selects, as in views, which have no menu.
  await goTo(page, "All");
  const finger = await putFinger(page, text("a"));
  await expect(bar(page)).toContainText("1 selected");
  await finger.lift();
  await text("d").tap();
  await expect(bar(page)).toContainText("2 selected");
  await bar(page).getByRole("button", { name: "Delete" }).tap();
  await todos.shows("Plain", "b", "c");
  await expect.poll(() => codex.db.todo.count({ where: { deletedAt: null } })).toBe(3);

  await goTo(page, "Holiday");
  await choose(page, "Menu of Holiday", "History");
  const history = page.getByRole("list", { name: "What happened" });
  await button(page, `Undo: You deleted “${isolated("d")}”`).tap();
  await expect(history.locator("[data-undone=true]").filter({ hasText: "You deleted" })).toHaveCount(1);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).tap();
  await todos.shows("d");
});

test("lines are understood or kept as text with a finger, pasted, and imported from a file", async ({
  todos,
  page,
  codex,
}) => {
  giveTodoist(page);
  const chips = page.getByRole("list", { name: "Understood" }).getByRole("button");
  await button(page, "Write a todo").tap();
  await page.keyboard.type("Call Bob tomorrow #work !2");
  await expect(chips).toHaveCount(3);
  await button(page, "Priority 2: keep it as text").tap();
  await button(page, "Due tomorrow: keep it as text").tap();
  await expect(chips).toHaveText([`Label ${isolated("work")}`]);
  await expect(todos.composer).toBeFocused();
  await button(page, "Add todo").tap();
  await todos.shows("Call Bob tomorrow !2");
  await expect
    .poll(() => understoodIn(codex))
    .toEqual([{ text: "Call Bob tomorrow !2", due: null, labels: ["work"], priority: null }]);
  await todos.composer.fill("Milk\nBread tomorrow\nButter");
  await button(page, "Add as 3 todos").tap();
  await todos.shows("Call Bob tomorrow !2", "Milk", "Bread tomorrow", "Butter");
  const count = () => codex.db.todo.count({ where: { deletedAt: null } });
  await expect.poll(count).toBe(4);

  await button(page, "Settings").tap();
  await button(page, "Import and export…").tap();
  const dialog = page.getByRole("dialog", { name: "Import and export" });
  await dialog.getByText("Choose a file, or drop it here").tap();
  await expect(dialog.getByText("2 todos", { exact: true })).toBeVisible();
  await dialog.getByText("One thing cannot be kept as it is").tap();
  await expect(dialog.getByText("Line 3: the date cannot be read")).toBeVisible();
  await button(page, "Import 2 todos").tap();
  await expect(dialog.getByText("2 todos imported.").first()).toBeVisible();
  await expect.poll(count).toBe(6);
  await button(page, "Undo the import").tap();
  await expect(dialog.getByText("The import was taken back.").first()).toBeVisible();
  await expect.poll(count).toBe(4);
  await dialog.getByRole("button", { name: "Close" }).tap();
  await todos.shows("Call Bob tomorrow !2", "Milk", "Bread tomorrow", "Butter");
});
