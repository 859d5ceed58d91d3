import { readFile } from "node:fs/promises";
import { bar, untilKeysAreHeard } from "../src/acting.js";
import { openDetails } from "../src/details.js";
import { expect, test } from "../src/fixtures.js";

test("a date is put to the next week, and the colour of a label is taken away again", async ({
  todos,
  page,
  codex,
}) => {
  await todos.add("Trip");
  await untilKeysAreHeard(page);
  const dialog = await openDetails(todos, "Trip");
  const button = (name: string) => dialog.getByRole("button", { name, exact: true });
  await button("Next week").click();
  await expect(button("Next week")).toHaveAttribute("aria-pressed", "true");
  const due = await dialog.getByLabel("Date").inputValue();
  expect(new Date(due).getUTCDay()).toBe(1);
  const daysAhead = (Date.parse(due) - Date.now()) / 86_400_000;
  expect(daysAhead).toBeGreaterThan(-1);
  expect(daysAhead).toBeLessThan(8);
  await expect.poll(() => codex.db.todo.count({ where: { due } })).toBe(1);

  await dialog.getByRole("combobox", { name: "Add a label" }).fill("travel");
  await page.keyboard.press("Enter");
  for (const [color, shown] of [
    ["Teal", 1],
    ["No colour", 0],
  ] as const) {
    await button("Colour of travel").click();
    await button(color).click();
    await expect(dialog.locator(".label[data-color=teal]")).toHaveCount(shown);
  }
  await expect.poll(() => codex.db.label.count({ where: { name: "travel", deletedAt: null } })).toBe(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(dialog.locator(".label[data-color=teal]")).toHaveCount(1);
});

for (const [preset, end, rule, told] of [
  ["Every weekday", undefined, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", /weekday|Monday/],
  ["By the year", "2099-12-31", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=5;UNTIL=20991231", /^Every year .*2099/],
] as const)
  test(`what repeats: ${preset}, ${end ? "until a day" : "without an end"}`, async ({
    todos,
    page,
    codex,
  }) => {
    await todos.add("Pay");
    await untilKeysAreHeard(page);
    const dialog = await openDetails(todos, "Pay");
    const button = (name: string) => dialog.getByRole("button", { name, exact: true });
    await dialog.getByLabel("Date").fill("2099-01-05");
    await page.keyboard.press("Enter");
    await button("Repeat…").click();
    await dialog.getByLabel("How often").selectOption({ label: preset });
    if (end) {
      await dialog.getByLabel("Ends").selectOption({ label: "on a day" });
      await dialog.getByRole("textbox", { name: "Last day" }).fill(end);
    }
    await expect(dialog.locator(".repeat-rule")).toHaveText(told);
    await button("Save").click();
    await expect(button("Change…")).toBeFocused();
    await expect.poll(() => codex.db.series.count({ where: { rule } })).toBe(1);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(dialog.getByText("Does not repeat.")).toBeVisible();
  });

test("a file is imported into one list, and every format is exported", async ({ todos, page, codex }) => {
  await todos.add("Already here");
  await todos.addList("Holiday");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Import and export…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import and export" });
  const buffer = Buffer.from("Tickets +Elsewhere @phone\n");
  const file = { name: "todo.txt", mimeType: "text/plain", buffer };
  await dialog.getByLabel("Choose a file, or drop it here").setInputFiles(file);
  await dialog.getByLabel("Into").selectOption({ label: "Holiday" });
  await dialog.getByRole("button", { name: "Import one todo" }).click();
  await expect(dialog.getByText("One todo imported.").first()).toBeVisible();
  const where = { list: { name: "Holiday" }, deletedAt: null };
  await expect.poll(() => codex.db.todo.findMany({ where, select: { text: true } })).toHaveLength(1);
  for (const [name, part] of [
    ["CSV", "task,Already here"],
    ["todo.txt", "Tickets +Holiday @phone"],
    ["iCalendar", "SUMMARY:Already here"],
  ] as const) {
    const download = page.waitForEvent("download");
    await dialog.getByRole("link", { name }).click();
    expect(await readFile(await (await download).path(), "utf8")).toContain(part);
  }
});

test("all that is shown is selected at once", async ({ todos, page, codex }) => {
  await todos.add("Milk", "Bread", "Eggs");
  await untilKeysAreHeard(page);
  await todos.checkbox("Milk").press("x");
  await bar(page).getByRole("button", { name: "Select all" }).click();
  await expect(bar(page)).toContainText("3 selected");
  await bar(page).getByRole("button", { name: "Complete", exact: true }).click();
  await expect.poll(() => codex.db.todo.count({ where: { completed: true } })).toBe(3);
});
