import { expect, test } from "../src/fixtures.js";
import { put } from "../src/rows.js";
import { twoLists, view } from "../src/views.js";

test.use({ timezoneId: "Europe/Berlin" });

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
  await page.getByRole("button", { name: "Filter: add one" }).click();
  await expect(page.getByRole("button", { name: "Priority 1", exact: true })).toBeVisible();
  await look(page, "filter-menu");
  await page.keyboard.press("Escape");
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
  await look(page, "saving-a-view");
  await page.getByRole("textbox", { name: "Name of the view" }).fill(" ");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("The name must not be empty.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name of the view" }).fill("At home");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(view(page, "At home")).toHaveAttribute("aria-current", "page");
  await page.getByRole("button", { name: "Menu of At home" }).click();
  await expect(page.getByRole("button", { name: "Rename", exact: true })).toBeVisible();
  await look(page, "view-menu");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Name of the view" })).toBeFocused();
  await look(page, "renaming-a-view");
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
  await todos.composer.fill("Rope #shop");
  await expect(page.getByRole("list", { name: "Understood" }).getByRole("button")).toHaveCount(1);
  await todos.composer.press("Enter");
  await todos.shows("Ladder", "Rope", "Shelf");
  await expect
    .poll(() => codex.db.todo.findFirst({ where: { text: "Rope" }, select: { labels: true } }))
    .toEqual({ labels: ["v1.2", "shop"] });

  await page.goto("/all?priority=9&state=&label=%23&list=x&due=never#x");
  await todos.shows("Plain", "Milk", "Report", "Bread", "Ladder", "Rope", "Pack", "Shelf");
  await page.goto("/all?q=nowhere");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await look(page, "nothing-found");
  await page.goto("/label/two%20words");
  await expect(page.getByRole("heading", { level: 1, name: "Nothing here" })).toBeVisible();
});

test("of all lists what is overdue, due today, due in seven days, or has no date is shown", async ({
  todos,
  codex,
  page,
}) => {
  const [inbox, holiday] = await twoLists(todos, codex);
  await put(codex, inbox, [
    { text: "Late", due: "2026-11-25" },
    { text: "Missed call", due: "2026-11-26T09:00[Europe/Berlin]" },
    { text: "Tonight", due: "2026-11-26T20:00[Europe/Berlin]" },
  ]);
  await put(codex, holiday, [
    { text: "Now", due: "2026-11-26" },
    { text: "In six days", due: "2026-12-02" },
    { text: "In seven days", due: "2026-12-03" },
    { text: "Done", due: "2026-11-25", completed: true },
  ]);
  await page.clock.setFixedTime("2026-11-26T12:00:00+01:00");
  await page.goto("/all");
  const all = ["Plain", "Late", "Missed call", "Tonight", "Pack", "Now", "In six days", "In seven days"];
  await todos.shows(...all);
  const choose = async (filter: string, due: string) => {
    await page.getByRole("button", { name: "Filter: add one" }).click();
    await page.getByRole("button", { name: filter, exact: true }).click();
    await expect(page).toHaveURL(`/all?due=${due}`);
  };
  // By the day, as in the view of today.
  await choose("Overdue", "overdue");
  await todos.shows("Late");
  await choose("Due today", "today");
  await todos.shows("Missed call", "Tonight", "Now");
  await choose("Due in 7 days", "week");
  await todos.shows("Missed call", "Tonight", "Now", "In six days");
  await choose("Without a date", "none");
  await todos.shows("Plain", "Pack");
  await page.reload();
  await todos.shows("Plain", "Pack");
  await page.getByRole("button", { name: "Without the filter Without a date" }).click();
  await expect(page).toHaveURL("/all");
  await todos.shows(...all);
});
