import { bar, command, said } from "../src/acting.js";
import { ruleOf } from "../src/actions/action.js";
import { closeDetails, detailsOf } from "../src/details.js";
import { ACCOUNTS, expect, isolated, test } from "../src/fixtures.js";
import { chooseFrom, press, select, tabTo, type, write } from "../src/keyboard.js";
import { view } from "../src/views.js";
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

test.use({ settings: ACCOUNTS, timezoneId: "Europe/Berlin" });

test("all that stands on a todo is written, and how it repeats", async ({ todos, page, codex }) => {
  const { keyboard } = page;
  await write(todos, "Trip", "Other");
  await tabTo(page, todos.checkbox("Trip"));
  await keyboard.press("o");
  const dialog = detailsOf(page);
  const button = (name: string) => dialog.getByRole("button", { name, exact: true });
  await type(page, dialog.getByRole("textbox", { name: "Text", exact: true }), "Trip to Rome");
  await keyboard.press("Enter");
  await press(page, button("Add notes"));
  await expect(dialog.getByRole("textbox", { name: "Notes" })).toBeFocused();
  await keyboard.type("Bring **both**");
  await keyboard.press("Enter");
  await keyboard.type("photos");
  await keyboard.press("ControlOrMeta+Enter");
  await expect(dialog.getByRole("strong")).toHaveText("both");
  await expect(button("Edit the notes")).toBeFocused();
  await keyboard.press("Enter");
  await keyboard.type(" never kept");
  await keyboard.press("Escape");
  await expect(button("Edit the notes")).toBeFocused();

  await tabTo(page, dialog.getByLabel("Date"));
  await keyboard.type("03012035");
  await tabTo(page, dialog.getByLabel("Time"));
  await keyboard.type("0930AM");
  await expect(dialog.getByLabel("Time")).toHaveValue("09:30");
  await keyboard.press("Enter");
  await expect(dialog.getByText("in the time zone Europe/Berlin")).toBeVisible();
  await tabTo(page, dialog.getByRole("radio", { name: "None" }));
  await keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "1" })).toBeChecked();
  await keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "2" })).toBeChecked();

  const labels = dialog.getByRole("list", { name: "Labels" }).getByRole("listitem");
  await type(page, dialog.getByRole("combobox", { name: "Add a label" }), "#travel, home");
  await keyboard.press("Enter");
  await expect(labels).toHaveCount(2);
  await press(page, button("Remove label home"));
  await expect(labels).toHaveCount(1);
  await chooseFrom(page, button("Colour of travel"), "Teal");
  await expect(dialog.locator(".label[data-color=teal]")).toBeVisible();
  await expect(button("Colour of travel")).toBeFocused();
  const written = { notes: "Bring **both**\nphotos", priority: 2, labels: ["travel"] };
  await expect.poll(() => tripIn(codex)).toEqual({ ...written, due: "2035-03-01T09:30[Europe/Berlin]" });
  await expect.poll(() => codex.db.label.count({ where: { name: "travel", color: "teal" } })).toBe(1);

  const parts = dialog.getByRole("list", { name: "Subtasks" }).getByRole("listitem");
  await tabTo(page, dialog.getByRole("textbox", { name: "Add a subtask" }));
  for (const text of ["Tickets", "Hotel", "Visa", "Nothing"]) {
    await keyboard.type(text);
    await keyboard.press("Enter");
  }
  await expect(parts).toHaveCount(4);
  await press(page, button("Delete subtask Nothing"));
  await expect(parts).toHaveCount(3);
  await press(page, button("Make Visa a todo of its own"));
  await expect(parts).toHaveCount(2);
  await type(page, dialog.getByRole("textbox", { name: "Text of subtask Hotel" }), "Hotel by the river");
  await keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("checkbox", { name: "Tickets" }));
  await keyboard.press("Space");
  await expect(dialog.getByRole("checkbox", { name: "Tickets" })).toBeChecked();
  await press(page, button("Details of Tickets"));
  await expect(dialog.getByRole("checkbox", { name: "Completed" })).toBeChecked();
  await keyboard.press("Escape");
  await expect(parts).toHaveCount(2);
  await expect.poll(() => familiesIn(codex)).toEqual(FAMILIES);

  await press(page, button("Repeat…"));
  await expect(dialog.getByLabel("How often")).toBeFocused();
  await select(page, dialog.getByLabel("How often"), "By the day");
  await type(page, dialog.getByRole("spinbutton", { name: /^Every/ }), "2");
  await select(page, dialog.getByLabel("Ends"), "after a number of times");
  await type(page, dialog.getByLabel("Times", { exact: true }), "5");
  await press(page, button("Save"));
  await expect(dialog.getByText("Every 2 days, 5 times")).toBeVisible();
  await expect(button("Change…")).toBeFocused();
  const rule = () => ruleOf("Trip to Rome")(codex);
  await expect.poll(rule).toBe("FREQ=DAILY;INTERVAL=2;COUNT=5");
  await keyboard.press("Enter");
  await expect(dialog.getByLabel("How often")).toBeFocused();
  await type(page, dialog.getByRole("spinbutton", { name: /^Every/ }), "3");
  await keyboard.press("Enter");
  await expect(dialog.getByText("Every 3 days, 5 times")).toBeVisible();
  await press(page, button("Skip this date"));
  await expect(dialog.getByLabel("Date")).toHaveValue("2035-03-04");
  await expect.poll(() => tripIn(codex)).toEqual({ ...written, due: "2035-03-04T09:30[Europe/Berlin]" });
  await press(page, button("End the repetition"));
  await expect(dialog.getByText("Does not repeat.")).toBeVisible();
  await expect(button("Repeat…")).toBeFocused();
  await expect.poll(rule).toBe(undefined);
  await keyboard.press("ControlOrMeta+z");
  await expect.poll(rule).toBe("FREQ=DAILY;INTERVAL=3;COUNT=5");
  await closeDetails(todos);
  await expect(todos.checkbox("Trip to Rome")).toBeFocused();
});

test("views are gone to, filtered, saved, renamed and deleted, and what is folded away is opened", async ({
  todos,
  page,
  codex,
}) => {
  const { keyboard } = page;
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await write(todos, "Plain");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await putMany(codex);
  await press(page, view(page, "Today"));
  await todos.shows("Milk");
  await press(page, view(page, "Upcoming"));
  await todos.shows("Milk", "Shelf");
  await press(page, view(page, "All"));
  await todos.shows("Plain", "Milk", "Shelf", "Report");

  await chooseFrom(page, button("Filter: add one"), "home");
  await todos.shows("Milk", "Shelf");
  await chooseFrom(page, button("Filter: add one"), "Priority 1");
  await todos.shows("Milk");
  await press(page, button("Without the filter Priority 1"));
  await todos.shows("Milk", "Shelf");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await press(page, button("Save this view"));
  const name = page.getByRole("textbox", { name: "Name of the view" });
  await expect(name).toBeFocused();
  await keyboard.type("At home");
  await keyboard.press("Enter");
  await expect.poll(() => savedIn(codex)).toEqual([{ name: "At home", query: "label=home" }]);
  await expect(page.getByRole("searchbox")).toBeFocused();
  await chooseFrom(page, button("Menu of At home"), "Rename");
  await expect(name).toBeFocused();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("Home");
  await keyboard.press("Enter");
  await expect.poll(() => savedIn(codex)).toEqual([{ name: "Home", query: "label=home" }]);
  await press(page, view(page, "All"));
  await todos.shows("Plain", "Milk", "Shelf", "Report");
  await press(page, view(page, "Home"));
  await todos.shows("Milk", "Shelf");
  await chooseFrom(page, button("Menu of Home"), "Delete");
  await expect.poll(() => savedIn(codex)).toEqual([]);
  await expect(view(page, "Home")).toHaveCount(0);
  await expect(page.getByRole("searchbox")).toBeFocused();
  await chooseFrom(page, button("Filter: add one"), "Priority 1");
  await press(page, button("Clear filters"));
  await expect(page.getByRole("searchbox")).toBeFocused();
  await todos.shows("Plain", "Milk", "Shelf", "Report");
  await press(page, page.getByRole("navigation", { name: "Labels" }).getByRole("link", { name: "work" }));
  await todos.shows("Report");

  await press(page, todos.list("Inbox"));
  await todos.shows("Plain", "Milk", "Shelf", "Report");
  await expect(button("Menu of Inbox")).toBeVisible();
  const fold = button("21 completed");
  await press(page, fold);
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  await tabTo(page, todos.checkbox("done 1"));
  await keyboard.press("ArrowDown");
  await expect(todos.checkbox("done 2")).toBeFocused();
  // With what is folded away in sight, too, each row is selected.
  await keyboard.press("x");
  await expect(bar(page)).toContainText("1 selected");
  await tabTo(page, todos.checkbox("Plain"));
  await keyboard.press("x");
  await expect(bar(page)).toContainText("2 selected");
  await keyboard.press("Escape");
  await press(page, fold);
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await tabTo(page, todos.checkbox("Plain"));
  await keyboard.press("x");
  await expect(bar(page)).toContainText("1 selected");
});

test("several are selected and acted on, taken back, and looked up in the history and the commands", async ({
  todos,
  page,
  codex,
}) => {
  const { keyboard } = page;
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await write(todos, "Plain");
  await type(page, page.getByRole("textbox", { name: "New list" }), "Holiday");
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Holiday" })).toBeVisible();
  await tabTo(page, todos.composer);
  await write(todos, "a", "b", "c", "d");
  await todos.shows("a", "b", "c", "d");

  await expect(button("Menu of Holiday")).toBeVisible();
  await tabTo(page, todos.checkbox("a"));
  await keyboard.press("x");
  await keyboard.press("Shift+ArrowDown");
  await keyboard.press("Shift+ArrowDown");
  await expect(bar(page)).toContainText("3 selected");
  await chooseFrom(page, button("Priority"), "High");
  await expect(said(page)).toContainText("Set the priority of 3 todos");
  await expect(button("Priority")).toBeFocused();
  await press(page, button("Due"));
  await tabTo(page, page.getByLabel("On a date"));
  await keyboard.type("03012035");
  await keyboard.press("Enter");
  await expect(said(page)).toContainText("Made 3 todos due on");
  await expect(button("Due")).toBeFocused();
  await press(page, button("Labels"));
  await expect(page.getByLabel("Label", { exact: true })).toBeFocused();
  await keyboard.type("trip");
  await keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Labels that are there" })).toHaveText("#trip");
  await keyboard.press("Escape");
  await expect(button("Labels")).toBeFocused();
  await press(page, bar(page).getByRole("button", { name: "Complete" }));
  await expect.poll(() => threeIn(codex)).toEqual(three(true));
  await keyboard.press("ControlOrMeta+z");
  await expect(said(page)).toContainText("Undone: completed 3 todos");
  await expect.poll(() => threeIn(codex)).toEqual(three(false));
  await chooseFrom(page, button("Move to a list"), "Inbox");
  await todos.shows("d");
  await expect.poll(() => threeIn(codex)).toEqual(three(false, "Inbox"));
  await expect(todos.checkbox("d")).toBeFocused();
  await keyboard.press("ControlOrMeta+z");
  await todos.shows("a", "b", "c", "d");
  await keyboard.press("ControlOrMeta+Shift+z");
  await todos.shows("d");
  await keyboard.press("ControlOrMeta+z");
  await todos.shows("a", "b", "c", "d");
  await expect.poll(() => threeIn(codex)).toEqual(three(false));

  await keyboard.press("ControlOrMeta+a");
  await expect(bar(page)).toContainText("4 selected");
  await press(page, button("End selecting"));
  await expect(bar(page)).toHaveCount(0);
  await expect(todos.checkbox("a")).toBeFocused();
  await keyboard.press("End");
  await keyboard.press("x");
  await expect(bar(page)).toContainText("1 selected");
  await press(page, bar(page).getByRole("button", { name: "Delete" }));
  await todos.shows("a", "b", "c");
  await expect(todos.checkbox("c")).toBeFocused();
  await expect.poll(() => codex.db.todo.count({ where: { text: "d", deletedAt: null } })).toBe(0);

  await chooseFrom(page, button("Menu of Holiday"), "History");
  const history = page.getByRole("list", { name: "What happened" });
  await press(page, button(`Undo: You deleted “${isolated("d")}”`));
  await expect(history.locator("[data-undone=true]").filter({ hasText: "You deleted" })).toHaveCount(1);
  await expect(history).toBeFocused();
  await expect.poll(() => codex.db.todo.count({ where: { text: "d", deletedAt: null } })).toBe(1);
  await keyboard.press("Escape");
  await todos.shows("a", "b", "c", "d");
  await expect(button("Menu of Holiday")).toBeFocused();

  await command(page, "inbox", "Inbox");
  await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
  await command(page, "plain", "Plain");
  await expect(todos.checkbox("Plain")).toBeFocused();
  await keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("lines are understood or kept as text, pasted, and imported from a file", async ({
  todos,
  page,
  codex,
}) => {
  const { keyboard } = page;
  giveTodoist(page);
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const chips = page.getByRole("list", { name: "Understood" }).getByRole("button");
  await expect(todos.composer).toBeFocused();
  await keyboard.type("Call Bob tomorrow #work !2");
  await expect(chips).toHaveCount(3);
  await keyboard.press("Escape");
  await expect(chips).toHaveCount(2);
  await press(page, button("Due tomorrow: keep it as text"));
  await expect(chips).toHaveText([`Label ${isolated("work")}`]);
  await expect(todos.composer).toBeFocused();
  await keyboard.press("Enter");
  await todos.shows("Call Bob tomorrow !2");
  await expect
    .poll(() => understoodIn(codex))
    .toEqual([{ text: "Call Bob tomorrow !2", due: null, labels: ["work"], priority: null }]);

  await tabTo(page, todos.checkbox("Call Bob tomorrow !2"));
  await keyboard.press("o");
  await press(page, button("Add notes"));
  await expect(page.getByRole("textbox", { name: "Notes" })).toBeFocused();
  for (const line of ["Milk", "Bread tomorrow", "Butter"]) {
    await keyboard.type(line);
    await keyboard.press("Enter");
  }
  await keyboard.press("ControlOrMeta+a");
  await keyboard.press("ControlOrMeta+x");
  await keyboard.press("Escape");
  await closeDetails(todos);
  await keyboard.press("n");
  await expect(todos.composer).toBeFocused();
  await keyboard.press("ControlOrMeta+v");
  await expect(button("Add as 3 todos")).toBeVisible();
  await keyboard.press("Enter");
  await todos.shows("Call Bob tomorrow !2", "Milk", "Bread tomorrow", "Butter");
  const count = () => codex.db.todo.count({ where: { deletedAt: null } });
  await expect.poll(count).toBe(4);

  await press(page, button("Settings"));
  await press(page, button("Import and export…"));
  const dialog = page.getByRole("dialog", { name: "Import and export" });
  await tabTo(page, dialog.getByLabel("Choose a file, or drop it here"));
  await keyboard.press("Enter");
  await expect(dialog.getByText("2 todos", { exact: true })).toBeVisible();
  await press(page, dialog.getByText("One thing cannot be kept as it is"));
  await expect(dialog.getByText("Line 3: the date cannot be read")).toBeVisible();
  await press(page, button("Import 2 todos"));
  await expect(dialog.getByText("2 todos imported.").first()).toBeVisible();
  await expect.poll(count).toBe(6);
  await press(page, button("Undo the import"));
  await expect(dialog.getByText("The import was taken back.").first()).toBeVisible();
  await expect(dialog.locator(":focus")).toHaveCount(1);
  await expect.poll(count).toBe(4);
  await keyboard.press("Escape");
  await todos.shows("Call Bob tomorrow !2", "Milk", "Bread tomorrow", "Butter");
});
