import { newId } from "@codex/core/id";
import type { Page } from "@playwright/test";
import { drag } from "../src/drag.js";
import { expect, type TodoPage, test } from "../src/fixtures.js";
import { put } from "../src/rows.js";
import type { RunningCodex } from "../src/server.js";

test.use({ timezoneId: "Europe/Berlin" });

/** Makes the Inbox, and another list. @returns their ids */
async function twoLists(todos: TodoPage, codex: RunningCodex): Promise<[string, string]> {
  await todos.add("Plain");
  await todos.addList("Holiday");
  await todos.add("Pack");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  const inbox = await codex.db.todo.findFirstOrThrow({ where: { text: "Plain" } });
  const other = await codex.db.todo.findFirstOrThrow({ where: { text: "Pack" } });
  return [inbox.listId, other.listId];
}

const view = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("link", { name });

test("Today and Upcoming have what is due in all lists, and follow the day", { tag: "@screens" }, async ({
  todos,
  codex,
  page,
  look,
}) => {
  const [inbox, holiday] = await twoLists(todos, codex);
  const parent = newId();
  await put(codex, inbox, [
    { text: "Call at nine", due: "2026-11-26T09:00[Europe/Berlin]" },
    { text: "Low", due: "2026-11-26", priority: 3 },
    { text: "Done", due: "2026-11-26", completed: true },
    { id: parent, text: "Party" },
    { text: "Cake", due: "2026-11-26", parentId: parent },
    { text: "Late in New York", due: "2026-11-26T19:00[America/New_York]" },
  ]);
  await put(codex, holiday, [
    { text: "Passport", due: "2026-11-20" },
    { text: "Tickets", due: "2026-11-26", priority: 1 },
    { text: "Leave", due: "2026-12-31" },
  ]);
  await page.clock.install({ time: "2026-11-26T12:00:00+01:00" });
  await page.goto("/today");
  await expect(view(page, "Today")).toHaveAccessibleName("Today 5 to do");
  await todos.shows("Passport", "Tickets", "Low", "Cake", "Call at nine");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Overdue", "Today"]);
  await expect(todos.item("Cake")).toContainText("Inbox › Party");
  await expect(todos.item("Tickets")).toContainText("Holiday");
  await look(page, "today");

  await todos.checkbox("Low").click();
  await todos.shows("Passport", "Tickets", "Cake", "Call at nine");
  await expect(view(page, "Today")).toHaveAccessibleName("Today 4 to do");
  await page.getByRole("button", { name: "Undo" }).click();
  await todos.shows("Passport", "Tickets", "Low", "Cake", "Call at nine");
  await todos.add("Written here");
  await todos.shows("Passport", "Tickets", "Low", "Cake", "Written here", "Call at nine");
  await expect
    .poll(() => codex.db.todo.count({ where: { text: "Written here", due: "2026-11-26" } }))
    .toBe(1);
  await todos.checkbox("Low").focus();
  await page.keyboard.press("Delete");
  await expect(todos.checkbox("Cake")).toBeFocused();
  await page.getByRole("button", { name: "Move Cake" }).click();
  await expect(page.getByRole("button", { name: "To the top" })).toBeHidden();
  await page.getByRole("button", { name: "Holiday", exact: true }).click();
  await expect(todos.item("Cake")).toContainText("Holiday");
  await todos.rewrite("Cake", "Large cake");

  // What was begun before midnight is not lost by it.
  await page.getByRole("button", { name: "Edit Passport" }).click();
  await page.getByRole("textbox", { name: "Edit todo" }).fill("Passports");
  await page.clock.fastForward("12:00:01");
  await expect(view(page, "Today")).toHaveAccessibleName("Today 6 to do");
  await page.keyboard.press("Enter");
  await todos.shows("Passports", "Tickets", "Written here", "Large cake", "Call at nine", "Late in New York");
  await expect(page.getByRole("time")).toContainText("November 27");

  await view(page, "Upcoming").click();
  await todos.add("No date");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Overdue", "Today", "Later"]);
  await page.clock.fastForward(7 * 24 * 3_600_000);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Overdue", "Thursday, December 31"]);
  // A stream that was silent for a week is opened anew.
  await expect(page.getByText("Saved")).toBeVisible();
  await expect(page.getByText("The server cannot be reached.")).toBeHidden();
  await look(page, "upcoming");
  for (const text of [
    "Passports",
    "Tickets",
    "Large cake",
    "Written here",
    "Call at nine",
    "Late in New York",
    "Leave",
  ])
    await todos.checkbox(text).click();
  await expect(page.getByText("Nothing is coming up")).toBeVisible();
  await view(page, "Today").click();
  await expect(page.getByText("Nothing is due today")).toBeVisible();
  await look(page, "today-empty");
});

test("a todo is dragged onto a day and keeps its time, onto Today, and onto a list", async ({
  todos,
  codex,
  page,
}) => {
  const [inbox, holiday] = await twoLists(todos, codex);
  await put(codex, inbox, [
    { text: "Call at nine", due: "2026-11-26T09:00[Europe/Berlin]" },
    { text: "Pay", due: "2026-11-28" },
    { text: "Write", due: "2026-11-28" },
    { text: "Late in New York", due: "2026-11-26T20:00[America/New_York]" },
  ]);
  await page.clock.setFixedTime("2026-11-26T12:00:00+01:00");
  await page.goto("/upcoming");
  await todos.shows("Call at nine", "Late in New York", "Pay", "Write");
  const heading = (name: string) => page.getByRole("heading", { level: 2, name });
  const group = (name: string) => page.getByRole("listitem").filter({ has: heading(name) });
  const dueOf = async (text: string) => (await codex.db.todo.findFirstOrThrow({ where: { text } })).due;

  // Two o'clock in the night from Thursday to Friday, where it is looked at.
  await drag(todos.item("Late in New York"), group("Today"));
  await todos.shows("Late in New York", "Call at nine", "Pay", "Write");
  await expect.poll(() => dueOf("Late in New York")).toBe("2026-11-25T20:00[America/New_York]");
  await todos.item("Late in New York").hover();
  await todos.item("Late in New York").getByRole("button", { name: "Delete" }).click();

  await drag(todos.item("Call at nine"), group("Saturday, November 28"));
  await todos.shows("Pay", "Write", "Call at nine");
  await expect.poll(() => dueOf("Call at nine")).toBe("2026-11-28T09:00[Europe/Berlin]");
  await expect(heading("Today")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await todos.shows("Call at nine", "Pay", "Write");
  await expect.poll(() => dueOf("Call at nine")).toBe("2026-11-26T09:00[Europe/Berlin]");
  await expect(heading("Today")).toBeVisible();

  await todos
    .item("Pay")
    .locator(".todo-text")
    .click({ modifiers: ["Control"] });
  await todos
    .item("Write")
    .locator(".todo-text")
    .click({ modifiers: ["Control"] });
  await drag(todos.item("Pay"), view(page, "Today"));
  await todos.shows("Pay", "Write", "Call at nine");
  await expect.poll(() => Promise.all([dueOf("Pay"), dueOf("Write")])).toEqual(["2026-11-26", "2026-11-26"]);
  await page.keyboard.press("Escape");
  // Where it is already: nothing happens. Among todos that stand by day there is no place to put one.
  const commands = await codex.db.command.count();
  await drag(todos.item("Call at nine"), group("Today"));
  await todos.item("Call at nine").dragTo(todos.item("Pay"));

  await page.goto("/all");
  await drag(todos.item("Pay"), group("Holiday"));
  await expect
    .poll(() => codex.db.todo.findFirstOrThrow({ where: { text: "Pay" } }))
    .toMatchObject({ listId: holiday });
  expect(await codex.db.command.count()).toBe(commands + 1);
});

test("filters stand in the address, and can be saved", { tag: "@screens" }, async ({
  todos,
  codex,
  page,
  look,
}) => {
  const [inbox, holiday] = await twoLists(todos, codex);
  await put(codex, inbox, [
    { text: "Milk", labels: ["home"], priority: 1 },
    { text: "Report", labels: ["work"], notes: "with the Café in it" },
    { text: "Done", labels: ["home"], completed: true },
  ]);
  await put(codex, holiday, [{ text: "Shelf", labels: ["home", "v1.2"], due: "2020-01-01" }]);
  const add = async (filter: string) => {
    await page.getByRole("button", { name: "Filter: add one" }).click();
    await page.getByRole("button", { name: filter, exact: true }).click();
  };
  const without = (filter: string) => page.getByRole("button", { name: `Without the filter ${filter}` });

  await view(page, "All").click();
  await todos.shows("Plain", "Milk", "Report", "Pack", "Shelf");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Inbox", "Holiday"]);
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("f");
  await page.keyboard.type("cafe");
  await todos.shows("Report");
  await expect(page).toHaveURL("/all?q=cafe");
  await page.keyboard.press("Escape");
  await todos.shows("Plain", "Milk", "Report", "Pack", "Shelf");
  await add("home");
  await todos.shows("Milk", "Shelf");
  await add("Active and completed");
  await todos.shows("Milk", "Done", "Shelf");
  await add("Priority 1");
  await todos.shows("Milk");
  await expect(page).toHaveURL("/all?state=all&priority=1&label=home");
  await page.goBack();
  await todos.shows("Milk", "Done", "Shelf");
  await page.reload();
  await todos.shows("Milk", "Done", "Shelf");
  await look(page, "filters");
  await without("Active and completed").click();
  await todos.add("Bread");
  await todos.shows("Milk", "Bread", "Shelf");
  await expect.poll(() => codex.db.todo.count({ where: { text: "Bread", labels: { has: "home" } } })).toBe(1);

  await page.getByRole("button", { name: "Save this view" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill(" ");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("The name must not be empty.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name of the view" }).fill("At home");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(view(page, "At home")).toHaveAttribute("aria-current", "page");
  await todos.choose("At home", "Rename");
  await page.getByRole("textbox", { name: "Name of the view" }).fill("Home");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  await expect
    .poll(() => codex.db.savedView.findMany({ select: { name: true, query: true } }))
    .toEqual([{ name: "Home", query: "label=home" }]);
  await view(page, "All").click();
  await todos.shows("Plain", "Milk", "Report", "Bread", "Pack", "Shelf");
  await view(page, "Home").click();
  await todos.shows("Milk", "Bread", "Shelf");
  await todos.choose("Home", "Delete");
  await expect(view(page, "Home")).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(view(page, "Home")).toBeVisible();
  await look(page, "saved-view");

  await page.getByRole("navigation", { name: "Labels" }).getByRole("link", { name: "v1.2" }).click();
  await todos.shows("Shelf");
  await page.reload();
  await todos.shows("Shelf");
  await todos.add("Ladder");
  await todos.shows("Ladder", "Shelf");
  await look(page, "label");

  await page.goto("/all?priority=9&state=&label=%23&list=x&due=never#x");
  await todos.shows("Plain", "Milk", "Report", "Bread", "Ladder", "Pack", "Shelf");
  await page.goto("/all?q=nowhere");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await look(page, "nothing-found");
  await page.goto("/label/two%20words");
  await expect(page.getByRole("heading", { level: 1, name: "Nothing here" })).toBeVisible();
});

test("many completed todos fold away, and thousands are drawn as they come into sight", {
  tag: "@screens",
}, async ({ todos, codex, page, look }) => {
  const [, holiday] = await twoLists(todos, codex);
  const done = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ text: `done ${index + 1}`, completed: true }));
  await put(codex, holiday, done(20));
  await expect(page.getByRole("img", { name: "20 of 21 done" })).toBeAttached();
  await todos.shows("Pack", ...done(20).map(({ text }) => text));
  await put(codex, holiday, [{ text: "one more", completed: true }]);
  const fold = page.getByRole("button", { name: "21 completed" });
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await todos.shows("Pack");
  await todos.checkbox("Pack").check();
  await todos.shows("Pack");
  await look(page, "folded");
  await fold.click();
  await expect(todos.checkbox("one more")).toBeChecked();
  await page.reload();
  await expect(page.getByRole("button", { name: "22 completed" })).toHaveAttribute("aria-expanded", "true");
  await todos.checkbox("done 7").click();
  await expect(todos.items.first()).toContainText("done 7");
  await page.getByRole("button", { name: "21 completed" }).click();
  await todos.shows("done 7");

  await put(
    codex,
    holiday,
    Array.from({ length: 5_000 }, (_, index) => ({ text: `many ${index + 1}`, due: "2020-01-01" })),
  );
  await page.goto("/today");
  await expect(view(page, "Today")).toHaveAccessibleName("Today 5,000 to do");
  await expect(todos.item("many 1")).toHaveAttribute("aria-setsize", "5000");
  expect(await todos.items.count()).toBeLessThan(100);
  await todos.checkbox("many 1").focus();
  await page.keyboard.press("End");
  await expect(todos.checkbox("many 5000")).toBeFocused();
  await view(page, "All").click();
  await page.getByRole("searchbox").fill("many 4999");
  await todos.shows("many 4999");
});
