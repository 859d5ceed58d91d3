import { drag } from "../drag.js";
import { orderIn } from "../rows.js";
import { view } from "../views.js";
import { type Action, button, fieldOf, GOES, many, says, under } from "./action.js";

export const TO_ANOTHER_PLACE: readonly Action[] = [
  {
    name: "reorder by key",
    kind: "todo.update",
    act: (todos) => todos.checkbox("Eggs").press("Alt+Shift+ArrowUp"),
    seen: (todos) => todos.item("Eggs").and(todos.page.locator('[aria-posinset="1"]')),
    kept: async (codex) => (await orderIn(codex)).indexOf("Eggs"),
    becomes: 0,
  },
  {
    name: "move to another list",
    kind: "todo.move",
    act: async (todos) => {
      await button(todos, "Move Tent").click();
      await button(todos, "Holiday").click();
    },
    seen: (todos) => todos.item("Tent"),
    counts: GOES,
    kept: many("Tent", { list: { name: "Holiday" } }),
    becomes: 1,
  },
  {
    name: "put under the one above",
    kind: "todo.update",
    act: (todos) => todos.checkbox("Pegs").press("Alt+ArrowRight"),
    seen: under("Pegs"),
    kept: many("Pegs", { parent: { text: "Rope" } }),
    becomes: 1,
  },
  {
    name: "put out from under it",
    kind: "todo.update",
    act: (todos) => todos.checkbox("Hotel").press("Control+["),
    seen: under("Hotel"),
    counts: GOES,
    kept: many("Hotel", { parentId: null }),
    becomes: 1,
  },
  {
    name: "drag onto a todo",
    kind: "todo.update",
    act: (todos) => drag(todos.item("Cup"), todos.item("Tray"), { y: 26 }),
    seen: under("Cup"),
    kept: many("Cup", { parent: { text: "Tray" } }),
    becomes: 1,
  },
  {
    name: "drag onto a list",
    kind: "todo.move",
    act: (todos) => drag(todos.item("Ball"), todos.list("Holiday")),
    seen: (todos) => todos.item("Ball"),
    counts: GOES,
    kept: many("Ball", { list: { name: "Holiday" } }),
    becomes: 1,
  },
  {
    name: "drag onto a day",
    kind: "todo.update",
    act: (todos) => drag(todos.item("Visit"), view(todos.page, "Today")),
    seen: says("Visit", "due today"),
    kept: async (codex) => (await fieldOf("Visit", "due")(codex)) !== null,
    becomes: true,
  },
];
