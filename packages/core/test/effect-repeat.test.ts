import { beforeEach, describe, expect, it } from "vitest";
import type { NewCommand } from "../src/command.js";
import { newId } from "../src/id.js";
import { nextId } from "../src/repeat/id.js";
import { Refusal } from "../src/view.js";
import { Everything, type Todo } from "./rows.js";

let rows: Everything;
let plants: string;
let series: string;

beforeEach(() => {
  rows = new Everything();
  plants = rows.has({ text: "Water the plants", due: "2026-03-10", labels: ["home"], notes: "All of them" });
  series = rows.repeats(plants);
});

const set = (ids: string[], fields: Extract<NewCommand, { kind: "todo.update" }>["set"], at?: string) =>
  rows.run({ kind: "todo.update", ids, set: fields, ...(at !== undefined && { at }) });
const complete = (...ids: string[]) => set(ids, { completed: true });
const reopen = (...ids: string[]) => set(ids, { completed: false });
/** What comes after a todo, if it is there. */
const after = (id: string): Todo | undefined => {
  const next = rows.todo(nextId(rows.row(id).seriesId ?? series, id));
  return next?.deletedAt === null ? next : undefined;
};
const nextOf = (id: string): string => after(id)?.id ?? "none";

describe("completing what repeats", () => {
  it("makes exactly one next, like it, on the rule's next date", () => {
    complete(plants);
    expect(rows.live()).toHaveLength(2);
    expect(after(plants)).toEqual({
      ...rows.row(plants),
      id: nextId(series, plants),
      completed: false,
      due: "2026-03-11",
      occurrence: "2026-03-11",
    });
    expect(complete(plants)).toEqual([]);
  });

  it("is with the fields that are set by the same command", () => {
    set([plants], { completed: true, text: "Water all plants", priority: 1 });
    expect(after(plants)).toMatchObject({ text: "Water all plants", priority: 1 });
    reopen(plants);
    expect(rows.live()).toHaveLength(1);
  });

  it("counts from when it was done, but not from a moment to come", () => {
    const weekly = rows.has({ due: "2026-03-01" });
    rows.repeats(weekly, "FREQ=WEEKLY", "completion");
    set([weekly], { completed: true }, "2026-03-05T08:00:00.000Z");
    expect(after(weekly)?.due).toBe("2026-03-12");
    reopen(weekly);
    set([weekly], { completed: true }, "2027-01-01T00:00:00.000Z");
    expect(after(weekly)?.due).toBe("2026-03-17");
  });

  it("of a day is counted from what day it was for who did it, unless their zone is not known here", () => {
    rows.now = "2026-03-11T06:00:00.000Z";
    // Late on the 10th there, the 11th in the zone of the series.
    const at = "2026-03-11T04:00:00.000Z";
    const nextIn = (zone?: string) => {
      const daily = rows.has({ due: "2026-03-10" });
      rows.repeats(daily);
      rows.run({ kind: "todo.update", ids: [daily], set: { completed: true }, at, ...(zone && { zone }) });
      return after(daily)?.due;
    };
    expect(nextIn("America/Los_Angeles")).toBe("2026-03-11");
    expect([nextIn(), nextIn("Middle/Earth"), nextIn("")]).toEqual(Array(3).fill("2026-03-12"));
    rows.run({ kind: "todo.setAllCompleted", completed: true, at, zone: "America/Los_Angeles" });
    expect(after(plants)?.due).toBe("2026-03-11");
  });

  it("stays with its rule's dates, wherever it was put", () => {
    const monthly = rows.has({ due: "2026-03-15" });
    rows.repeats(monthly, "FREQ=MONTHLY");
    set([monthly], { due: "2026-03-20" });
    expect(rows.row(monthly).occurrence).toBe("2026-03-15");
    complete(monthly);
    expect(after(monthly)?.due).toBe("2026-04-15");
  });

  it("ends with its rule", () => {
    const twice = rows.has({ due: "2026-03-10" });
    rows.repeats(twice, "FREQ=DAILY;COUNT=2");
    complete(twice);
    const last = nextOf(twice);
    complete(last);
    expect([rows.row(last).due, after(last)]).toEqual(["2026-03-11", undefined]);
  });

  it("takes subtasks along: open, with ids of their own, and as many days later", () => {
    const soil = rows.has({ text: "Soil", parentId: plants, due: "2026-03-09" });
    const can = rows.has({ text: "Can", parentId: plants, completed: true });
    const gone = rows.has({ text: "Gone", parentId: plants, deletedAt: rows.now });
    complete(plants);
    const next = nextOf(plants);
    expect(rows.subtasksOf([rows.row(next)])).toEqual([
      expect.objectContaining({
        id: nextId(series, soil),
        text: "Soil",
        due: "2026-03-10",
        completed: false,
      }),
      expect.objectContaining({ id: nextId(series, can), text: "Can", due: null, completed: false }),
    ]);
    expect(rows.todo(nextId(series, gone))).toBeUndefined();
  });

  it("together with the whole list makes the next of each, and none of what was done before", () => {
    const other = rows.has({ due: "2026-03-10" });
    rows.repeats(other, "FREQ=WEEKLY");
    complete(plants);
    rows.run({ kind: "todo.setAllCompleted", completed: true });
    const open = rows.live().filter(({ completed }) => !completed);
    expect(open.map(({ due }) => due).toSorted()).toEqual(["2026-03-12", "2026-03-17"]);
    rows.run({ kind: "todo.setAllCompleted", completed: false });
    expect(rows.live().every(({ completed }) => !completed)).toBe(true);
    expect(after(other)).toBeUndefined();
  });

  it("on a page that has not loaded what that takes, completes it alone", () => {
    rows.repetition = undefined;
    expect(complete(plants)).toHaveLength(1);
    expect(rows.run({ kind: "todo.skip", id: plants })).toEqual([]);
  });
});

describe("completed after all not", () => {
  it("takes the next away, and brings it again", () => {
    complete(plants);
    const next = nextOf(plants);
    reopen(plants);
    expect(rows.live().map(({ id }) => id)).toEqual([plants]);
    rows.now = "2026-03-10T13:00:00.000Z";
    complete(plants);
    expect(nextOf(plants)).toBe(next);
    expect(rows.row(next).createdAt).toBe(rows.now);
  });

  it("takes the next's subtasks away with it", () => {
    rows.has({ parentId: plants, due: "2026-03-10" });
    complete(plants);
    expect(rows.live()).toHaveLength(4);
    reopen(plants);
    expect(rows.live()).toHaveLength(2);
  });

  it("follows from a subtask that is not done, or is added", () => {
    const soil = rows.has({ parentId: plants });
    complete(plants);
    reopen(soil);
    expect(rows.row(plants).completed).toBe(false);
    expect(after(plants)).toBeUndefined();
    complete(plants);
    rows.run({ kind: "todo.create", todos: [{ id: newId(), text: "Can", parentId: plants }] });
    expect(rows.row(plants).completed).toBe(false);
    expect(after(plants)).toBeUndefined();
  });

  it.each<[what: string, touch: (next: string) => unknown]>([
    ["its text", (next) => set([next], { text: "Water them" })],
    ["its date", (next) => set([next], { due: "2026-04-01" })],
    ["its labels", (next) => rows.run({ kind: "todo.label", ids: [next], add: ["b"], remove: [] })],
    ["whether it is done", (next) => complete(next)],
    ["its list", (next) => rows.run({ kind: "todo.move", ids: [next], listId: newId() })],
    ["its occurrence, by skipping one", (next) => rows.run({ kind: "todo.skip", id: next })],
    ["what it repeats by", (next) => rows.repeats(next, "FREQ=WEEKLY")],
    ["that it repeats", (next) => rows.run({ kind: "todo.repeat", id: next, series: null })],
    [
      "what stands under it",
      (next) => rows.run({ kind: "todo.create", todos: [{ id: newId(), text: "New", parentId: next }] }),
    ],
    ["its place", (next) => set([next], { rank: "a1" })],
    [
      "that a subtask is there",
      (next) => rows.run({ kind: "todo.delete", ids: rows.subtasksOf([rows.row(next)]).map(({ id }) => id) }),
    ],
    [
      "a subtask",
      (next) =>
        set(
          rows.subtasksOf([rows.row(next)]).map(({ id }) => id),
          { text: "Other soil" },
        ),
    ],
    [
      "a subtask's date",
      (next) =>
        set(
          rows.subtasksOf([rows.row(next)]).map(({ id }) => id),
          { due: "2026-05-01" },
        ),
    ],
  ])("leaves the next alone if somebody has changed %s", (_what, touch) => {
    rows.has({ text: "Soil", parentId: plants, due: "2026-03-10" });
    complete(plants);
    const next = nextOf(plants);
    touch(next);
    const before = rows.row(next);
    reopen(plants);
    expect(rows.row(plants).completed).toBe(false);
    expect(rows.row(next)).toEqual(before);
    complete(plants);
    expect(rows.row(next)).toEqual(before);
  });
});

describe("a rule", () => {
  const refused = (command: () => unknown) => {
    const before = [rows.live(), rows.series(series)];
    expect(command).toThrow(Refusal);
    expect([rows.live(), rows.series(series)]).toEqual(before);
  };

  it("needs a date, and has to come again", () => {
    const undated = rows.has();
    refused(() => rows.repeats(undated));
    const dated = rows.has({ due: "2026-03-10" });
    refused(() => rows.repeats(dated, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"));
    refused(() => rows.repeats(dated, "FREQ=DAILY;UNTIL=20200101"));
  });

  it("is changed by another, from where its todo stands now", () => {
    complete(plants);
    const next = nextOf(plants);
    const weekly = rows.repeats(next, "FREQ=WEEKLY");
    expect(rows.series(weekly)).toMatchObject({ start: "2026-03-11", listId: rows.inboxId });
    complete(next);
    expect(rows.todo(nextId(weekly, next))).toMatchObject({ due: "2026-03-18", seriesId: weekly });
  });

  it("given again changes nothing; its id is for no other, nor for another todo", () => {
    const rule = { id: series, rule: "FREQ=DAILY", mode: "schedule", zone: "UTC" } as const;
    expect(rows.run({ kind: "todo.repeat", id: plants, series: rule })).toEqual([]);
    refused(() => rows.run({ kind: "todo.repeat", id: plants, series: { ...rule, rule: "FREQ=WEEKLY" } }));
    const other = rows.has({ due: "2026-03-10" });
    refused(() => rows.run({ kind: "todo.repeat", id: other, series: rule }));
  });

  it("ends: what is completed then is done", () => {
    rows.run({ kind: "todo.repeat", id: plants, series: null });
    expect(rows.row(plants)).toMatchObject({ seriesId: null, occurrence: null, due: "2026-03-10" });
    complete(plants);
    expect(rows.live()).toHaveLength(1);
  });

  it("is skipped to its next date, until there is none", () => {
    rows.run({ kind: "todo.skip", id: plants });
    expect(rows.row(plants)).toMatchObject({ due: "2026-03-11", occurrence: "2026-03-11", completed: false });
    const once = rows.has({ due: "2026-03-10" });
    rows.repeats(once, "FREQ=DAILY;COUNT=2");
    rows.run({ kind: "todo.skip", id: once });
    refused(() => rows.run({ kind: "todo.skip", id: once }));
    const plain = rows.has({ due: "2026-03-10" });
    refused(() => rows.run({ kind: "todo.skip", id: plain }));
  });

  it("is skipped once, however many skip the same date, and from when and where that was", () => {
    const skip = (at?: string, zone?: string) =>
      rows.run({
        kind: "todo.skip",
        id: plants,
        occurrence: "2026-03-10",
        ...(at && { at }),
        ...(zone && { zone }),
      });
    expect(skip()).toHaveLength(1);
    expect(skip()).toEqual([]);
    expect(rows.row(plants).due).toBe("2026-03-11");
    // Told days later, and from where it was still the 10th.
    rows.now = "2026-03-20T12:00:00.000Z";
    const [later, west] = [rows.has({ due: "2026-03-08" }), rows.has({ due: "2026-03-08" })];
    for (const id of [later, west]) rows.repeats(id);
    const at = "2026-03-11T04:00:00.000Z";
    const of = { kind: "todo.skip", occurrence: "2026-03-08", at } as const;
    rows.run({ ...of, id: later });
    rows.run({ ...of, id: west, zone: "America/Los_Angeles" });
    expect([rows.row(later).due, rows.row(west).due]).toEqual(["2026-03-11", "2026-03-10"]);
  });

  it("goes along to another list, and does not go along twice", () => {
    const [there, elsewhere] = [newId(), newId()];
    complete(plants);
    const next = nextOf(plants);
    rows.run({ kind: "todo.move", ids: [next], listId: there });
    expect(rows.series(series)?.listId).toBe(there);
    rows.run({ kind: "todo.move", ids: [plants], listId: elsewhere });
    expect(rows.series(series)?.listId).toBe(there);
    complete(next);
    expect(rows.live(there).map(({ due }) => due)).toEqual(["2026-03-11", "2026-03-12"]);
  });

  it("brings the next where it goes on, with what stands under it, also if that had been taken back elsewhere", () => {
    rows.has({ text: "Soil", parentId: plants });
    const there = newId();
    complete(plants);
    const next = nextOf(plants);
    reopen(plants);
    rows.run({ kind: "todo.move", ids: [plants], listId: there });
    expect([rows.live(), rows.live(there).length, rows.row(next).deletedAt]).toEqual([[], 2, rows.now]);
    complete(plants);
    expect(after(plants)).toMatchObject({ id: next, listId: there, due: "2026-03-11", completed: false });
    expect(rows.subtasksOf([rows.row(next)])).toMatchObject([{ text: "Soil", deletedAt: null }]);
    expect([rows.live().length, rows.live(there).length]).toEqual([0, 4]);
  });

  it("leaves what is in the trash of a list that the todo does not leave", () => {
    const [there, elsewhere] = [newId(), newId()];
    complete(plants);
    const next = nextOf(plants);
    rows.run({ kind: "todo.move", ids: [next], listId: there });
    rows.run({ kind: "todo.delete", ids: [next] });
    reopen(plants);
    const before = rows.row(next);
    rows.run({ kind: "todo.move", ids: [plants], listId: elsewhere });
    expect(rows.row(next)).toEqual(before);
  });

  it("stays with what is still to be done when what is done goes to another list", () => {
    complete(plants);
    const next = nextOf(plants);
    rows.run({ kind: "todo.move", ids: [plants], listId: newId() });
    expect(rows.series(series)?.listId).toBe(rows.inboxId);
    complete(next);
    expect(after(next)?.due).toBe("2026-03-12");
    const [open, there] = [nextOf(next), newId()];
    rows.run({ kind: "todo.move", ids: [next, open], listId: there });
    expect(rows.series(series)?.listId).toBe(there);
  });
});
