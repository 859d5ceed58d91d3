import type { Page } from "@playwright/test";
import { closeDetails, openDetails } from "../src/details.js";
import { ACCOUNTS, expect, test } from "../src/fixtures.js";

test.use({ settings: ACCOUNTS, timezoneId: "Europe/Berlin" });

const HOSTILE = [
  "# Plan",
  "**bold** [safe](https://example.org/a) [bad](javascript:window.hacked=1) <script>window.hacked=1</script>",
  "<img src=x onerror=window.hacked=1> ![](https://example.org/x.png)",
  "- [x] <a href='javascript:window.hacked=1'>click</a>",
].join("\n\n");

/** A day so many days from today, as the browser there has it: 2026-11-26. */
function dayIn(page: Page, days: number): Promise<string> {
  return page.evaluate((ahead) => {
    const at = new Date();
    at.setDate(at.getDate() + ahead);
    const two = (value: number) => String(value).padStart(2, "0");
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  }, days);
}

test("everything on a todo is changed with the keyboard, at once, and taken back", async ({
  todos,
  page,
  codex,
}) => {
  const { keyboard } = page;
  await todos.add("Trip", "Other");
  const dialog = await openDetails(todos, "Trip");
  await expect(page).toHaveURL(/\?todo=/);
  const button = (name: string) => dialog.getByRole("button", { name, exact: true });

  await dialog.getByRole("textbox", { name: "Text", exact: true }).focus();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("Trip to Rome");
  await keyboard.press("Enter");
  await expect(dialog.getByText("Todo changed")).toBeAttached();

  await button("Add notes").press("Enter");
  await keyboard.insertText(HOSTILE);
  await keyboard.press("ControlOrMeta+Enter");
  await expect(dialog.getByRole("link", { name: "safe" })).toHaveAttribute("rel", /noopener/);
  await expect(button("Edit the notes")).toBeFocused();
  await expect(dialog.getByRole("link")).toHaveCount(2);
  await expect(dialog.getByText("<script>window.hacked=1</script>")).toBeVisible();
  await expect(dialog.locator("script, img, .markdown [onerror]")).toHaveCount(0);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);

  await button("Tomorrow").press("Enter");
  await expect(button("Tomorrow")).toHaveAttribute("aria-pressed", "true");
  await dialog.getByLabel("Time").fill("09:30");
  await keyboard.press("Enter");
  await expect(dialog.getByText("in the time zone Europe/Berlin")).toBeVisible();
  await dialog.getByRole("radio", { name: "1" }).press("Space");
  await expect(dialog.getByRole("radio", { name: "1" })).toBeChecked();

  const labels = dialog.getByRole("list", { name: "Labels" }).getByRole("listitem");
  await dialog.getByRole("combobox", { name: "Add a label" }).fill("#travel, home");
  await keyboard.press("Enter");
  await expect(labels).toHaveCount(2);
  await button("Remove label home").press("Enter");
  await expect(labels).toHaveCount(1);
  await button("Colour of travel").press("Enter");
  await button("Teal").press("Enter");
  await expect(dialog.locator(".label[data-color=teal]")).toBeVisible();
  await expect(dialog).toBeVisible();

  const parts = dialog.getByRole("list", { name: "Subtasks" }).getByRole("listitem");
  await dialog.getByRole("textbox", { name: "Add a subtask" }).focus();
  for (const text of ["Tickets", "Hotel", "Visa", "Nothing"]) {
    await keyboard.type(text);
    await keyboard.press("Enter");
  }
  await expect(parts).toHaveCount(4);
  await dialog.getByRole("checkbox", { name: "Tickets" }).press("Space");
  await dialog.getByRole("textbox", { name: "Text of subtask Hotel" }).fill("Hotel by the river");
  await keyboard.press("Enter");
  await button("Make Visa a todo of its own").press("Enter");
  await button("Delete subtask Nothing").press("Enter");
  await expect(parts).toHaveCount(2);
  await expect(dialog.getByRole("checkbox", { name: "Hotel by the river" })).toBeFocused();
  await keyboard.press("ControlOrMeta+z");
  await expect(parts).toHaveCount(3);
  await keyboard.press("ControlOrMeta+Shift+z");
  await expect(parts).toHaveCount(2);

  // One Escape there cancels twice.
  await dialog.getByLabel("Date").focus();
  await closeDetails(todos);
  await expect(todos.checkbox("Trip to Rome")).toBeFocused();
  await todos.shows("Trip to Rome", "Tickets", "Hotel by the river", "Other", "Visa");
  const row = todos.item("Trip to Rome");
  await expect(row).toContainText("due tomorrow, 9:30");
  await expect(row).toContainText("1 of 2 subtasks done");
  await expect(row).toContainText("priority 1");
  await expect(row).toContainText("has notes");
  await expect(row).toContainText("label travel");
  // What moves takes its subtasks along; a subtask moves among those beside it.
  await todos.checkbox("Trip to Rome").press("Alt+ArrowDown");
  await todos.shows("Other", "Trip to Rome", "Tickets", "Hotel by the river", "Visa");
  await todos.checkbox("Hotel by the river").press("Alt+ArrowUp");
  await todos.shows("Other", "Trip to Rome", "Hotel by the river", "Tickets", "Visa");
  await todos.filter("Completed").click();
  await todos.shows("Tickets");
  await expect
    .poll(() =>
      codex.db.todo.findFirst({
        where: { text: "Trip to Rome" },
        select: { due: true, priority: true, labels: true, notes: true },
      }),
    )
    .toEqual({
      due: `${await dayIn(page, 1)}T09:30[Europe/Berlin]`,
      priority: 1,
      labels: ["travel"],
      notes: HOSTILE,
    });
});

test("what repeats comes again when it is completed, offline too", async ({
  todos,
  page,
  context,
  codex,
}) => {
  await todos.add("Water the plants");
  const live = () => codex.db.todo.count({ where: { deletedAt: null } });
  let dialog = await openDetails(todos, "Water the plants");
  const button = (name: string) => dialog.getByRole("button", { name, exact: true });
  await expect(dialog.getByText("Give it a date first")).toBeVisible();
  await button("Today").click();
  await button("Repeat…").press("Enter");
  const often = dialog.getByLabel("How often");
  await expect(often).toBeFocused();
  await expect(dialog.getByText(/^Every week on \w+day$/)).toBeVisible();
  await expect(dialog.getByRole("list").getByRole("listitem")).toHaveCount(5);
  await often.selectOption({ label: "By the day" });
  await dialog.getByRole("spinbutton", { name: /^Every/ }).fill("3");
  await dialog.getByLabel("Ends").selectOption({ label: "after a number of times" });
  await dialog.getByLabel("Counted").selectOption({ label: "from when it is completed" });
  await expect(dialog.getByText("cannot end after a number of times")).toBeVisible();
  await dialog.getByLabel("Counted").selectOption({ label: "by the calendar" });
  await dialog.getByLabel("Times", { exact: true }).fill("4");
  await expect(dialog.getByText("Every 3 days, 4 times")).toBeVisible();
  await expect(dialog.getByRole("list").getByRole("listitem")).toHaveCount(4);
  await button("Save").press("Enter");
  await expect(button("Change…")).toBeFocused();
  await expect(dialog.getByText("Another date is for this one only")).toBeVisible();
  await closeDetails(todos);
  await expect(todos.items).toContainText(["repeats"]);

  const both = todos.checkbox("Water the plants");
  await both.check();
  await expect(both).toHaveCount(2);
  await expect.poll(live).toBe(2);
  await both.first().uncheck();
  await expect(both).toHaveCount(1);
  await expect.poll(live).toBe(1);
  await context.setOffline(true);
  await both.check();
  await expect(both).toHaveCount(2);
  await both.first().uncheck();
  await expect(both).toHaveCount(1);
  await both.check();
  await expect(both).toHaveCount(2);
  await context.setOffline(false);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect.poll(live).toBe(2);

  await todos.filter("Active").click();
  await todos.shows("Water the plants");
  dialog = await openDetails(todos, "Water the plants");
  const date = dialog.getByLabel("Date");
  await expect(date).toHaveValue(await dayIn(page, 3));
  await button("Skip this date").click();
  await expect(date).toHaveValue(await dayIn(page, 6));
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(date).toHaveValue(await dayIn(page, 3));
  await button("Change…").click();
  await expect(dialog.getByRole("spinbutton", { name: /^Every/ })).toHaveValue("3");
  await expect(dialog.getByText("This and all that follow")).toBeVisible();
  await dialog.getByLabel("How often").selectOption({ label: "By the month, on the last day" });
  await dialog.getByRole("spinbutton", { name: /^Every/ }).fill("1");
  await button("Save").click();
  await expect(dialog.getByText("Every month on the last day, 3 times")).toBeVisible();
  await button("End the repetition").click();
  await expect(dialog.getByText("Does not repeat.")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(dialog.getByText("Every month on the last day, 3 times")).toBeVisible();
  await expect.poll(() => codex.db.series.count()).toBe(2);
});

test("the details look right, and are opened by an address", { tag: "@screens" }, async ({
  todos,
  page,
  codex,
  look,
}) => {
  await todos.add("Renew the passport");
  const dialog = await openDetails(todos, "Renew the passport");
  await dialog.getByLabel("Date").fill(await dayIn(page, -1));
  await page.keyboard.press("Enter");
  for (const label of ["errand", "home"]) {
    await dialog.getByRole("combobox", { name: "Add a label" }).fill(label);
    await page.keyboard.press("Enter");
  }
  await dialog.getByRole("button", { name: "Colour of errand" }).click();
  await expect(dialog.getByRole("button", { name: "Violet", exact: true })).toBeVisible();
  await look(page, "label-colours");
  await dialog.getByRole("button", { name: "Violet", exact: true }).click();
  await dialog.getByRole("radio", { name: "2" }).check();
  for (const text of ["Make a photo", "Pay the fee"]) {
    await dialog.getByRole("textbox", { name: "Add a subtask" }).fill(text);
    await page.keyboard.press("Enter");
  }
  await dialog.getByRole("button", { name: "Add notes" }).click();
  await page.keyboard.insertText(
    "Bring **both** photos:\n\n- [ ] front\n- [x] side\n\n> https://example.org",
  );
  await look(page, "writing-notes");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dialog.getByRole("link", { name: "https://example.org" })).toBeVisible();
  await closeDetails(todos);
  await expect(todos.item("Renew the passport")).toContainText("overdue: yesterday");
  await look(page, "row-meta");
  const { id } = await codex.db.todo.findFirstOrThrow({
    where: { text: "Renew the passport" },
    select: { id: true },
  });
  await page.goto(`/?todo=${id}`);
  await expect(dialog.getByRole("link", { name: "https://example.org" })).toBeVisible();
  await look(page, "details");
  await dialog.getByRole("button", { name: "Repeat…" }).click();
  await expect(dialog.getByText("The next dates")).toBeVisible();
  await look(page, "details-repeat");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Change…" })).toBeFocused();
  await look(page, "details-repeating");
  await closeDetails(todos);
  await expect(page).toHaveURL(/\/$/);
  await expect(todos.checkbox("Renew the passport")).toBeVisible();
});
