import type { Locator, Page } from "@playwright/test";
import { bar, button, command, said, untilKeysAreHeard } from "../src/acting.js";
import { closeDetails, detailsOf, openDetails } from "../src/details.js";
import { ACCOUNTS, expect, isolated, test } from "../src/fixtures.js";
import type { RunningCodex } from "../src/server.js";

test.use({ settings: ACCOUNTS, timezoneId: "Europe/Berlin" });

const NOW = "2026-11-26T12:00:00+01:00";
const [TODAY, TOMORROW] = ["2026-11-26", "2026-11-27"];

/** What is done with a todo by what is typed, what that is called, and what the todo has then. */
const ON_A_TODO = [
  ["due today", "Due: Today", { due: TODAY }],
  ["due tomorrow", "Due: Tomorrow", { due: TOMORROW }],
  ["no date", "Due: No date", { due: null }],
  ["medium", "Priority: Medium", { priority: 2 }],
  ["low", "Priority: Low", { priority: 3 }],
  ["no priority", "No priority", { priority: null }],
  ["complete", "Complete", { completed: true }],
  ["reopen", "Reopen", { completed: false }],
  ["undo", "Undo", { completed: true }],
  ["redo", "Redo", { completed: false }],
] as const;

const dialog = (name: string) => (page: Page) => page.getByRole("dialog", { name });
const heading = (name: string) => (page: Page) => page.getByRole("heading", { level: 1, name });

/** What leads elsewhere, and what is there then. */
const ELSEWHERE: readonly (readonly [string, string, (page: Page) => Locator])[] = [
  ["keyboard", "Keyboard shortcuts", dialog("Keyboard shortcuts")],
  ["trash", "Trash", dialog("Trash")],
  ["today", "Today", heading("Today")],
  ["all lists", "All lists", heading("All")],
  ["account", "Account", heading("Account")],
];

const todoIn = ({ db }: RunningCodex, text: string) => db.todo.findFirstOrThrow({ where: { text } });

test("each command does with a todo what its name says", async ({ todos, codex, page }) => {
  await page.clock.setFixedTime(NOW);
  await todos.add("Milk");
  await untilKeysAreHeard(page);
  for (const [typed, name, becomes] of ON_A_TODO)
    await test.step(name, async () => {
      await todos.checkbox("Milk").focus();
      await command(page, typed, name);
      await expect.poll(() => todoIn(codex, "Milk")).toMatchObject(becomes);
    });
});

test("each command leads where its name says, selects, and signs out", async ({ todos, codex, page }) => {
  await todos.add("Milk", "Bread");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  for (const [typed, name, there] of ELSEWHERE)
    await test.step(name, async () => {
      await command(page, typed, name);
      await expect(there(page)).toBeVisible();
      await page.goto("/");
      await todos.shows("Milk", "Bread");
    });
  await command(page, "select", "Select");
  await expect(bar(page)).toContainText("0 selected");
  await command(page, "select all", "Select all todos that are shown");
  await expect(bar(page)).toContainText("2 selected");
  await command(page, "sign out", "Sign out");
  await dialog("Sign out and lose this list?")(page)
    .getByRole("button", { name: "Sign out and delete" })
    .click();
  await expect(page.getByText("A blank page")).toBeVisible();
  expect(await codex.db.todo.count()).toBe(0);
});

test("several are made due today and tomorrow, and a subtask leads to what it is part of, and out of it", async ({
  todos,
  codex,
  page,
}) => {
  await page.clock.setFixedTime(NOW);
  await todos.add("Trip", "Hotel");
  await untilKeysAreHeard(page);
  await todos.checkbox("Trip").press("Control+a");
  await expect(bar(page)).toContainText("2 selected");
  for (const [name, due] of [
    ["Today", TODAY],
    ["Tomorrow", TOMORROW],
  ] as const) {
    await bar(page).getByRole("button", { name: "Due", exact: true }).click();
    await bar(page).getByRole("button", { name, exact: true }).click();
    await expect(said(page)).toContainText("Made 2 todos due on");
    await expect.poll(() => codex.db.todo.count({ where: { due } })).toBe(2);
  }
  await page.keyboard.press("Escape");

  await todos.checkbox("Hotel").press("Alt+ArrowRight");
  await expect.poll(() => todoIn(codex, "Hotel")).toMatchObject({ parentId: expect.any(String) });
  await openDetails(todos, "Hotel");
  await detailsOf(page)
    .getByRole("button", { name: `Part of ${isolated("Trip")}` })
    .click();
  const text = detailsOf(page).getByRole("textbox", { name: "Text", exact: true });
  await expect(text).toHaveValue("Trip");
  // As going back does: first to where one came from.
  await page.keyboard.press("Escape");
  await expect(text).toHaveValue("Hotel");
  await closeDetails(todos);
  await button(page, "Move Hotel").click();
  await button(page, "Make it no subtask").click();
  await expect(said(page)).toContainText("Made a todo no subtask");
  await expect.poll(() => todoIn(codex, "Hotel")).toMatchObject({ parentId: null });
});
