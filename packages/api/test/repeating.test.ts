import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { nextId } from "@codex/core/repeat";
import { beforeEach, describe, expect, it } from "vitest";
import { done, missingNumbers, push } from "./door.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, inDays, makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let list: string;
let plants: string;
let series: string;
/** Days that are to come, whenever this runs. */
const day = (days: number) =>
  inDays(400 + days)
    .toISOString()
    .slice(0, 10);

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
  plants = newId();
  await run({ kind: "todo.create", listId: list, todos: [{ id: plants, text: "Water", due: day(0) }] });
  series = await repeat(plants, "FREQ=DAILY");
});

type Who = keyof World["callers"];
const run = (command: NewCommand, who: Who = "owner") => done(server(), command, world.callers[who]);
async function repeat(
  id: string,
  rule: string,
  mode: "schedule" | "completion" = "schedule",
): Promise<string> {
  const seriesId = newId();
  await run({ kind: "todo.repeat", id, series: { id: seriesId, rule, mode, zone: "UTC" } });
  return seriesId;
}
const completing = (id: string, completed = true): NewCommand => ({
  kind: "todo.update",
  ids: [id],
  set: { completed },
});
const complete = (id: string, who: Who = "owner") => run(completing(id), who);
const reopen = (id: string, who: Who = "owner") => run(completing(id, false), who);
const row = (id: string) => server().db.todo.findUnique({ where: { id } });
/** What comes after a todo, unless it was taken away. */
const after = async (id: string) => {
  const next = await row(nextId(series, id));
  return next?.deletedAt === null ? next : undefined;
};
const live = () => server().db.todo.findMany({ where: { deletedAt: null, text: "Water" } });
async function addSubtask(parentId: string, fields: { text: string; due?: string }): Promise<string> {
  const id = newId();
  await run({ kind: "todo.create", listId: list, todos: [{ id, parentId, ...fields }] });
  return id;
}
async function refused(command: NewCommand, code: string, who: Who = "owner") {
  const before = await everything(server());
  const [result] = await push(server(), [command], world.callers[who]);
  expect(result).toMatchObject({ status: "refused", code });
  expect(await everything(server())).toEqual(before);
}

describe("completing what repeats makes exactly one next", () => {
  const isOne = async () => {
    expect(await live()).toHaveLength(2);
    expect(await after(plants)).toMatchObject({ completed: false, due: day(1), occurrence: day(1) });
    expect(await missingNumbers(server(), list)).toEqual([]);
  };

  it("when it is completed twice, and when the same command is sent again", async () => {
    const commandId = await complete(plants);
    await isOne();
    await complete(plants);
    const again = { ...completing(plants), commandId };
    expect(await push(server(), [again, again], world.callers.owner)).toMatchObject([
      { status: "accepted" },
      { status: "accepted" },
    ]);
    await isOne();
  });

  it("when two people complete it at once", async () => {
    await Promise.all([complete(plants), complete(plants, "editor"), complete(plants)]);
    await isOne();
  });

  it("whoever completes it through the procedure", async () => {
    const editor = new Visitor(server(), world.callers.editor);
    expect((await editor.call("todo.update", { id: plants, completed: true })).data).toMatchObject({
      completed: true,
    });
    await isOne();
    expect(await after(plants)).toMatchObject({ createdBy: world.users.editor, seriesId: series });
    expect((await editor.call("todo.series", { id: plants })).data).toMatchObject({
      id: series,
      rule: "FREQ=DAILY",
    });
  });

  it("from when it was completed offline, and not from a moment to come", async () => {
    const weekly = newId();
    await run({ kind: "todo.create", listId: list, todos: [{ id: weekly, text: "b", due: day(0) }] });
    series = await repeat(weekly, "FREQ=WEEKLY", "completion");
    await run({ ...completing(weekly), at: "2026-03-05T08:00:00.000Z" } as NewCommand);
    expect(await after(weekly)).toMatchObject({ due: "2026-03-12" });
    await reopen(weekly);
    await run({ ...completing(weekly), at: inDays(300).toISOString() } as NewCommand);
    const due = (await after(weekly))?.due ?? "";
    expect(due > inDays(0).toISOString() && due < inDays(10).toISOString()).toBe(true);
  });

  it("until its rule ends", async () => {
    const twice = newId();
    await run({ kind: "todo.create", listId: list, todos: [{ id: twice, text: "b", due: day(0) }] });
    series = await repeat(twice, "FREQ=DAILY;COUNT=2");
    await complete(twice);
    const last = (await after(twice))?.id ?? "";
    await complete(last);
    expect(await after(last)).toBeUndefined();
    await refused({ kind: "todo.skip", id: last }, "CONFLICT");
  });

  it("with its subtasks: open, later, with ids of their own", async () => {
    const soil = await addSubtask(plants, { text: "Soil", due: day(-1) });
    const can = await addSubtask(plants, { text: "Can" });
    await complete(can);
    // The whole list, of which the server reads only what is not done yet.
    await run({ kind: "todo.setAllCompleted", listId: list, completed: true });
    const next = await after(plants);
    const under = await server().db.todo.findMany({
      where: { parentId: next?.id ?? "" },
      orderBy: { text: "asc" },
    });
    expect(under).toMatchObject([
      { id: nextId(series, can), text: "Can", due: null, completed: false },
      { id: nextId(series, soil), text: "Soil", due: day(0), completed: false },
    ]);
  });

  it("each of a whole list, once", async () => {
    await complete(plants);
    await run({ kind: "todo.setAllCompleted", listId: list, completed: true });
    expect((await live()).map(({ due, completed }) => [due, completed]).sort()).toEqual([
      [day(0), true],
      [day(1), true],
      [day(2), false],
    ]);
    await run({ kind: "undo" });
    expect(await live()).toHaveLength(2);
  });
});

const TOUCHES: [what: string, touch: (next: string) => Promise<unknown>][] = [
  ["changed its text", (next) => run({ kind: "todo.update", ids: [next], set: { text: "Soak" } }, "editor")],
  ["completed it", (next) => complete(next, "editor")],
  ["moved it", (next) => run({ kind: "todo.move", ids: [next], listId: world.lists.alone })],
  ["put a subtask under it", (next) => addSubtask(next, { text: "Can" })],
  [
    "changed a subtask",
    (next) => run({ kind: "todo.update", ids: [nextId(series, soil)], set: { text: `Of ${next}` } }),
  ],
  ["labelled it", (next) => run({ kind: "todo.label", ids: [next], add: ["b"], remove: [] }, "editor")],
];
let soil: string;

describe.each<[how: string, back: (target: string) => Promise<unknown>]>([
  ["unchecking it", () => reopen(plants)],
  ["undo", (target) => run({ kind: "undo", target })],
])("taking a completion back by %s", (_how, back) => {
  beforeEach(async () => {
    soil = await addSubtask(plants, { text: "Soil" });
  });

  it("takes the next away with its subtasks, and doing it again brings the same", async () => {
    const target = await complete(plants);
    const next = (await after(plants))?.id;
    await back(target);
    expect(await after(plants)).toBeUndefined();
    expect(await row(nextId(series, soil))).toMatchObject({ deletedAt: expect.any(Date) });
    expect(await row(plants)).toMatchObject({ completed: false });
    await complete(plants);
    expect(await after(plants)).toMatchObject({ id: next, completed: false });
    expect(await row(nextId(series, soil))).toMatchObject({ deletedAt: null });
  });

  it.each(TOUCHES)("leaves the next alone if somebody %s", async (_what, touch) => {
    const target = await complete(plants);
    const next = (await after(plants))?.id ?? "";
    await touch(next);
    const before = [await row(next), await row(nextId(series, soil))];
    await back(target);
    expect(await row(plants)).toMatchObject({ completed: false });
    expect([await row(next), await row(nextId(series, soil))]).toEqual(before);
  });

  it("leaves alone what was fetched back from the trash and touched then", async () => {
    await complete(plants);
    await reopen(plants);
    const target = await complete(plants);
    const next = (await after(plants))?.id ?? "";
    await run({ kind: "todo.update", ids: [next], set: { text: "Soak" } });
    await back(target);
    expect(await after(plants)).toMatchObject({ text: "Soak" });
  });
});

describe("undo", () => {
  it("of the whole list leaves what was touched, and redo does it again", async () => {
    const target = await run({ kind: "todo.setAllCompleted", listId: list, completed: true });
    const next = (await after(plants))?.id ?? "";
    await run({ kind: "todo.update", ids: [next], set: { text: "Soak" } }, "editor");
    await run({ kind: "undo", target });
    expect([(await row(plants))?.completed, (await row(next))?.deletedAt]).toEqual([false, null]);
    await run({ kind: "redo", target });
    expect([(await row(plants))?.completed, (await row(next))?.text]).toEqual([true, "Soak"]);
  });

  it("and redo of a completion take the next away and bring it back", async () => {
    await complete(plants);
    await run({ kind: "undo" });
    expect(await after(plants)).toBeUndefined();
    await run({ kind: "redo" });
    expect(await after(plants)).toMatchObject({ due: day(1) });
    await run({ kind: "undo" });
    expect(await after(plants)).toBeUndefined();
  });

  it("of a rule, of its end, and of skipping", async () => {
    await run({ kind: "todo.skip", id: plants });
    expect(await row(plants)).toMatchObject({ due: day(1), occurrence: day(1) });
    await run({ kind: "undo" });
    expect(await row(plants)).toMatchObject({ due: day(0), occurrence: day(0) });
    const ended = await run({ kind: "todo.repeat", id: plants, series: null });
    expect(await row(plants)).toMatchObject({ seriesId: null, occurrence: null });
    await run({ kind: "undo", target: ended });
    expect(await row(plants)).toMatchObject({ seriesId: series, occurrence: day(0) });
    const other = newId();
    const rule = { id: other, rule: "FREQ=WEEKLY", mode: "schedule", zone: "UTC" } as const;
    const target = await run({ kind: "todo.repeat", id: plants, series: rule });
    await run({ kind: "todo.move", ids: [plants], listId: world.lists.alone });
    await run({ kind: "undo", target });
    expect(await row(plants)).toMatchObject({ seriesId: series, listId: world.lists.alone });
  });
});

describe("a rule", () => {
  it("that is changed holds for what comes from now on", async () => {
    await complete(plants);
    const next = (await after(plants))?.id ?? "";
    series = await repeat(next, "FREQ=WEEKLY");
    await complete(next);
    expect(await after(next)).toMatchObject({ due: day(8), seriesId: series });
  });

  it("that has ended makes nothing", async () => {
    await run({ kind: "todo.repeat", id: plants, series: null });
    await complete(plants);
    expect(await live()).toHaveLength(1);
  });

  it("goes along to another list, for those who see that, and comes back with undo", async () => {
    const where = async () => (await server().db.series.findUniqueOrThrow({ where: { id: series } })).listId;
    await run({ kind: "todo.move", ids: [plants], listId: world.lists.alone });
    expect(await where()).toBe(world.lists.alone);
    const owner = new Visitor(server(), world.callers.owner);
    const { data } = await owner.call("sync.since", { log: world.lists.alone });
    expect(data.rows).toContainEqual(expect.objectContaining({ table: "series", id: series }));
    const left = await owner.call("sync.since", { log: list });
    expect(left.data.rows).toContainEqual(
      expect.objectContaining({ table: "series", id: series, row: null }),
    );
    await complete(plants);
    expect(await after(plants)).toMatchObject({ listId: world.lists.alone });
    await run({ kind: "undo" });
    await run({ kind: "undo" });
    expect(await where()).toBe(list);
    for (const log of [list, world.lists.alone]) expect(await missingNumbers(server(), log)).toEqual([]);
  });

  it("goes on in another list, also if what comes next was taken back before; undo takes all of it back", async () => {
    const soil = await addSubtask(plants, { text: "Soil" });
    const there = world.lists.alone;
    await complete(plants);
    const next = (await after(plants))?.id ?? "";
    await reopen(plants);
    const both = async () => [await row(next), await row(nextId(series, soil))];
    const withdrawn = await both();
    const target = await run({ kind: "todo.move", ids: [plants], listId: there });
    await complete(plants);
    expect(await live()).toHaveLength(2);
    expect(await after(plants)).toMatchObject({ id: next, listId: there, due: day(1), completed: false });
    expect(await row(nextId(series, soil))).toMatchObject({ listId: there, parentId: next, deletedAt: null });
    await run({ kind: "undo" });
    expect(await after(plants)).toBeUndefined();
    await run({ kind: "undo", target });
    const asBefore = withdrawn.map((todo) => ({
      ...todo,
      rev: expect.anything(),
      deletedAt: expect.any(Date),
    }));
    expect(await both()).toEqual(asBefore);
    await complete(plants);
    expect(await after(plants)).toMatchObject({ id: next, listId: list });
    for (const log of [list, there]) expect(await missingNumbers(server(), log)).toEqual([]);
  });

  it("is not lost where a completion is undone or done again after that went to another list", async () => {
    const there = world.lists.alone;
    const open = async () =>
      (await live()).flatMap(({ completed, listId, due }) => (completed ? [] : [[listId, due]]));
    const target = await complete(plants);
    await run({ kind: "todo.move", ids: [plants], listId: there });
    await run({ kind: "undo", target });
    await complete(plants);
    expect(await open()).toEqual([[list, day(1)]]);
    const again = newId();
    await run({ kind: "todo.create", listId: list, todos: [{ id: again, text: "Water", due: day(5) }] });
    await run({ kind: "todo.delete", ids: (await live()).flatMap(({ id }) => (id === again ? [] : [id])) });
    series = await repeat(again, "FREQ=DAILY");
    const redone = await complete(again);
    await run({ kind: "undo", target: redone });
    await run({ kind: "todo.move", ids: [again], listId: there });
    await run({ kind: "redo", target: redone });
    expect(await open()).toEqual([[there, day(6)]]);
  });

  it("moved by who may not write into the other list stays, and so does what was taken back", async () => {
    await complete(plants);
    await reopen(plants);
    await refused({ kind: "todo.move", ids: [plants], listId: world.lists.alone }, "NOT_FOUND", "editor");
  });

  it("is not for who may only see the list, nor for what has no date; and never one that never comes", async () => {
    const rule = (more: object): NewCommand =>
      ({
        kind: "todo.repeat",
        id: plants,
        series: { id: newId(), rule: "FREQ=DAILY", mode: "schedule", zone: "UTC", ...more },
      }) as NewCommand;
    await refused(rule({}), "FORBIDDEN", "viewer");
    await refused({ kind: "todo.skip", id: plants }, "FORBIDDEN", "viewer");
    await refused(completing(plants), "FORBIDDEN", "viewer");
    await refused({ ...rule({}), id: world.todos.shared } as NewCommand, "CONFLICT");
    await refused(rule({ rule: "FREQ=DAILY;UNTIL=20200101" }), "CONFLICT");
    await refused(rule({ id: series, rule: "FREQ=WEEKLY" }), "CONFLICT");
    const owner = new Visitor(server(), world.callers.owner);
    for (const wrong of [
      { rule: "FREQ=SECONDLY" },
      { rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" },
      { rule: "" },
      { zone: "Mars/Base" },
      { mode: "never" },
    ]) {
      const input = {
        id: plants,
        series: { id: newId(), rule: "FREQ=DAILY", mode: "schedule", zone: "UTC", ...wrong },
      };
      expect((await owner.call("todo.repeat", input)).code).toBe("BAD_REQUEST");
    }
    expect(await row(plants)).toMatchObject({ seriesId: series });
  });
});

it("a day for several keeps the time of each; without a day the command is refused, and all is as before", async () => {
  const timed = newId();
  const time = "T09:00[Europe/Berlin]";
  await run({ kind: "todo.create", listId: list, todos: [{ id: timed, text: "c", due: day(3) + time }] });
  const setting = (due: string | null): NewCommand => ({
    kind: "todo.update",
    ids: [plants, timed],
    set: { due },
    keepTime: true,
  });
  for (const due of [null, day(5) + time]) {
    const before = await everything(server());
    const owner = new Visitor(server(), world.callers.owner);
    const commands = [{ ...setting(due), commandId: newId() }];
    expect((await owner.call("sync.push", { commands })).code).toBe("BAD_REQUEST");
    expect(await everything(server())).toEqual(before);
  }
  await run(setting(day(5)));
  expect([(await row(plants))?.due, (await row(timed))?.due]).toEqual([day(5), day(5) + time]);
});
