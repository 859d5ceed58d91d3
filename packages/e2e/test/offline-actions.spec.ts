import type { CommandKind } from "@codex/core/command";
import { UNDOABLE } from "@codex/core/effect";
import { newId } from "@codex/core/id";
import { APPEARS, DAY, under } from "../src/actions/action.js";
import { IN_THE_DETAILS, ON_A_ROW, REPEATING } from "../src/actions/one.js";
import { TO_ANOTHER_PLACE } from "../src/actions/places.js";
import { LISTS_AND_VIEWS, WITH_SEVERAL } from "../src/actions/several.js";
import { closeDetails, detailsOf } from "../src/details.js";
import { expect, TodoPage, test } from "../src/fixtures.js";
import { untilKept } from "../src/releases.js";
import { type Fields, put } from "../src/rows.js";
import type { RunningCodex } from "../src/server.js";

// As tall as all that is tried together: what is dragged and where it goes are in sight at once.
test.use({ serviceWorkers: "allow", viewport: { width: 1_280, height: 2_600 } });

/** Those that are tried together. */
const ACTIONS = {
  "on a row": ON_A_ROW,
  "to another place": TO_ANOTHER_PLACE,
  "in the details": IN_THE_DETAILS,
  "with what repeats": REPEATING,
  "with several": WITH_SEVERAL,
  "with lists and views": LISTS_AND_VIEWS,
};

/** Todos, a list and a view of which each is changed by one action. */
async function prepare(todos: TodoPage, codex: RunningCodex): Promise<void> {
  const { db } = codex;
  await todos.add("Milk");
  for (const name of ["Holiday", "Zoo"]) await todos.addList(name);
  await todos.list("Inbox").click();
  await expect(todos.page.getByText("Saved", { exact: true })).toBeVisible();
  const { listId, createdBy } = await db.todo.findFirstOrThrow();
  if (createdBy === null) throw new Error("Nobody wrote it.");
  const views = { "At home": "label=home", Errands: "label=errand" };
  await db.savedView.createMany({
    data: Object.entries(views).map(([name, query]) => ({ id: newId(), userId: createdBy, name, query })),
  });
  const [trip, daily] = [newId(), { id: newId(), listId, rule: "FREQ=DAILY", start: DAY, zone: "UTC" }];
  await db.series.create({ data: { ...daily, mode: "schedule" } });
  const repeating = { due: DAY, occurrence: DAY, seriesId: daily.id };
  const two = (text: string, fields: Omit<Fields, "text"> = {}) =>
    ["one", "two"].map((which) => ({ text: `${text} ${which}`, ...fields }));
  const rows: readonly Fields[] = [
    ...["Bread", "Eggs", "Tent", "Jam", "Rope", "Pegs", "Tray", "Cup", "Ball", "Visit"].map((text) => ({
      text,
    })),
    { id: trip, text: "Trip" },
    { text: "Hotel", parentId: trip },
    { text: "Shelf", labels: ["home", "work"] },
    { text: "Water", due: DAY },
    ...["Feed", "Sweep", "Rest"].map((text) => ({ text, ...repeating })),
    ...["Done", "Dated", "Urgent", "Marked", "Away", "Gone"].flatMap((text) => two(text)),
    ...two("Again", { completed: true }),
    ...two("Freed", { labels: ["home", "work"] }),
  ];
  await put(codex, listId, rows);
  const active = 1 + rows.filter(({ completed }) => !completed).length;
  await expect(todos.page.getByText(`${active} left`)).toBeVisible();
  await expect(todos.page.getByRole("button", { name: "Menu of Inbox" })).toBeVisible();
  await untilKept(todos);
}

for (const [where, actions] of Object.entries(ACTIONS))
  test(`what is done ${where} is there at once, stays, arrives once, is taken back, and done again`, async ({
    todos,
    codex,
    page,
    context,
  }) => {
    await prepare(todos, codex);
    const began = await codex.db.command.count();
    const before = await Promise.all(actions.map(({ kept }) => kept(codex)));
    const seen = async (tab: TodoPage, { seen, counts = APPEARS }: (typeof actions)[number], at: 0 | 1) => {
      await expect(await seen(tab)).toHaveCount(counts[at]);
      if (await detailsOf(tab.page).isVisible()) await closeDetails(tab);
    };

    await context.setOffline(true);
    for (const action of actions)
      await test.step(`offline: ${action.name}`, async () => {
        await seen(todos, action, 0);
        await action.act(todos);
        await seen(todos, action, 1);
      });
    // Loaded anew, from what the browser keeps: this page has to know later what there is to take back.
    const anew = new TodoPage(await context.newPage());
    await anew.page.goto("/");
    for (const action of actions) await test.step(`loaded anew: ${action.name}`, () => seen(anew, action, 1));
    expect(await codex.db.command.count()).toBe(began);

    await context.setOffline(false);
    for (const { name, kept, becomes } of actions)
      await test.step(`back: ${name}`, () => expect.poll(() => kept(codex)).toEqual(becomes));
    for (const tab of [todos, anew]) await expect(tab.page.getByText("Saved", { exact: true })).toBeVisible();
    const given = await codex.db.command.findMany({
      orderBy: { n: "asc" },
      select: { kind: true },
      skip: began,
    });
    expect(given.map(({ kind }) => kind)).toEqual(actions.map(({ kind }) => kind));

    await page.bringToFront();
    for (const [index, action] of [...actions.entries()].reverse())
      await test.step(`taken back: ${action.name}`, async () => {
        await page.keyboard.press("ControlOrMeta+z");
        await seen(todos, action, 0);
        await expect.poll(() => action.kept(codex)).toEqual(before[index]);
      });
    for (const action of actions)
      await test.step(`done again: ${action.name}`, async () => {
        await page.keyboard.press("ControlOrMeta+Shift+z");
        await seen(todos, action, 1);
        await expect.poll(() => action.kept(codex)).toEqual(action.becomes);
      });
    expect(await codex.db.command.count()).toBe(began + 3 * actions.length);
  });

/** What is done to a whole list, or with what is not on the page. */
const WHOLE: readonly CommandKind[] = [
  "list.restore",
  "todo.restore",
  "undo",
  "redo",
  "undo",
  "todo.setAllCompleted",
  "undo",
  "redo",
  "todo.clearCompleted",
  "undo",
  "list.delete",
  "undo",
];

test("everything that can be taken back is tried here", () => {
  const tried = new Set<CommandKind>([
    ...Object.values(ACTIONS).flatMap((actions) => actions.map(({ kind }) => kind)),
    ...WHOLE,
  ]);
  expect([...UNDOABLE].filter((kind) => !tried.has(kind))).toEqual([]);
});

test("what is done offline to whole lists, and with the trash, is taken back there, done again, and arrives", async ({
  todos,
  codex,
  page,
  context,
}) => {
  await todos.add("a", "b", "c", "lost");
  await expect(todos.page.getByRole("button", { name: "Menu of Inbox" })).toBeVisible();
  await todos.add("lost with it");
  await todos.checkbox("lost with it").press("Alt+ArrowRight");
  await expect(under("lost with it")(todos)).toBeVisible();
  await todos.checkbox("lost").press("Delete");
  for (const name of ["Zoo", "Holiday"]) await todos.addList(name);
  await todos.list("Zoo").click();
  await todos.choose("Zoo", "Delete");
  await page.getByRole("button", { name: "Delete", exact: true }).last().click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await untilKept(todos);
  const trash = page.getByRole("dialog", { name: "Trash" });
  await page.getByRole("button", { name: "Trash" }).click();
  await expect(trash.getByRole("listitem")).toHaveCount(3);
  const all = page.getByRole("checkbox", { name: "Complete all" });
  const takeBack = () => page.keyboard.press("ControlOrMeta+z");
  const again = () => page.keyboard.press("ControlOrMeta+Shift+z");
  const done = todos.items.filter({ has: page.getByRole("checkbox", { checked: true }) });

  await context.setOffline(true);
  await trash.getByRole("button", { name: "Restore Zoo" }).click();
  await expect(trash.getByRole("listitem")).toHaveCount(2);
  await expect(trash.getByRole("list", { name: "Deleted" })).toBeFocused();
  await trash.getByRole("button", { name: "Restore lost", exact: true }).click();
  await expect(trash.getByText("The trash is empty.")).toBeVisible();
  await page.keyboard.press("Escape");
  await todos.shows("a", "b", "c", "lost", "lost with it");
  await takeBack();
  await todos.shows("a", "b", "c");
  await again();
  await todos.shows("a", "b", "c", "lost", "lost with it");
  await takeBack();
  await todos.shows("a", "b", "c");
  await all.click();
  await expect(done).toHaveCount(3);
  await takeBack();
  await expect(done).toHaveCount(0);
  await again();
  await expect(done).toHaveCount(3);
  await page.getByRole("button", { name: "Clear completed" }).click();
  await expect(todos.items).toHaveCount(0);
  await takeBack();
  await expect(done).toHaveCount(3);
  await todos.list("Holiday").click();
  await todos.choose("Holiday", "Delete");
  await page.getByRole("button", { name: "Delete", exact: true }).last().click();
  await expect(todos.list("Holiday")).toHaveCount(0);
  await takeBack();
  await expect(todos.list("Holiday")).toHaveCount(1);
  expect(await codex.db.todo.count({ where: { completed: true } })).toBe(0);

  // What has to be asked for is not there, which is said; and it comes once it can be asked for.
  const history = page.getByRole("dialog", { name: "History" });
  await todos.choose("Inbox", "History");
  await expect(history.getByRole("alert")).toContainText("The server cannot be reached.");

  await context.setOffline(false);
  await expect(history.getByRole("list", { name: "What happened" })).toBeVisible();
  await expect(history.getByRole("alert")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(todos.list("Zoo")).toHaveCount(1);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(await codex.db.todo.count({ where: { completed: true, deletedAt: null } })).toBe(3);
  expect(await codex.db.list.count({ where: { deletedAt: null } })).toBe(3);
  const kinds = await codex.db.command.findMany({ orderBy: { n: "asc" }, select: { kind: true } });
  expect(kinds.map(({ kind }) => kind).slice(-WHOLE.length)).toEqual(WHOLE);
});
