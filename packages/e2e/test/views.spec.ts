import { newId } from "@codex/core/id";
import { untilActing } from "../src/acting.js";
import { drag } from "../src/drag.js";
import { expect, test } from "../src/fixtures.js";
import { put } from "../src/rows.js";
import { twoLists, view } from "../src/views.js";

test.use({ timezoneId: "Europe/Berlin" });

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
  await untilActing(page);
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
  await expect(todos.item("Pay")).toBeVisible();
  await untilActing(page);
  await drag(todos.item("Pay"), group("Holiday"));
  await expect
    .poll(() => codex.db.todo.findFirstOrThrow({ where: { text: "Pay" } }))
    .toMatchObject({ listId: holiday });
  expect(await codex.db.command.count()).toBe(commands + 1);
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
  await look(page, "unfolded");
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
  await expect(view(page, "Today")).toHaveAccessibleName("Today 5,000 to do", { timeout: 120_000 });
  await expect(todos.item("many 1")).toHaveAttribute("aria-setsize", "5000");
  expect(await todos.items.count()).toBeLessThan(100);
  await todos.checkbox("many 1").focus();
  await page.keyboard.press("End");
  await expect(todos.checkbox("many 5000")).toBeFocused();
  await view(page, "All").click();
  await page.getByRole("searchbox").fill("many 4999");
  await todos.shows("many 4999");
});
