import { describe, expect, it } from "vitest";
import { type CommandOf, commandSchema } from "../src/command.js";
import { effect } from "../src/effect.js";
import { newId } from "../src/id.js";
import { repetition } from "../src/repeat/engine.js";
import type { SeriesRow } from "../src/row.js";
import type { Todo } from "../src/todo.js";
import type { View } from "../src/view.js";

const listId = newId();
const series = { id: newId(), rule: "FREQ=MONTHLY;BYMONTHDAY=1", mode: "schedule", zone: "UTC" } as const;
const rent = { id: newId(), text: "Pay rent", due: "2026-12-01", series };
const circumstances = { userId: newId(), now: "2026-11-26T08:00:00.000Z", repetition };

/** A list with nothing in it but what is given. */
function viewOf(todos: readonly Todo[] = [], known: readonly SeriesRow[] = []): View {
  return {
    inboxId: listId,
    todo: (id) => todos.find((todo) => todo.id === id),
    todosOf: () => todos,
    subtasksOf: () => [],
    series: (id) => known.find((row) => row.id === id),
    list: () => undefined,
    member: () => undefined,
    memberships: () => [],
    labels: () => [],
    savedViews: () => [],
    savedView: () => undefined,
  };
}

const making = (...todos: CommandOf<"todo.create">["todos"]) =>
  ({ kind: "todo.create", commandId: newId(), listId, todos }) as const;

describe("a new todo with a rule", () => {
  const row = { ...series, listId, start: "2026-12-01", createdAt: circumstances.now };

  it("begins the series that it stands in, which comes first", () => {
    const patches = effect(viewOf(), making(rent, { id: newId(), text: "Milk" }), circumstances);
    expect(patches).toMatchObject([
      { table: "series", key: { id: series.id }, insert: row },
      { table: "todo", insert: { text: "Pay rent", seriesId: series.id, occurrence: "2026-12-01" } },
      { table: "todo", insert: { text: "Milk" } },
    ]);
    for (const patch of patches) if ("insert" in patch) expect(patch.insert).not.toHaveProperty("series");
  });

  it("does the same on a page that has not loaded what rules mean", () => {
    const { repetition: _, ...without } = circumstances;
    expect(effect(viewOf(), making(rent), without)).toEqual(effect(viewOf(), making(rent), circumstances));
  });

  it("may be a later one of its series", () => {
    const later = { ...rent, series: { ...series, start: "2026-09-01" } };
    expect(effect(viewOf(), making(later), circumstances)).toMatchObject([
      { table: "series", insert: { ...row, start: "2026-09-01" } },
      { table: "todo", insert: { due: "2026-12-01", occurrence: "2026-12-01" } },
    ]);
  });

  it("has no second effect", () => {
    const [begun, made] = effect(viewOf(), making(rent), circumstances);
    if (made?.table !== "todo" || !("insert" in made) || begun === undefined) throw new Error("not made");
    expect(effect(viewOf([made.insert], [row]), making(rent), circumstances)).toEqual([]);
  });

  it.each([
    ["without a date", { ...rent, due: null }, [], /due/],
    ["under another", { ...rent, parentId: newId() }, [], /subtask/],
    ["of a series that begins later", { ...rent, series: { ...series, start: "2026-12-02" } }, [], /begin/],
    [
      "of a series in another zone",
      { ...rent, series: { ...series, start: "2026-09-01T09:00[Europe/Berlin]" } },
      [],
      /zone/,
    ],
    ["whose series there is already", rent, [row], /taken/],
    [
      "whose rule is over already",
      { ...rent, series: { ...series, rule: "FREQ=DAILY;UNTIL=20201231" } },
      [],
      /rule/,
    ],
  ])("is refused %s", (_what, todo, known, told) => {
    expect(() => effect(viewOf([], known), making(todo), circumstances)).toThrow(told);
  });

  it("is the same command in whichever case its rule is given: it is kept in capitals", () => {
    const small = { ...series, rule: series.rule.toLowerCase() };
    const command = { ...making(rent), todos: [{ ...rent, series: small }] };
    expect(commandSchema.parse(command)).toEqual({ ...command, todos: [rent] });
    const repeating = { kind: "todo.repeat", commandId: newId(), id: rent.id, series: small };
    expect(commandSchema.parse(repeating)).toEqual({ ...repeating, series });
  });

  it.each([
    ["a rule that is none", { ...series, rule: "every Monday" }],
    ["a zone that is none", { ...series, zone: "Mars/Base" }],
    ["a start that is none", { ...series, start: "yesterday" }],
    ["no id", { rule: series.rule, mode: series.mode, zone: series.zone }],
    ["nothing said aloud", null],
  ])("is no command with %s", (_what, wrong) => {
    const { success } = commandSchema.safeParse({ ...making(rent), todos: [{ ...rent, series: wrong }] });
    expect(success).toBe(false);
    expect(commandSchema.safeParse(making(rent)).success).toBe(true);
  });
});
