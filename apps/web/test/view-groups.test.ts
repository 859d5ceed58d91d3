import { dayAt } from "@codex/core/due";
import type { Todo } from "@codex/core/todo";
import { describe, expect, it } from "vitest";
import { daysAfter, localDue, untilTomorrow } from "../src/view/days.js";
import {
  countToday,
  DAYS_AHEAD,
  type Group,
  labelsIn,
  listGroups,
  todayGroups,
  upcomingGroups,
} from "../src/view/groups.js";
import { parseQuery } from "../src/view/query.js";
import { todo } from "./todo.js";

const BERLIN = { date: "2026-03-29", zone: "Europe/Berlin" };

const listsOf = (...todos: Todo[]) => [{ id: "list", todos }];
const due = (id: string, at: string, fields: Partial<Todo> = {}) => todo(id, { due: at, ...fields });
const shown = (groups: readonly Group[]) =>
  groups.map(({ kind, of, todos }) => [kind === "day" ? of : kind, ...todos.map(({ id }) => id)].join(" "));

describe("Today", () => {
  it("has what is overdue, then what is due today, by time and priority, of all lists", () => {
    const lists = [
      ...listsOf(
        due("late", "2026-03-29T09:00[Europe/Berlin]"),
        due("low", "2026-03-29", { priority: 3 }),
        due("tomorrow", "2026-03-30"),
        todo("undated"),
        due("done", "2026-03-29", { completed: true }),
        due("yesterday", "2026-03-28"),
        due("subtask", "2026-03-29", { parentId: "undated" }),
      ),
      { id: "other", todos: [due("high", "2026-03-29", { priority: 1 }), due("old", "2020-01-01")] },
    ];
    const groups = todayGroups(lists, BERLIN);
    expect(shown(groups)).toEqual(["overdue old yesterday", "2026-03-29 high low subtask late"]);
    expect(countToday(lists, BERLIN)).toBe(6);
  });

  it("is the day around whoever looks, also for a time in another zone", () => {
    // Nine in the morning of the 29th in Tokyo is the evening of the 28th in New York.
    const lists = listsOf(due("call", "2026-03-29T09:00[Asia/Tokyo]"));
    const on = (date: string, zone: string) => shown(todayGroups(lists, { date, zone }));
    expect(on("2026-03-28", "America/New_York")).toEqual(["2026-03-28 call"]);
    expect(on("2026-03-28", "Europe/Berlin")).toEqual([]);
    expect(on("2026-03-29", "Europe/Berlin")).toEqual(["2026-03-29 call"]);
    expect(on("2026-03-29", "America/New_York")).toEqual(["overdue call"]);
  });

  it("does not move a day without a time, wherever one is", () => {
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
      expect(shown(todayGroups(listsOf(due("day", "2026-03-29")), { date: "2026-03-29", zone }))).toEqual([
        "2026-03-29 day",
      ]);
  });

  it("passes over what is no due moment", () => {
    expect(todayGroups(listsOf(due("odd", "2026-02-30"), due("text", "soon")), BERLIN)).toEqual([]);
  });
});

it("Upcoming has overdue, the next weeks by day, and what comes after them", () => {
  const last = daysAfter(BERLIN.date, DAYS_AHEAD - 1);
  const groups = upcomingGroups(
    listsOf(
      due("later", daysAfter(last, 1)),
      due("last", last),
      due("today", "2026-03-29"),
      due("overdue", "2026-03-01"),
      due("b", "2026-03-31T23:30[Europe/Berlin]"),
      due("a", "2026-03-31"),
    ),
    BERLIN,
  );
  expect(shown(groups)).toEqual([
    "overdue overdue",
    "2026-03-29 today",
    "2026-03-31 a b",
    `${last} last`,
    "later later",
  ]);
});

describe("a query", () => {
  const todos = [
    todo("plain", { notes: "with Crème in the notes" }),
    due("today", "2026-03-29", { priority: 1, labels: ["home", "urgent"] }),
    due("in 6 days", "2026-04-04", { labels: ["home"] }),
    due("in 7 days", "2026-04-05"),
    due("overdue", "2026-03-28"),
    todo("done", { completed: true }),
  ];
  const lists = [
    { id: "00000000-0000-4000-8000-000000000001", todos },
    { id: "00000000-0000-4000-8000-000000000002", todos: [todo("elsewhere")] },
  ];
  const found = (search: string) =>
    listGroups(lists, parseQuery(search), BERLIN).flatMap((group) => group.todos.map(({ id }) => id));

  it.each([
    ["", ["plain", "today", "in 6 days", "in 7 days", "overdue", "elsewhere"]],
    ["state=completed", ["done"]],
    ["state=all&due=none", ["plain", "done", "elsewhere"]],
    ["due=today", ["today"]],
    ["due=week", ["today", "in 6 days"]],
    ["due=overdue", ["overdue"]],
    ["priority=1", ["today"]],
    ["label=home", ["today", "in 6 days"]],
    ["label=home&label=urgent", ["today"]],
    ["q=days+in", ["in 6 days", "in 7 days"]],
    ["q=CREME", ["plain"]],
    ["list=00000000-0000-4000-8000-000000000002", ["elsewhere"]],
    ["q=elsewhere&due=today", []],
  ])("?%s finds what it asks for", (search, ids) => expect(found(search)).toEqual(ids));
});

it("labels are those of what is to be done", () => {
  const lists = listsOf(
    todo("a", { labels: ["home", "work"] }),
    todo("b", { labels: ["home"] }),
    todo("c", { labels: ["past"], completed: true }),
  );
  expect([...labelsIn(lists)]).toEqual(["home", "work"]);
});

describe("midnight", () => {
  const HOUR = 3_600_000;

  it.each([
    // The clocks go forward, and back.
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00Z", 23],
    ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00Z", 25],
    ["2026-03-08", "America/New_York", "2026-03-08T05:00Z", 23],
    ["2026-06-01", "Asia/Kolkata", "2026-05-31T18:30Z", 24],
    // Midnight itself is skipped: the next day begins at one.
    ["2026-04-23", "Africa/Cairo", "2026-04-22T22:00Z", 24],
  ])("of %s in %s is as far as the day is long", (date, zone, begins, hours) => {
    const start = Date.parse(begins);
    const wait = untilTomorrow({ date, zone }, start);
    expect(wait).toBe(hours * HOUR);
    expect(dayAt(start, zone)).toBe(date);
    expect(dayAt(start + wait - 1, zone)).toBe(date);
    expect(dayAt(start + wait, zone)).toBe(daysAfter(date, 1));
  });

  it("that has passed is not waited for", () => {
    expect(untilTomorrow({ date: "2026-01-01", zone: "UTC" }, Date.parse("2026-01-05T12:00Z"))).toBe(0);
  });

  it("is where a due time changes its day", () => {
    expect(localDue("2026-03-29T02:30[Europe/Berlin]", "Europe/Berlin")).toBe("2026-03-29T02:30");
    // Half past two is skipped that night: it is half past three.
    expect(localDue("2026-03-29T02:30[Europe/Berlin]", "UTC")).toBe("2026-03-29T01:30");
    expect(localDue("2026-03-28T23:30[UTC]", "Europe/Berlin")).toBe("2026-03-29T00:30");
  });
});

describe("many todos", () => {
  /** How often which field of so many todos is read when they are drawn for the first time, and when they are again. */
  function readsOf(count: number): [first: Map<string, number>, again: Map<string, number>] {
    let reads = new Map<string, number>();
    const counted = (of: Todo) =>
      new Proxy(of, {
        get(target, field) {
          reads.set(String(field), (reads.get(String(field)) ?? 0) + 1);
          return Reflect.get(target, field);
        },
      });
    const todos = Array.from({ length: count }, (_, index) =>
      counted(
        due(`${index}`, `${daysAfter("2026-01-01", index % 365)}T09:00[Europe/Berlin]`, {
          labels: [`l${index % 50}`],
        }),
      ),
    );
    const lists = listsOf(...todos);
    const draw = () => {
      reads = new Map();
      upcomingGroups(lists, BERLIN);
      countToday(lists, BERLIN);
      labelsIn(lists);
      return reads;
    };
    return [draw(), draw()];
  }

  it("are looked at once: what was worked out of a list stays true until one of its todos changes", () => {
    const [first, again] = readsOf(10_000);
    expect([...first.keys()]).toEqual(expect.arrayContaining(["due", "labels"]));
    expect([...again.keys()]).toEqual(["priority"]);
  });

  it("take hardly more than twice as much for twice as many", () => {
    const total = (reads: Map<string, number>) => [...reads.values()].reduce((sum, times) => sum + times, 0);
    const [half, whole] = [readsOf(5_000), readsOf(10_000)];
    // As in sorting; what compares each with each takes four times as much.
    for (const round of [0, 1] as const) expect(total(whole[round]) / total(half[round])).toBeLessThan(3);
  });
});
