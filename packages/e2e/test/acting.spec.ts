import { newId } from "@codex/core/id";
import { bar, button, command, said, untilKeysAreHeard } from "../src/acting.js";
import { drag } from "../src/drag.js";
import { expect, isolated, type TodoPage, test } from "../src/fixtures.js";
import { put } from "../src/rows.js";
import type { RunningCodex } from "../src/server.js";

test.use({ timezoneId: "Europe/Berlin" });

const row = (todos: TodoPage, text: string) => todos.item(text);

/** What the database has of the todos, by their texts. */
async function kept({ db }: RunningCodex) {
  const rows = await db.todo.findMany({
    select: { text: true, completed: true, deletedAt: true, priority: true, labels: true, due: true },
    orderBy: { text: "asc" },
  });
  return rows.map(({ deletedAt, ...fields }) => ({ ...fields, deleted: deletedAt !== null }));
}

test("several are selected by mouse and by key, and each thing is done to them at once", {
  tag: "@screens",
}, async ({ todos, codex, page, look }) => {
  await todos.addList("Holiday");
  await todos.list("Inbox").click();
  await todos.add("a", "b", "c", "d", "e");
  await untilKeysAreHeard(page);
  await todos.checkbox("b").press("x");
  await expect(bar(page)).toContainText("1 selected");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar(page)).toContainText("3 selected");
  await expect(todos.checkbox("d")).toBeFocused();
  await page.keyboard.press("Shift+ArrowUp");
  await expect(bar(page)).toContainText("2 selected");
  await expect(page.getByText("2 selected").last()).toBeAttached();
  await row(todos, "e")
    .locator(".todo-text")
    .click({ modifiers: ["Control"] });
  await expect(button(page, "Select e")).toHaveAttribute("aria-pressed", "true");
  await expect(button(page, "Select d")).toHaveAttribute("aria-pressed", "false");
  await row(todos, "b").locator(".todo-text").click();
  await expect(bar(page)).toContainText("2 selected");
  await look(page, "selecting");
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await row(todos, "b")
    .locator(".todo-text")
    .click({ modifiers: ["Control"] });
  await row(todos, "d")
    .locator(".todo-text")
    .click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("3 selected");

  await button(page, "Priority").click();
  await look(page, "priority-of-several");
  await button(page, "High").click();
  await expect(said(page)).toContainText("Set the priority of 3 todos");
  await button(page, "Due").click();
  await expect(page.getByLabel("On a date")).toBeVisible();
  await look(page, "due-of-several");
  await page.getByLabel("On a date").fill("2027-02-03");
  await button(page, "Set").click();
  await expect(said(page)).toContainText("Made 3 todos due on");
  await button(page, "Labels").click();
  await page.getByLabel("Label", { exact: true }).fill("two words");
  await page.keyboard.press("Enter");
  await expect(page.getByText("A label is one word of at most 40 characters")).toBeVisible();
  await page.getByLabel("Label", { exact: true }).fill("#trip");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Labels that are there" })).toContainText("#trip");
  await look(page, "labels-of-several");
  await page.keyboard.press("Escape");
  await bar(page).getByRole("button", { name: "Complete" }).click();
  await expect(said(page)).toContainText("Completed 3 todos");
  const done = { completed: true, deleted: false, priority: 1, labels: ["trip"], due: "2027-02-03" };
  const untouched = { completed: false, deleted: false, priority: null, labels: [], due: null };
  const [a, e] = [
    { text: "a", ...untouched },
    { text: "e", ...untouched },
  ];
  const three = ["b", "c", "d"].map((text) => ({ text, ...done }));
  await expect.poll(() => kept(codex)).toEqual([a, ...three, e]);

  await todos.checkbox("c").focus();
  await page.keyboard.press("Delete");
  await todos.shows("a", "e");
  await expect(bar(page)).toHaveCount(0);
  await button(page, "Undo").click();
  await todos.shows("a", "b", "c", "d", "e");
  await expect(said(page)).toContainText("Undone: deleted 3 todos");
  await button(page, "Redo").click();
  await expect(said(page)).toContainText("Done again: deleted 3 todos");
  await todos.shows("a", "e");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(said(page)).toContainText("Undone: completed 3 todos");
  await expect(todos.checkbox("b")).not.toBeChecked();
  await todos.checkbox("a").focus();
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toContainText("5 selected");
  await button(page, "Move to a list").click();
  await expect(button(page, "Holiday").last()).toBeVisible();
  await look(page, "move-several");
  await button(page, "Holiday").last().click();
  await todos.shows();
  await expect(said(page)).toContainText("Moved 5 todos to another list");
  await todos.list("Holiday").click();
  await todos.shows("a", "b", "c", "d", "e");
});

test("each keeps its time of day when several get a day, and what several have is taken from them", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("a");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  const { listId } = await codex.db.todo.findFirstOrThrow();
  const nine = { text: "b", due: "2027-02-01T09:00[Europe/Berlin]", priority: 1, labels: ["home", "trip"] };
  await put(codex, listId, [nine, { text: "c", due: "2027-02-02", priority: 3, labels: ["home"] }]);
  await todos.shows("a", "b", "c");
  const fields = async (field: "due" | "priority" | "labels") =>
    (await kept(codex)).map(({ [field]: value }) => value);
  const commands = await codex.db.command.count();
  await todos.checkbox("a").focus();
  await untilKeysAreHeard(page);
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toContainText("3 selected");

  await button(page, "Due").click();
  await page.getByLabel("On a date").fill("2027-03-04");
  await button(page, "Set").click();
  await expect(todos.item("b")).toContainText("Mar 4, 2027, 9:00");
  await expect
    .poll(() => fields("due"))
    .toEqual(["2027-03-04", "2027-03-04T09:00[Europe/Berlin]", "2027-03-04"]);
  expect(await codex.db.command.count()).toBe(commands + 1);
  await page.keyboard.press("Control+z");
  await expect.poll(() => fields("due")).toEqual([null, nine.due, "2027-02-02"]);
  await expect(todos.item("b")).toContainText("Feb 1, 2027, 9:00");

  await button(page, "Due").click();
  await button(page, "No date").click();
  await expect(said(page)).toContainText("Took the date from 3 todos");
  await expect.poll(() => fields("due")).toEqual([null, null, null]);
  await button(page, "Priority").click();
  await button(page, "No priority").click();
  await expect(said(page)).toContainText("Set the priority of 3 todos");
  await expect.poll(() => fields("priority")).toEqual([null, null, null]);
  await button(page, "Labels").click();
  await button(page, "Remove the label home").click();
  await expect(page.getByRole("list", { name: "Labels that are there" })).toHaveText("#trip");
  await expect.poll(() => fields("labels")).toEqual([[], ["trip"], []]);
  await page.keyboard.press("Escape");
  await expect(todos.items.filter({ hasText: /label home|priority|due/ })).toHaveCount(0);

  for (const _ of ["labels", "priority", "due"]) await page.keyboard.press("Control+z");
  await expect.poll(() => fields("labels")).toEqual([[], nine.labels, ["home"]]);
  await expect.poll(() => fields("priority")).toEqual([null, 1, 3]);
  await expect.poll(() => fields("due")).toEqual([null, nine.due, "2027-02-02"]);
});

test("a todo is dragged onto a list and onto another, or put under it by key, and the history tells of it", {
  tag: "@screens",
}, async ({ todos, codex, page, look }) => {
  await todos.addList("Holiday");
  await todos.add("a", "b", "c", "d", "e");
  const parents = async () => {
    const rows = await codex.db.todo.findMany({ include: { parent: true }, orderBy: { text: "asc" } });
    return rows.map(({ text, parent }) => [text, parent?.text ?? null]);
  };
  await expect(button(page, "Menu of Holiday")).toBeVisible();
  await todos.checkbox("c").press("Alt+ArrowRight");
  await expect(said(page)).toContainText("Made a todo a subtask");
  await expect(page.getByText(`${isolated("c")} is a subtask of ${isolated("b")} now`)).toBeAttached();
  await todos.checkbox("d").focus();
  await page.keyboard.press("Control+]");
  await expect.poll(parents).toContainEqual(["d", "b"]);
  await page.keyboard.press("Control+[");
  await expect.poll(parents).toContainEqual(["d", null]);
  await todos.checkbox("b").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(said(page)).toContainText("What has subtasks cannot be one.");
  await drag(row(todos, "e"), row(todos, "a"), { y: 26 });
  await expect.poll(parents).toContainEqual(["e", "a"]);

  await row(todos, "d")
    .locator(".todo-text")
    .click({ modifiers: ["Control"] });
  await row(todos, "b")
    .locator(".todo-text")
    .click({ modifiers: ["Control"] });
  await drag(row(todos, "d"), todos.list("Inbox"));
  await expect(said(page)).toContainText("Moved 2 todos to another list");
  await expect(todos.checkbox("d")).toHaveCount(0);
  await expect(todos.checkbox("b")).toHaveCount(0);
  await expect(todos.checkbox("a")).toBeVisible();
  await todos.checkbox("a").press("Space");
  await expect.poll(() => codex.db.todo.count({ where: { completed: true } })).toBe(2);

  await todos.choose("Holiday", "History");
  const history = page.getByRole("list", { name: "What happened" });
  await expect(history.getByRole("listitem").first()).toContainText("You completed 2 todos");
  await expect(history).toContainText("You moved 3 todos to another list");
  await expect(history).toContainText(`You added “${isolated("a")}”`);
  await expect(history).toContainText("You made the list");
  await look(page, "history");
  await page.getByRole("button", { name: "Undo: You completed 2 todos" }).click();
  await expect(history.getByRole("listitem").first()).toContainText("by undoing");
  await expect(history.locator("[data-undone=true]")).toContainText("You completed 2 todos");
  await expect(todos.checkbox("a")).not.toBeChecked();

  await page.keyboard.press("Escape");
  await page.route("**/trpc/history.list**", (route) => route.abort());
  await page.reload();
  await todos.choose("Holiday", "History");
  await expect(page.getByRole("alert")).toContainText("The server cannot be reached.");
  await look(page, "history-failed");
  await page.unroute("**/trpc/history.list**");
  await button(page, "Try again").click();
  await expect(history.getByRole("listitem").first()).toContainText("by undoing");
});

test("ten thousand are acted on at once, and pages of their history are read", async ({
  todos,
  codex,
  page,
}) => {
  await todos.add("first");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  const list = await codex.db.list.findFirstOrThrow();
  await codex.db.todo.createMany({
    data: Array.from({ length: 9_999 }, (_, i) => ({ id: newId(), listId: list.id, text: `todo ${i + 2}` })),
  });
  await expect(page.getByText("10,000 left")).toBeVisible({ timeout: 120_000 });
  await todos.checkbox("first").focus();
  await expect(async () => {
    await page.keyboard.press("Control+a");
    await expect(bar(page)).toContainText("10,000 selected", { timeout: 2_000 });
  }).toPass();
  await button(page, "Priority").click();
  await button(page, "Low").click();
  await expect.poll(() => codex.db.todo.count({ where: { priority: 3 } }), { timeout: 120_000 }).toBe(10_000);
  await bar(page).getByRole("button", { name: "Delete" }).click();
  await expect(said(page)).toContainText("Deleted 10,000 todos");
  await expect.poll(() => codex.db.todo.count({ where: { deletedAt: null } }), { timeout: 120_000 }).toBe(0);
  await page.keyboard.press("Control+z");
  await expect(page.getByText("10,000 left")).toBeVisible({ timeout: 120_000 });
  await expect
    .poll(() => codex.db.todo.count({ where: { deletedAt: null } }), { timeout: 120_000 })
    .toBe(10_000);
  await command(page, "todo 9999", "todo 9999");
  await expect(todos.checkbox("todo 9999")).toBeFocused();
  await todos.choose("Inbox", "History");
  await expect(page.getByRole("list", { name: "What happened" })).toContainText(
    "You brought at least 50 todos back",
  );
  await button(page, "Show older").click();
  await expect(page.getByRole("list", { name: "What happened" })).toContainText(
    "You brought at least 100 todos back",
  );
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("todos are selected by holding one, or from the menu", { tag: "@screens" }, async ({
    todos,
    page,
    look,
  }) => {
    await todos.add("a", "b", "c");
    await todos.choose("Inbox", "Select");
    await expect(bar(page)).toContainText("0 selected");
    await row(todos, "a").locator(".todo-text").tap();
    await expect(bar(page)).toContainText("1 selected");
    await button(page, "End selecting").tap();
    await expect(bar(page)).toHaveCount(0);

    const box = await row(todos, "b").locator(".todo-text").boundingBox();
    if (!box) throw new Error("The row is not on the page");
    const session = await page.context().newCDPSession(page);
    const touchPoints = [{ x: box.x + 20, y: box.y + 20 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await expect(bar(page)).toContainText("1 selected");
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(button(page, "Select b")).toHaveAttribute("aria-pressed", "true");
    await row(todos, "c").locator(".todo-text").tap();
    await expect(bar(page)).toContainText("2 selected");
    await look(page, "selecting-by-touch");
    await bar(page).getByRole("button", { name: "Delete" }).tap();
    await todos.shows("a");
    await expect(said(page)).toContainText("Deleted 2 todos");
  });
});
