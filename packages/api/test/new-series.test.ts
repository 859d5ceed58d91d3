import { newId } from "@codex/core/id";
import { beforeEach, expect, it } from "vitest";
import { done, push } from "./door.js";
import { useTestServer } from "./server.js";

const server = useTestServer({ RATE_USER: null });
let listId: string;

beforeEach(async () => {
  listId = (await server().client.list.create.mutate({ name: "A list" })).id;
});

const monthly = () => ({
  id: newId(),
  rule: "FREQ=MONTHLY;BYMONTHDAY=1",
  mode: "schedule" as const,
  zone: "UTC",
});
const rent = () => ({ id: newId(), text: "Pay rent", due: "2026-12-01", series: monthly() });
const kept = () => server().db.todo.findMany({ where: { listId, deletedAt: null }, orderBy: { due: "asc" } });
const counted = () => Promise.all([server().db.todo.count(), server().db.series.count()]);

it("a new todo brings its rule along, repeats by it, and is taken back as one", async () => {
  const { client } = server();
  const { series, ...todo } = rent();
  const made = await client.todo.create.mutate({ ...todo, listId, series });
  expect(made).toMatchObject({ seriesId: series.id, occurrence: "2026-12-01", due: "2026-12-01" });
  expect(await client.todo.create.mutate({ ...todo, listId, series })).toEqual(made);
  expect(await client.todo.series.query({ id: todo.id })).toMatchObject({ ...series, start: "2026-12-01" });
  await client.todo.update.mutate({ id: todo.id, completed: true, due: "2026-12-01" });
  expect((await kept()).map(({ due, completed }) => [due, completed])).toEqual([
    ["2026-12-01", true],
    ["2027-01-01", false],
  ]);

  const next = rent();
  const target = await done(server(), { kind: "todo.create", listId, todos: [next] });
  await done(server(), { kind: "undo", target });
  expect((await kept()).map(({ id }) => id)).not.toContain(next.id);
  await done(server(), { kind: "redo", target });
  expect((await kept()).find(({ id }) => id === next.id)).toMatchObject({ seriesId: next.series.id });
});

it.each([
  ["a rule that is none", { series: { ...monthly(), rule: "now and then" } }],
  ["a zone that is none", { series: { ...monthly(), zone: "Mars/Base" } }],
])("with %s it is no input", async (_what, wrong) => {
  const before = await counted();
  await expect(server().client.todo.create.mutate({ ...rent(), listId, ...wrong })).rejects.toMatchObject({
    data: { code: "BAD_REQUEST" },
  });
  expect(await counted()).toEqual(before);
});

it.each([
  ["is over already", () => ({ series: { ...monthly(), rule: "FREQ=DAILY;UNTIL=20201231" } })],
  ["has no date to begin with", () => ({ due: null })],
])("a rule that %s is refused, and nothing is made of it", async (_what, wrong) => {
  const before = await counted();
  const todos = [
    { id: newId(), text: "Milk" },
    { ...rent(), ...wrong() },
  ];
  expect(await push(server(), [{ kind: "todo.create", listId, todos }])).toMatchObject([
    { status: "refused", code: "CONFLICT" },
  ]);
  expect(await counted()).toEqual(before);
});

it("a series of somebody else's, or twice in a command, is refused", async () => {
  const first = rent();
  await done(server(), { kind: "todo.create", listId, todos: [first] });
  const before = await counted();
  const [one, other] = [rent(), rent()];
  for (const todos of [[{ ...one, series: first.series }], [one, { ...other, series: one.series }]])
    expect(await push(server(), [{ kind: "todo.create", listId, todos }])).toMatchObject([
      { status: "refused", code: "CONFLICT", message: expect.stringContaining("taken") },
    ]);
  expect(await counted()).toEqual(before);
});
