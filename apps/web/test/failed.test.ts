import { commandSchema, type NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { expect, it } from "vitest";
import { failedTo, typedFor } from "../src/todo/failed.js";

const ids = [newId()];
const command = (given: NewCommand) => commandSchema.parse({ ...given, commandId: newId() });
const update = (set: Extract<NewCommand, { kind: "todo.update" }>["set"]) =>
  command({ kind: "todo.update", ids, set });

/** Without what keeps texts from turning round the sentence. */
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, "");

it("says of every change what could not be done", () => {
  const said = (given: ReturnType<typeof command>) => plain(failedTo(given, () => "milk"));
  expect(said(update({ text: "oats" }))).toBe("Could not save “oats”");
  expect(said(update({ completed: true }))).toBe("Could not complete “milk”");
  expect(said(update({ completed: false }))).toBe("Could not reopen “milk”");
  expect(said(update({ rank: "a1" }))).toBe("Could not move “milk”");
  for (const set of [
    { due: "2027-01-31" },
    { due: null },
    { priority: 1 },
    { notes: "a" },
    { parentId: null },
  ])
    expect(said(update(set))).toBe("Could not change “milk”");
  expect(said(command({ kind: "todo.label", ids, add: ["home"], remove: [] }))).toBe(
    "Could not change “milk”",
  );
  expect(said(command({ kind: "view.delete", id: newId() }))).toBe("A change was not saved");
});

it("gives back all that was typed: as todos what can be some, and the rest apart", () => {
  const listId = newId();
  const view = { id: newId(), query: "q=milk" };
  expect(typedFor(update({ text: "oats", notes: "two\nlines" }))).toEqual({
    texts: ["oats"],
    others: ["two\nlines"],
  });
  expect(typedFor(update({ notes: null, due: null }))).toEqual({ texts: [], others: [] });
  expect(typedFor(command({ kind: "list.rename", listId, name: "Home" }))).toEqual({
    texts: [],
    others: ["Home"],
  });
  expect(typedFor(command({ kind: "view.save", ...view, name: "Milk" }))).toEqual({
    texts: [],
    others: ["Milk"],
  });
});
