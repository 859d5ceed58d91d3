import type { Locator } from "@playwright/test";
import { closeDetails, openDetails } from "../details.js";
import type { TodoPage } from "../fixtures.js";
import { type Action, DAY, fieldOf, fill, GOES, many, ruleOf, says, ticked } from "./action.js";

export const ON_A_ROW: readonly Action[] = [
  {
    name: "write one",
    kind: "todo.create",
    act: (todos) => todos.add("Honey"),
    seen: (todos) => todos.item("Honey"),
    kept: many("Honey", {}),
    becomes: 1,
  },
  {
    name: "complete",
    kind: "todo.update",
    act: (todos) => todos.checkbox("Milk").check(),
    seen: ticked("Milk"),
    kept: fieldOf("Milk", "completed"),
    becomes: true,
  },
  {
    name: "edit the text",
    kind: "todo.update",
    act: (todos) => todos.rewrite("Bread", "Rye rolls"),
    seen: (todos) => todos.item("Rye rolls"),
    kept: many("Rye rolls", {}),
    becomes: 1,
  },
  {
    name: "delete",
    kind: "todo.delete",
    act: (todos) => todos.checkbox("Jam").press("Delete"),
    seen: (todos) => todos.item("Jam"),
    counts: GOES,
    kept: many("Jam", {}),
    becomes: 0,
  },
];

/** Something that is done in the details of a todo. */
const inDetails = (text: string, act: (dialog: Locator) => Promise<unknown>) => async (todos: TodoPage) => {
  await act(await openDetails(todos, text));
  await closeDetails(todos);
};

const click = (name: string) => (dialog: Locator) =>
  dialog.getByRole("button", { name, exact: true }).click();

export const IN_THE_DETAILS: readonly Action[] = [
  {
    name: "write notes",
    kind: "todo.update",
    act: inDetails("Trip", async (dialog) => {
      await click("Add notes")(dialog);
      const field = dialog.getByRole("textbox", { name: "Notes" });
      await field.fill("By train");
      await field.press("ControlOrMeta+Enter");
    }),
    seen: says("Trip", "has notes"),
    kept: fieldOf("Trip", "notes"),
    becomes: "By train",
  },
  {
    name: "set the due date",
    kind: "todo.update",
    act: inDetails("Trip", (dialog) => fill(dialog.getByLabel("Date"), DAY)),
    seen: says("Trip", "due Mar 1, 2035"),
    kept: fieldOf("Trip", "due"),
    becomes: DAY,
  },
  {
    name: "set the priority",
    kind: "todo.update",
    act: inDetails("Trip", (dialog) => dialog.getByRole("radio", { name: "1" }).check()),
    seen: says("Trip", "priority 1"),
    kept: fieldOf("Trip", "priority"),
    becomes: 1,
  },
  {
    name: "add a label",
    kind: "todo.label",
    act: inDetails("Trip", (dialog) => fill(dialog.getByRole("combobox", { name: "Add a label" }), "travel")),
    seen: says("Trip", "label travel"),
    kept: fieldOf("Trip", "labels"),
    becomes: ["travel"],
  },
  {
    name: "remove a label",
    kind: "todo.label",
    act: inDetails("Shelf", click("Remove label home")),
    seen: says("Shelf", "label home"),
    counts: GOES,
    kept: fieldOf("Shelf", "labels"),
    becomes: ["work"],
  },
  {
    name: "give a label a colour",
    kind: "label.setColor",
    act: inDetails("Shelf", async (dialog) => {
      await click("Colour of work")(dialog);
      await click("Teal")(dialog);
    }),
    seen: (todos) => todos.item("Shelf").locator(".label[data-color=teal]"),
    kept: ({ db }) => db.label.count({ where: { name: "work", color: "teal", deletedAt: null } }),
    becomes: 1,
  },
  {
    name: "add a subtask",
    kind: "todo.create",
    act: inDetails("Trip", (dialog) =>
      fill(dialog.getByRole("textbox", { name: "Add a subtask" }), "Tickets"),
    ),
    seen: (todos) => todos.item("Tickets"),
    kept: many("Tickets", { parent: { text: "Trip" } }),
    becomes: 1,
  },
  {
    name: "complete a subtask",
    kind: "todo.update",
    act: inDetails("Trip", (dialog) => dialog.getByRole("checkbox", { name: "Hotel" }).check()),
    seen: ticked("Hotel"),
    kept: fieldOf("Hotel", "completed"),
    becomes: true,
  },
];

/** What repeats has had its rule before, but for the first. */
export const REPEATING: readonly Action[] = [
  {
    name: "set a repetition",
    kind: "todo.repeat",
    act: inDetails("Water", async (dialog) => {
      await click("Repeat…")(dialog);
      await click("Save")(dialog);
    }),
    seen: says("Water", "repeats"),
    kept: ruleOf("Water"),
    becomes: "FREQ=WEEKLY;BYDAY=TH",
  },
  {
    name: "skip a date",
    kind: "todo.skip",
    act: inDetails("Feed", click("Skip this date")),
    seen: says("Feed", "due Mar 2, 2035"),
    kept: fieldOf("Feed", "due"),
    becomes: "2035-03-02",
  },
  {
    name: "change the rule",
    kind: "todo.repeat",
    act: inDetails("Sweep", async (dialog) => {
      await click("Change…")(dialog);
      await dialog.getByRole("spinbutton", { name: /^Every/ }).fill("2");
      await click("Save")(dialog);
    }),
    seen: async (todos) => (await openDetails(todos, "Sweep")).getByText("Every 2 days"),
    kept: ruleOf("Sweep"),
    becomes: "FREQ=DAILY;INTERVAL=2",
  },
  {
    name: "end the repetition",
    kind: "todo.repeat",
    act: inDetails("Rest", click("End the repetition")),
    seen: says("Rest", "repeats"),
    counts: GOES,
    kept: ruleOf("Rest"),
    becomes: undefined,
  },
];
