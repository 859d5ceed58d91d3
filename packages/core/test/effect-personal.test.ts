import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../src/id.js";
import { PERSONAL_LIMITS } from "../src/limits.js";
import { Refusal } from "../src/view.js";
import { Everything } from "./rows.js";

let rows: Everything;
beforeEach(() => {
  rows = new Everything();
});

const setColor = (name: string, color: "teal" | "red" | null) =>
  rows.run({ kind: "label.setColor", id: newId(), name, color });
const colours = () =>
  Object.fromEntries(rows.labels().flatMap((row) => (row.deletedAt ? [] : [[row.name, row.color]])));

describe("a label's colour", () => {
  it("is given, changed, taken away and given again: to one row", () => {
    setColor("home", "teal");
    setColor("home", "red");
    expect(colours()).toEqual({ home: "red" });
    setColor("home", null);
    expect(colours()).toEqual({});
    rows.now = "2026-03-11T12:00:00.000Z";
    expect(setColor("home", null)).toEqual([]);
    setColor("home", "red");
    expect(colours()).toEqual({ home: "red" });
    expect(rows.labels()).toHaveLength(1);
    expect([setColor("home", "red"), setColor("away", null)]).toEqual([[], []]);
  });

  it("is for so many labels, not counting those that have none any more", () => {
    for (let count = 0; count < PERSONAL_LIMITS.labels; count++) setColor(`label${count}`, "teal");
    expect(() => setColor("more", "teal")).toThrow(Refusal);
    setColor("label0", "red");
    setColor("label0", null);
    setColor("more", "teal");
    expect(() => setColor("label0", "red")).toThrow(Refusal);
    expect(Object.keys(colours())).toHaveLength(PERSONAL_LIMITS.labels);
  });
});

describe("a saved view", () => {
  const save = (id: string, name = "Home", query = "label=home") =>
    rows.run({ kind: "view.save", id, name, query });
  const views = () => rows.savedViews().flatMap((row) => (row.deletedAt ? [] : [row.name]));

  it("is saved, saved anew, deleted, and saved again", () => {
    const id = newId();
    save(id);
    expect(save(id)).toEqual([]);
    save(id, "At home");
    expect(views()).toEqual(["At home"]);
    rows.run({ kind: "view.delete", id });
    expect([views(), rows.run({ kind: "view.delete", id })]).toEqual([[], []]);
    save(id, "Home again");
    expect(views()).toEqual(["Home again"]);
    expect(() => rows.run({ kind: "view.delete", id: newId() })).toThrow(Refusal);
  });

  it("is one of so many", () => {
    const first = newId();
    save(first);
    for (let count = 1; count < PERSONAL_LIMITS.savedViews; count++) save(newId());
    expect(() => save(newId())).toThrow(Refusal);
    save(first, "Another name");
    rows.run({ kind: "view.delete", id: first });
    save(newId());
    expect(() => save(first)).toThrow(Refusal);
  });
});
