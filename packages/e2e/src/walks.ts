import type { Page } from "@playwright/test";
import { put } from "./rows.js";
import type { RunningCodex } from "./server.js";
import { TODOIST } from "./todoist.js";

/**
 * Whenever the page asks for a file, gives it what Todoist exports. To be called well before it asks: a key may come to
 * the page sooner than the wish to be told of it.
 */
export function giveTodoist(page: Page): void {
  page.on("filechooser", (chooser) => chooser.setFiles(TODOIST));
}

/** What stands on the one todo on which everything is written, by keyboard or by finger. */
export const tripIn = ({ db }: RunningCodex) =>
  db.todo.findFirst({
    where: { text: "Trip to Rome" },
    select: { notes: true, due: true, priority: true, labels: true },
  });

/** All todos, with what they are under. */
export const familiesIn = ({ db }: RunningCodex) =>
  db.todo.findMany({
    where: { deletedAt: null },
    select: { text: true, completed: true, parent: { select: { text: true } } },
    orderBy: { text: "asc" },
  });

/** Those that there are when one subtask was deleted, and one made a todo of its own. */
export const FAMILIES = [
  { text: "Hotel by the river", completed: false, parent: { text: "Trip to Rome" } },
  { text: "Other", completed: false, parent: null },
  { text: "Tickets", completed: true, parent: { text: "Trip to Rome" } },
  { text: "Trip to Rome", completed: false, parent: null },
  { text: "Visa", completed: false, parent: null },
];

/** Puts into the list of the only todo what views and filters tell apart, and more completed todos than are not folded. */
export async function putMany(codex: RunningCodex): Promise<void> {
  const { listId } = await codex.db.todo.findFirstOrThrow();
  await put(codex, listId, [
    { text: "Milk", labels: ["home"], priority: 1, due: "2020-01-01" },
    { text: "Shelf", labels: ["home"], due: "2035-03-01" },
    { text: "Report", labels: ["work"] },
    ...Array.from({ length: 21 }, (_, index) => ({ text: `done ${index + 1}`, completed: true })),
  ]);
}

export const savedIn = ({ db }: RunningCodex) =>
  db.savedView.findMany({ where: { deletedAt: null }, select: { name: true, query: true } });

/** What three todos have that were acted on together. */
export const threeIn = ({ db }: RunningCodex) =>
  db.todo.findMany({
    where: { deletedAt: null, text: { in: ["a", "b", "c"] } },
    select: { completed: true, priority: true, labels: true, due: true, list: { select: { name: true } } },
  });

/** The same, when a priority, a label and a day were given to them. */
export const three = (completed: boolean, name = "Holiday") =>
  Array.from({ length: 3 }, () => ({
    completed,
    priority: 1,
    labels: ["trip"],
    due: "2035-03-01",
    list: { name },
  }));

/** Todos as a quick line makes them. */
export const understoodIn = ({ db }: RunningCodex) =>
  db.todo.findMany({ select: { text: true, due: true, labels: true, priority: true } });
