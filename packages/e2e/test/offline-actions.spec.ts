import { newId } from "@codex/core/id";
import { APPEARS, DAY } from "../src/actions/action.js";
import { IN_THE_DETAILS, ON_A_ROW, REPEATING } from "../src/actions/one.js";
import { LISTS_AND_VIEWS, WITH_SEVERAL } from "../src/actions/several.js";
import { closeDetails, detailsOf } from "../src/details.js";
import { expect, TodoPage, test } from "../src/fixtures.js";
import { untilKept } from "../src/releases.js";
import { put } from "../src/rows.js";
import type { RunningCodex } from "../src/server.js";

test.use({ serviceWorkers: "allow" });

/** Those that are tried together. */
const ACTIONS = {
  "on a row": ON_A_ROW,
  "in the details": IN_THE_DETAILS,
  "with what repeats": REPEATING,
  "with several": WITH_SEVERAL,
  "with lists and views": LISTS_AND_VIEWS,
};

/** Todos, a list and a view of which each is changed by one action. */
async function prepare(todos: TodoPage, codex: RunningCodex): Promise<void> {
  const { db } = codex;
  await db.savedView.deleteMany();
  await db.label.deleteMany();
  await todos.add("Milk");
  await todos.addList("Holiday");
  await todos.list("Inbox").click();
  await expect(todos.page.getByText("Saved", { exact: true })).toBeVisible();
  const { listId, createdBy } = await db.todo.findFirstOrThrow();
  if (createdBy === null) throw new Error("Nobody wrote it.");
  await db.savedView.create({
    data: { id: newId(), userId: createdBy, name: "At home", query: "label=home" },
  });
  const [trip, daily] = [newId(), { id: newId(), listId, rule: "FREQ=DAILY", start: DAY, zone: "UTC" }];
  await db.series.create({ data: { ...daily, mode: "schedule" } });
  const repeating = { due: DAY, occurrence: DAY, seriesId: daily.id };
  await put(codex, listId, [
    ...["Bread", "Eggs", "Tent", "Jam"].map((text) => ({ text })),
    { id: trip, text: "Trip" },
    { text: "Hotel", parentId: trip },
    { text: "Shelf", labels: ["home", "work"] },
    { text: "Water", due: DAY },
    ...["Feed", "Sweep", "Rest"].map((text) => ({ text, ...repeating })),
    ...["Done", "Dated", "Urgent", "Marked", "Away", "Gone"].flatMap((text) =>
      ["one", "two"].map((which) => ({ text: `${text} ${which}` })),
    ),
  ]);
  await expect(todos.page.getByText("24 left")).toBeVisible();
  await expect(todos.page.getByRole("button", { name: "Menu of Inbox" })).toBeVisible();
  await untilKept(todos);
}

for (const [where, actions] of Object.entries(ACTIONS))
  test(`what is done ${where} is there at once, stays, arrives once, and is taken back`, async ({
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
    expect(await codex.db.command.count()).toBe(began + actions.length);

    await page.bringToFront();
    for (const [index, action] of [...actions.entries()].reverse())
      await test.step(`taken back: ${action.name}`, async () => {
        await page.keyboard.press("ControlOrMeta+z");
        await seen(todos, action, 0);
        await expect.poll(() => action.kept(codex)).toEqual(before[index]);
      });
    expect(await codex.db.command.count()).toBe(began + 2 * actions.length);
  });

test("what is done to whole lists offline is taken back there, done again, and arrives", async ({
  todos,
  codex,
  page,
  context,
}) => {
  await todos.add("a", "b", "c");
  await todos.addList("Holiday");
  await todos.list("Inbox").click();
  await expect.poll(() => codex.db.list.count()).toBe(2);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await untilKept(todos);
  const all = page.getByRole("checkbox", { name: "Complete all" });
  const takeBack = () => page.keyboard.press("ControlOrMeta+z");
  const again = () => page.keyboard.press("ControlOrMeta+Shift+z");
  const done = todos.items.filter({ has: page.getByRole("checkbox", { checked: true }) });

  await context.setOffline(true);
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

  await context.setOffline(false);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(await codex.db.todo.count({ where: { completed: true, deletedAt: null } })).toBe(3);
  expect(await codex.db.list.count({ where: { deletedAt: null } })).toBe(2);
  const kinds = await codex.db.command.findMany({ orderBy: { n: "asc" }, select: { kind: true } });
  expect(kinds.map(({ kind }) => kind).slice(-7)).toEqual([
    "todo.setAllCompleted",
    "undo",
    "redo",
    "todo.clearCompleted",
    "undo",
    "list.delete",
    "undo",
  ]);
});
