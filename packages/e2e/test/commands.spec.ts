import { bar, command, openCommands, said, untilKeysAreHeard } from "../src/acting.js";
import { expect, isolated, test } from "../src/fixtures.js";

test("everything is found by its name, and every key by its dialog", { tag: "@screens" }, async ({
  todos,
  page,
  look,
}) => {
  await todos.addList("Holiday");
  await todos.list("Inbox").click();
  await todos.add("Buy milk", "Call Zoë");
  await openCommands(page);
  await page.keyboard.type("zoe");
  await expect(page.getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("option")).toHaveText(/Call Zoë\s*Inbox/);
  await look(page, "commands-found");
  await page.keyboard.type(" nowhere");
  await expect(page.getByRole("option")).toHaveCount(0);
  await look(page, "commands-none");
  await page.keyboard.press("Escape");
  await todos.checkbox("Buy milk").focus();
  await openCommands(page);
  await expect(page.getByRole("group", { name: `With “${isolated("Buy milk")}”` })).toBeVisible();
  await look(page, "commands");
  await page.keyboard.press("Escape");
  await expect(todos.checkbox("Buy milk")).toBeFocused();
  await command(page, "priority high", "Priority: High");
  await expect(said(page)).toContainText("Set the priority of a todo");
  await command(page, "holi", "Move to");
  await todos.shows("Call Zoë");
  await command(page, "undo", "Undo");
  await todos.shows("Buy milk", "Call Zoë");
  await todos.composer.focus();
  await command(page, "holi", "Holiday");
  await expect(page.getByRole("heading", { level: 1, name: "Holiday" })).toBeVisible();
  await command(page, "call", "Call Zoë");
  await expect(todos.checkbox("Call Zoë")).toBeFocused();
  await openCommands(page);
  await page.keyboard.type("new list");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Name of the new list" })).toBeFocused();
  await look(page, "commands-new-list");
  await page.keyboard.type("Work");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Work" })).toBeVisible();
  await command(page, "upcoming", "Upcoming");
  await expect(page).toHaveURL("/upcoming");
  await page.goto("/");
  await command(page, "settings", "Settings");
  await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await todos.composer.focus();
  await page.keyboard.type("?x");
  await expect(todos.composer).toHaveValue("?x");
  await todos.composer.fill("");
  await todos.checkbox("Buy milk").focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await look(page, "keys");
  const keysOf = (where: string) => {
    const heading = page.getByRole("heading", { level: 3, name: where, exact: true });
    return page.getByRole("dialog").locator("section", { has: heading });
  };
  const does = (what: string) => page.locator("div", { has: page.getByRole("term").getByText(what) });
  await expect(keysOf("On a todo").locator(does("Show its details")).getByRole("definition")).toHaveText("O");
  const writing = keysOf("While writing");
  await expect(writing.getByRole("term")).toHaveText([
    "Leave what was understood last as text",
    "Leave what stands before the caret as text",
    "Save notes",
  ]);
  await expect(writing.getByRole("definition")).toHaveText(["Esc", "Backspace", "Ctrl+Enter"]);
});

test("what is selected is completed, deleted, and put under what is above it by name", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("a", "b", "c");
  const kept = async () => {
    const rows = await codex.db.todo.findMany({ orderBy: { text: "asc" }, include: { parent: true } });
    return rows.map(({ completed, deletedAt, parent }) => [completed, deletedAt !== null, parent?.text]);
  };
  const asBefore = [false, false, undefined];
  await untilKeysAreHeard(page);
  await todos.checkbox("c").press("x");
  await expect(bar(page)).toContainText("1 selected");
  // The selection counts, wherever the focus is.
  await todos.composer.focus();
  await command(page, "subtask", "Make it a subtask of the todo above");
  await expect(page.getByText(`${isolated("c")} is a subtask of ${isolated("b")} now`)).toBeAttached();
  await expect.poll(kept).toEqual([asBefore, asBefore, [false, false, "b"]]);
  await page.keyboard.press("Control+z");
  await expect.poll(kept).toEqual([asBefore, asBefore, asBefore]);

  await todos.checkbox("b").press("x");
  await expect(bar(page)).toContainText("2 selected");
  await command(page, "complete", "Complete");
  await expect(said(page)).toContainText("Completed 2 todos");
  await expect(todos.checkbox("b")).toBeChecked();
  await expect.poll(kept).toEqual([asBefore, [true, false, undefined], [true, false, undefined]]);
  await page.keyboard.press("Control+z");
  await expect(todos.checkbox("c")).not.toBeChecked();
  await command(page, "delete", "Delete");
  await todos.shows("a");
  await expect.poll(kept).toEqual([asBefore, [false, true, undefined], [false, true, undefined]]);
  await page.keyboard.press("Control+z");
  await todos.shows("a", "b", "c");
  await expect.poll(kept).toEqual([asBefore, asBefore, asBefore]);
});
