import { expect, type Locator } from "@playwright/test";
import type { TodoPage } from "../fixtures.js";
import type { RunningCodex } from "../server.js";
import { view } from "../views.js";
import { type Action, BOTH, button, DAY, fill, GOES, many, says, ticked } from "./action.js";

/** Something that is done with two todos, which are selected until they are out of sight. */
const withTwo =
  (text: string, act: (bar: Locator, todos: TodoPage) => Promise<unknown>, inSight: "stay" | "go" = "stay") =>
  async (todos: TodoPage) => {
    for (const which of ["one", "two"])
      await todos
        .item(`${text} ${which}`)
        .locator(".todo-text")
        .click({ modifiers: ["Control"] });
    const bar = todos.page.getByRole("region", { name: "Selected todos" });
    await expect(bar).toContainText("2 selected");
    await act(bar, todos);
    if (inSight === "stay") await button(todos, "End selecting").click();
    await expect(bar).toHaveCount(0);
  };

const choose = (menu: string, choice: string) => async (bar: Locator) => {
  await bar.getByRole("button", { name: menu, exact: true }).click();
  await bar.getByRole("button", { name: choice, exact: true }).click();
};

export const WITH_SEVERAL: readonly Action[] = [
  {
    name: "complete several",
    kind: "todo.update",
    act: withTwo("Done", (bar) => bar.getByRole("button", { name: "Complete" }).click()),
    seen: ticked("Done"),
    counts: BOTH,
    kept: many("Done", { completed: true }),
    becomes: 2,
  },
  {
    name: "reopen several",
    kind: "todo.update",
    act: withTwo("Again", (bar) => bar.getByRole("button", { name: "Reopen" }).click()),
    seen: ticked("Again"),
    counts: [2, 0],
    kept: many("Again", { completed: true }),
    becomes: 0,
  },
  {
    name: "make several due",
    kind: "todo.update",
    act: withTwo("Dated", async (bar) => {
      await bar.getByRole("button", { name: "Due" }).click();
      await bar.getByLabel("On a date").fill(DAY);
      await bar.getByRole("button", { name: "Set", exact: true }).click();
    }),
    seen: says("Dated", "due Mar 1, 2035"),
    counts: BOTH,
    kept: many("Dated", { due: DAY }),
    becomes: 2,
  },
  {
    name: "set the priority of several",
    kind: "todo.update",
    act: withTwo("Urgent", choose("Priority", "High")),
    seen: says("Urgent", "priority 1"),
    counts: BOTH,
    kept: many("Urgent", { priority: 1 }),
    becomes: 2,
  },
  {
    name: "label several",
    kind: "todo.label",
    act: withTwo("Marked", async (bar, { page }) => {
      await bar.getByRole("button", { name: "Labels" }).click();
      await fill(page.getByRole("dialog").getByLabel("Label", { exact: true }), "#trip");
      await page.keyboard.press("Escape");
    }),
    seen: says("Marked", "label trip"),
    counts: BOTH,
    kept: many("Marked", { labels: { has: "trip" } }),
    becomes: 2,
  },
  {
    name: "take a label from several",
    kind: "todo.label",
    act: withTwo("Freed", async (bar, { page }) => {
      await bar.getByRole("button", { name: "Labels" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Remove the label home" }).click();
      await page.keyboard.press("Escape");
    }),
    seen: says("Freed", "label home"),
    counts: [2, 0],
    kept: many("Freed", { labels: { has: "home" } }),
    becomes: 0,
  },
  {
    name: "move several",
    kind: "todo.move",
    act: withTwo("Away", choose("Move to a list", "Holiday"), "go"),
    seen: (todos) => todos.items.filter({ hasText: "Away" }),
    counts: [2, 0],
    kept: many("Away", { list: { name: "Holiday" } }),
    becomes: 2,
  },
  {
    name: "delete several",
    kind: "todo.delete",
    act: withTwo("Gone", (bar) => bar.getByRole("button", { name: "Delete" }).click(), "go"),
    seen: (todos) => todos.items.filter({ hasText: "Gone" }),
    counts: [2, 0],
    kept: many("Gone", {}),
    becomes: 0,
  },
];

/** How many lists or views have a name. */
const named =
  (table: "list" | "savedView", name: string) =>
  ({ db }: RunningCodex) => {
    const where = { name, deletedAt: null };
    return table === "list" ? db.list.count({ where }) : db.savedView.count({ where });
  };

export const LISTS_AND_VIEWS: readonly Action[] = [
  {
    name: "rename a list",
    kind: "list.rename",
    act: async (todos) => {
      await todos.list("Holiday").click();
      await todos.choose("Holiday", "Rename");
      await fill(todos.page.getByRole("textbox", { name: "Name" }), "Journey");
    },
    seen: (todos) => todos.list("Journey"),
    kept: named("list", "Journey"),
    becomes: 1,
  },
  {
    name: "order the lists",
    kind: "list.setOrder",
    act: async (todos) => {
      await todos.list("Zoo").click();
      await todos.choose("Zoo", "Move up");
    },
    seen: ({ page }) =>
      page.getByRole("navigation", { name: "Lists" }).getByRole("listitem").nth(1).filter({ hasText: "Zoo" }),
    kept: async ({ db }) => {
      const places = await db.member.findMany({
        where: { list: { inboxOf: null, deletedAt: null } },
        select: { list: { select: { name: true } } },
        orderBy: { position: "asc" },
      });
      return places[0]?.list.name === "Zoo";
    },
    becomes: true,
  },
  {
    name: "make a list",
    kind: "list.create",
    act: (todos) => todos.addList("Garden"),
    seen: (todos) => todos.list("Garden"),
    kept: named("list", "Garden"),
    becomes: 1,
  },
  {
    name: "save a view",
    kind: "view.save",
    act: async (todos) => {
      await view(todos.page, "All").click();
      await todos.page.getByRole("searchbox").fill("milk");
      await button(todos, "Save this view").click();
      await fill(todos.page.getByRole("textbox", { name: "Name of the view" }), "With milk");
    },
    seen: ({ page }) => view(page, "With milk"),
    kept: named("savedView", "With milk"),
    becomes: 1,
  },
  {
    name: "rename a view",
    kind: "view.save",
    act: async (todos) => {
      await view(todos.page, "Errands").click();
      await todos.choose("Errands", "Rename");
      await fill(todos.page.getByRole("textbox", { name: "Name of the view" }), "Ways");
    },
    seen: ({ page }) => view(page, "Ways"),
    kept: named("savedView", "Ways"),
    becomes: 1,
  },
  {
    name: "delete a view",
    kind: "view.delete",
    act: async (todos) => {
      await view(todos.page, "At home").click();
      await todos.choose("At home", "Delete");
    },
    seen: ({ page }) => view(page, "At home"),
    counts: GOES,
    kept: named("savedView", "At home"),
    becomes: 0,
  },
];
