import type { Todo, TodoFilter } from "@codex/core/todo";
import { describe, expect, it } from "vitest";
import type { TodoCommand } from "../src/todo/command.js";
import { countsWith, type Effect, effectsOn, rowsWith } from "../src/todo/view.js";

const INBOX = "00000000-0000-7000-8000-0000000000ff";

const todo = (n: number, completed = false): Todo => ({
  id: `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`,
  listId: INBOX,
  createdBy: null,
  text: `todo ${n}`,
  completed,
  createdAt: `2026-01-01T00:00:00.${String(n).padStart(3, "0")}Z`,
});
const complete = (...items: Todo[]) => ({ items, complete: true });
const textsOf = (rows: readonly Todo[]) => rows.map(({ text }) => text);

describe("what is shown for a filter", () => {
  it("is what the server said while nothing was done", () => {
    const { items } = complete(todo(1), todo(2, true));
    expect(rowsWith({ items, complete: true }, [], "all")).toBe(items);
  });

  it("ends with what was added, whatever this computer's clock says", () => {
    const added = { ...todo(3), createdAt: "1999-01-01T00:00:00.000Z" };
    const rows = rowsWith(complete(todo(1), todo(2)), [{ kind: "create", todos: [added] }], "all");
    expect(textsOf(rows)).toEqual(["todo 1", "todo 2", "todo 3"]);
  });

  it("loses a completed todo from Active and gains it in Completed, where it belongs by age", () => {
    const command: Effect = { kind: "update", before: todo(2), set: { completed: true } };
    expect(textsOf(rowsWith(complete(todo(1), todo(2)), [command], "active"))).toEqual(["todo 1"]);
    const completed = rowsWith(complete(todo(1, true), todo(3, true)), [command], "completed");
    expect(textsOf(completed)).toEqual(["todo 1", "todo 2", "todo 3"]);
  });

  it("does not show a todo that belongs on a page that is not loaded", () => {
    const command: Effect = { kind: "update", before: todo(9), set: { completed: true } };
    const rows = rowsWith({ items: [todo(1, true), todo(2, true)], complete: false }, [command], "completed");
    expect(textsOf(rows)).toEqual(["todo 1", "todo 2"]);
  });

  it("completes all, clears them, and keeps what is added after", () => {
    const commands: Effect[] = [
      { kind: "setAllCompleted", completed: true, seen: [todo(1), todo(2)] },
      { kind: "clearCompleted" },
      { kind: "create", todos: [todo(3)] },
    ];
    expect(textsOf(rowsWith(complete(todo(1), todo(2)), commands, "all"))).toEqual(["todo 3"]);
    expect(countsWith({ active: 2, completed: 0 }, commands)).toEqual({ active: 1, completed: 0 });
  });

  it("is as before once a failed command is taken out, with every other command's effect", () => {
    const failed: Effect = { kind: "delete", before: todo(1) };
    const other: Effect = { kind: "update", before: todo(2), set: { text: "changed" } };
    const loaded = complete(todo(1), todo(2));
    expect(textsOf(rowsWith(loaded, [failed, other], "all"))).toEqual(["changed"]);
    expect(textsOf(rowsWith(loaded, [other], "all"))).toEqual(["todo 1", "changed"]);
  });
});

describe("a command's effects", () => {
  const to = { id: "00000000-0000-7000-8000-00000000000b", listId: "b", name: "B" };
  const commands: TodoCommand[] = [
    { kind: "create", todos: [todo(1)] },
    { kind: "clearCompleted", listId: "b" },
    { kind: "move", before: todo(1), to },
  ];

  it("are on the list it was given for; a move takes away from one and brings to another", () => {
    expect(effectsOn({}, commands)).toEqual([commands[0], { kind: "delete", before: todo(1) }]);
    expect(effectsOn({ listId: "b" }, commands)).toEqual([
      commands[1],
      { kind: "arrive", todo: { ...todo(1), listId: to.id } },
    ]);
    expect(effectsOn({ listId: "c" }, commands)).toEqual([]);
  });

  it("put what was moved where it belongs by age", () => {
    const arrive: Effect = { kind: "arrive", todo: todo(2) };
    expect(textsOf(rowsWith(complete(todo(1), todo(3)), [arrive], "all"))).toEqual([
      "todo 1",
      "todo 2",
      "todo 3",
    ]);
    expect(countsWith({ active: 2, completed: 0 }, [arrive])).toEqual({ active: 3, completed: 0 });
  });
});

describe("counts", () => {
  it("do not change when a todo is given the state it has", () => {
    const commands: Effect[] = [{ kind: "update", before: todo(1, true), set: { completed: true } }];
    expect(countsWith({ active: 1, completed: 1 }, commands)).toEqual({ active: 1, completed: 1 });
  });
});

describe("random commands", () => {
  it("show the same rows, however many of them the server had counted in when it was read", () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const random = randomFrom(seed);
      const start = [todo(1, random() < 0.5), todo(2, random() < 0.5), todo(3)];
      const { commands, states } = randomRun(start, random);
      const end = states.at(-1) ?? [];
      for (const filter of ["all", "active", "completed"] as const)
        for (const state of states)
          expect(ids(rowsWith(complete(...only(state, filter)), commands, filter))).toEqual(
            ids(only(end, filter)),
          );
      const counts = countsWith(countsOf(start), commands);
      expect(counts).toEqual(countsOf(end));
    }
  });
});

const only = (rows: readonly Todo[], filter: TodoFilter) =>
  rows.filter(({ completed }) => filter === "all" || completed === (filter === "completed"));
const ids = (rows: readonly Todo[]) => rows.map((row) => `${row.id} ${row.text} ${row.completed}`).sort();
const countsOf = (rows: readonly Todo[]) => ({
  active: only(rows, "active").length,
  completed: only(rows, "completed").length,
});

/** Commands as a person would give them who sees every effect, and the server's rows after each. */
function randomRun(start: Todo[], random: () => number) {
  const commands: Effect[] = [];
  const states: Todo[][] = [start];
  for (let n = 10; n < 18; n += 1) {
    const rows = states.at(-1) ?? [];
    const command = randomCommand(n, rows, random);
    commands.push(command);
    states.push(onServer(rows, command));
  }
  return { commands, states };
}

function randomCommand(n: number, rows: readonly Todo[], random: () => number): Effect {
  const before = rows[Math.floor(random() * rows.length)];
  const kind = Math.floor(random() * 7);
  if (!before || kind === 0) return { kind: "create", todos: [todo(n), todo(n + 100)] };
  if (kind === 1) return { kind: "delete", before };
  if (kind === 2) return { kind: "update", before, set: { text: `text ${n}` } };
  if (kind === 3) return { kind: "setAllCompleted", completed: random() < 0.5, seen: rows };
  if (kind === 6) return { kind: "arrive", todo: { ...todo(n + 200), completed: random() < 0.5 } };
  if (kind === 4) return { kind: "clearCompleted" };
  return { kind: "update", before, set: { completed: !before.completed } };
}

function onServer(rows: readonly Todo[], command: Effect): Todo[] {
  switch (command.kind) {
    case "create":
      return [...rows, ...command.todos];
    case "update":
      return rows.map((row) => (row.id === command.before.id ? { ...row, ...command.set } : row));
    case "arrive":
      return [...rows.filter(({ id }) => id !== command.todo.id), command.todo];
    case "delete":
      return rows.filter(({ id }) => id !== command.before.id);
    case "setAllCompleted":
      return rows.map((row) => ({ ...row, completed: command.completed }));
    case "clearCompleted":
      return rows.filter(({ completed }) => !completed);
  }
}

/** Mulberry32: the same numbers on every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
