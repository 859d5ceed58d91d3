import { newId } from "@codex/core/id";
import { PERSONAL_LIMITS } from "@codex/core/limits";
import { liveEventSchema } from "@codex/core/sync";
import { beforeEach, describe, expect, it } from "vitest";
import { OPERATOR } from "../src/audit/record.js";
import { mergeGuest } from "../src/command/merge.js";
import { prune } from "../src/command/prune.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, inDays, makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let owner: Visitor;
let editor: Visitor;

beforeEach(async () => {
  world = await makeWorld(server());
  await server().db.savedView.deleteMany();
  owner = new Visitor(server(), world.callers.owner);
  editor = new Visitor(server(), world.callers.editor);
});

async function ok(who: Visitor, path: string, input: object = {}) {
  const { code, data, message } = await who.call(path, input);
  expect([code, message]).toEqual(["ok", ""]);
  return data;
}
async function refused(who: Visitor, path: string, input: object, code: string) {
  const before = await everything(server());
  expect((await who.call(path, input)).code).toBe(code);
  expect(await everything(server())).toEqual(before);
}
const colours = async (who = owner) => (await who.call("label.all")).data;
const views = async (who = owner) =>
  (await who.call("view.all")).data.map(({ name, query }: { name: string; query: string }) => [name, query]);

describe("labels with a colour, and saved views", () => {
  it("are private: nobody else sees, changes or deletes them", async () => {
    const id = newId();
    await ok(owner, "label.setColor", { name: "home", color: "teal" });
    await ok(owner, "view.save", { id, name: "Home", query: "label=home" });
    await ok(editor, "label.setColor", { name: "home", color: "red" });
    expect([await colours(), await colours(editor)]).toEqual([
      [{ name: "home", color: "teal" }],
      [{ name: "home", color: "red" }],
    ]);
    expect([await views(), await views(editor)]).toEqual([[["Home", "label=home"]], []]);
    await refused(editor, "view.delete", { id }, "NOT_FOUND");
    await refused(editor, "view.save", { id, name: "Mine", query: "b" }, "CONFLICT");
    await refused(editor, "sync.since", { log: world.users.owner }, "NOT_FOUND");
    const limited = new Visitor(server(), world.callers.limitedToken);
    expect([await colours(limited), await views(limited)]).toEqual([[], []]);
    const { id: labelId } = await server().db.label.findFirstOrThrow({
      where: { userId: world.users.owner },
    });
    await refused(editor, "label.setColor", { id: labelId, name: "other", color: "red" }, "CONFLICT");
  });

  it("are taken back and done again", async () => {
    const id = newId();
    const undo = () => ok(owner, "history.undo");
    const redo = () => ok(owner, "history.redo");
    await ok(owner, "label.setColor", { name: "home", color: "teal" });
    await ok(owner, "label.setColor", { name: "home", color: "red" });
    await ok(owner, "label.setColor", { name: "home", color: null });
    const states = [[], [{ name: "home", color: "red" }], [{ name: "home", color: "teal" }], []];
    for (const [step, state] of states.entries()) {
      if (step > 0) await undo();
      expect(await colours()).toEqual(state);
    }
    for (const state of states.toReversed().slice(1)) {
      await redo();
      expect(await colours()).toEqual(state);
    }
    await ok(owner, "view.save", { id, name: "Home", query: "label=home" });
    await ok(owner, "view.save", { id, name: "At home", query: "label=home" });
    await ok(owner, "view.delete", { id });
    expect(await views()).toEqual([]);
    await undo();
    expect(await views()).toEqual([["At home", "label=home"]]);
    await undo();
    expect(await views()).toEqual([["Home", "label=home"]]);
    await undo();
    expect(await views()).toEqual([]);
    await redo();
    expect(await views()).toEqual([["Home", "label=home"]]);
  });

  it("are so many at most, not counting former ones, and are as they have to be", async () => {
    const { owner: userId } = world.users;
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: newId(), userId, name: `n${index}` }));
    const labels = many(PERSONAL_LIMITS.labels).map((row) => ({ ...row, color: "red" }));
    await server().db.label.createMany({ data: labels });
    await server().db.savedView.createMany({
      data: many(PERSONAL_LIMITS.savedViews).map((row) => ({ ...row, query: "b" })),
    });
    await refused(owner, "label.setColor", { name: "more", color: "red" }, "CONFLICT");
    await refused(owner, "view.save", { name: "more", query: "b" }, "CONFLICT");
    await ok(owner, "label.setColor", { name: "n0", color: null });
    await ok(owner, "label.setColor", { name: "more", color: "red" });
    await refused(owner, "label.setColor", { name: "n0", color: "red" }, "CONFLICT");
    for (const wrong of [{ name: "two words", color: "red" }, { name: "a", color: "mauve" }, { name: "" }])
      await refused(owner, "label.setColor", wrong, "BAD_REQUEST");
    for (const wrong of [
      { name: "", query: "b" },
      { name: "a".repeat(61), query: "b" },
      { name: "a", query: "\0" },
    ])
      await refused(owner, "view.save", wrong, "BAD_REQUEST");
  });
});

it("sync.since and the live stream carry rules, labels and views, and that they are gone", async () => {
  const abort = new AbortController();
  const stream = await fetch(`${server().url}/trpc/sync.live`, {
    headers: world.callers.owner,
    signal: abort.signal,
  });
  const seen = new Map<string, unknown>();
  const id = newId();
  const { id: todo } = await ok(owner, "todo.create", { text: "b", due: "2026-03-10" });
  const series = { id: newId(), rule: "FREQ=DAILY", mode: "schedule", zone: "UTC" };
  await ok(owner, "todo.repeat", { id: todo, series });
  await ok(owner, "label.setColor", { name: "home", color: "teal" });
  await ok(owner, "view.save", { id, name: "Home", query: "label=home" });
  const wanted = ["series", "label", "saved_view"];
  let text = "";
  for await (const chunk of stream.body ?? []) {
    text += Buffer.from(chunk).toString();
    for (const [, data = ""] of text.matchAll(/^data: (.*)\n/gm)) {
      const event = data === "" ? undefined : liveEventSchema.safeParse(JSON.parse(data)).data;
      if (event?.type === "change") for (const row of event.rows ?? []) seen.set(row.table, row.row);
    }
    if (wanted.every((table) => seen.has(table))) break;
  }
  abort.abort();
  expect(Object.fromEntries(seen)).toMatchObject({
    series: { ...series, listId: world.lists.ownersInbox, start: "2026-03-10" },
    label: { userId: world.users.owner, name: "home", color: "teal", deletedAt: null },
    saved_view: { id, userId: world.users.owner, name: "Home", query: "label=home" },
  });
  const own = await ok(owner, "sync.since", { log: world.users.owner });
  const inbox = await ok(owner, "sync.since", { log: world.lists.ownersInbox });
  for (const table of wanted)
    expect([...own.rows, ...inbox.rows]).toContainEqual(
      expect.objectContaining({ table, row: seen.get(table) }),
    );
  await ok(owner, "view.delete", { id });
  await ok(owner, "label.setColor", { name: "home", color: null });
  const { rows } = await ok(owner, "sync.since", { log: world.users.owner, cursor: own.cursor });
  expect(rows).toMatchObject([
    { table: "saved_view", row: null },
    { table: "label", row: null },
  ]);
});

it("a guest's labels, views and rules go along into the account", async () => {
  const guest = new Visitor(server(), world.callers.stranger);
  const { id } = await ok(guest, "todo.create", { text: "Water", due: "2026-03-10" });
  await ok(guest, "todo.create", { text: "Soil", parentId: id });
  const series = { id: newId(), rule: "FREQ=DAILY", mode: "schedule", zone: "UTC" };
  await ok(guest, "todo.repeat", { id, series });
  await ok(guest, "view.save", { name: "Theirs", query: "b" });
  for (const name of ["home", "away", "former"]) await ok(guest, "label.setColor", { name, color: "teal" });
  await ok(owner, "view.save", { name: "Ours", query: "b" });
  for (const name of ["home", "former"]) await ok(owner, "label.setColor", { name, color: "red" });
  await ok(owner, "label.setColor", { name: "former", color: null });
  await mergeGuest(server().db, OPERATOR, world.users.stranger, world.users.owner);
  expect(await colours()).toEqual([
    { name: "away", color: "teal" },
    { name: "former", color: "teal" },
    { name: "home", color: "red" },
  ]);
  expect((await views()).toSorted()).toEqual([
    ["Ours", "b"],
    ["Theirs", "b"],
  ]);
  expect(await ok(owner, "todo.series", { id })).toMatchObject({
    ...series,
    listId: world.lists.ownersInbox,
  });
  await ok(owner, "todo.update", { id, completed: true });
  const { items } = await ok(owner, "todo.list", { filter: "active" });
  expect(items.map(({ text }: { text: string }) => text).toSorted()).toEqual(["Soil", "Water", "a"]);
});

it("what was taken away is forgotten after 30 days, and no sooner", async () => {
  const id = newId();
  await ok(owner, "view.save", { id, name: "Home", query: "b" });
  await ok(owner, "view.save", { name: "Kept", query: "b" });
  await ok(owner, "label.setColor", { name: "home", color: "teal" });
  await ok(owner, "label.setColor", { name: "kept", color: "teal" });
  await ok(owner, "view.delete", { id });
  await ok(owner, "label.setColor", { name: "home", color: null });
  const { cursor } = await ok(owner, "sync.since", { log: world.users.owner });
  const pruned = (days: number) => prune(server().db, { now: inDays(days), historyDays: 90 });
  expect(await pruned(29)).toMatchObject({ labels: 0, savedViews: 0 });
  expect(await pruned(31)).toMatchObject({ labels: 1, savedViews: 1 });
  const left = [await server().db.label.findMany(), await server().db.savedView.findMany()];
  expect(left).toMatchObject([[{ name: "kept" }], [{ name: "Kept" }]]);
  const entity = { in: ["label", "saved_view"] };
  const gone = await server().db.gone.findMany({ where: { logId: world.users.owner, entity } });
  expect(gone.filter(({ rev }) => Number(rev) > Number(cursor))).toHaveLength(2);
  expect(await server().db.change.count({ where: { rowId: id } })).toBe(0);
});

describe("a write past the program", () => {
  const sql = (text: string) => server().db.$executeRawUnsafe(text);

  it.each([
    ["a priority that is none", "priority = 4"],
    ["a due date that is none", "due = 'tomorrow'"],
    ["a due time without its zone", "due = '2026-03-10T09:00'"],
    ["a label of two words", "labels = array['two words']"],
    ["a label with a hash", "labels = array['#a']"],
    ["an empty label", "labels = array['']"],
    ["a label that is not there", "labels = array[null]::text[]"],
  ])("is refused if it is %s", async (_what, set) => {
    const before = await everything(server());
    await expect(sql(`update todo set ${set} where id = '${world.todos.shared}'`)).rejects.toThrow(
      /check|violates/i,
    );
    expect(await everything(server())).toEqual(before);
  });

  it("is numbered and can be read, whatever table it is to", async () => {
    const { owner: userId } = world.users;
    const heads = async () =>
      [userId, world.lists.shared].map(
        async (id) => (await server().db.log.findUniqueOrThrow({ where: { id } })).head,
      );
    const [ownBefore = 0n, listBefore = 0n] = await Promise.all(await heads());
    const id = newId();
    await sql(`insert into series (id, list_id, rule, mode, start, zone)
      values ('${id}', '${world.lists.shared}', 'FREQ=DAILY', 'schedule', '2026-03-10', 'UTC')`);
    await sql(`update todo set due = '2026-03-10', series_id = '${id}', occurrence = '2026-03-10', priority = 1
      where id = '${world.todos.shared}'`);
    await sql(
      `insert into label (id, user_id, name, color) values ('${newId()}', '${userId}', 'psql', 'red')`,
    );
    await sql(
      `insert into saved_view (id, user_id, name, query) values ('${newId()}', '${userId}', 'psql', 'b')`,
    );
    expect(await Promise.all(await heads())).toEqual([ownBefore + 2n, listBefore + 2n]);
    expect([await colours(), await views()]).toEqual([[{ name: "psql", color: "red" }], [["psql", "b"]]]);
    await ok(owner, "todo.update", { id: world.todos.shared, completed: true });
    const { items } = await ok(owner, "todo.list", { listId: world.lists.shared, filter: "active" });
    expect(items).toMatchObject([{ priority: 1, seriesId: id, completed: false }]);
  });
});
