import { describe, expect, it } from "vitest";
import { requestOf, todosOf } from "../../src/scales/ask.js";
import { barChart } from "../../src/scales/chart.js";
import { between } from "../../src/scales/database-cpu.js";
import { Pace } from "../../src/scales/pacing.js";
import { type Requests, type Results, ratioOf } from "../../src/scales/results.js";
import { askOf, type Subject } from "../../src/scales/scenarios.js";
import { aligned, textOf } from "../../src/scales/table.js";
import { targetsOf } from "../../src/scales/targets.js";

const row = (contender: string, rate: number[], more: Partial<Requests> = {}): Requests => ({
  scenario: "list",
  contender,
  size: "small",
  rate,
  server: rate.map((each) => 1e6 / each),
  database: rate.map(() => 0),
  p50: rate.map((each) => 1_000 / each),
  delay: rate.map(() => 1),
  ...more,
});
const results = (requests: Requests[], more: Partial<Results> = {}): Results => ({
  at: "2026-11-26T00:00:00.000Z",
  machine: { processors: 2, node: "v20", load: 1 },
  quick: true,
  todos: { small: 10, large: 100 },
  requests,
  paced: [],
  streams: [],
  processes: [],
  failures: [],
  ...more,
});

describe("a fixed rate", () => {
  it("counts from when a request was due, also if nobody asked meanwhile", () => {
    const pace = new Pace(100, 1_000);
    expect(pace.due(999)).toEqual([]);
    expect(pace.due(1_000)).toEqual([1_000]);
    expect(pace.due(1_009)).toEqual([]);
    // A second in which the server, or this side, stood still.
    const late = pace.due(2_000);
    expect(late).toHaveLength(100);
    expect(late.slice(0, 2)).toEqual([1_010, 1_020]);
    expect(late.at(-1)).toBe(2_000);
  });
});

describe("ratios", () => {
  it("are taken round by round", () => {
    // Of the medians it would be 1; every round has twice as much.
    expect(ratioOf([20, 2, 200], [10, 1, 100])).toEqual({ median: 2, least: 2, most: 2 });
    expect(ratioOf([10, 30, 20], [10, 10, 10])).toEqual({ median: 2, least: 1, most: 3 });
  });

  it("of PostgreSQL's processes count new ones whole, and not those that have gone", () => {
    const before = new Map([
      [1, 5_000],
      [2, 9_000],
    ]);
    const after = new Map([
      [1, 7_000],
      [3, 4_000],
    ]);
    expect(between(before, after)).toBe(6);
  });
});

describe("targets", () => {
  it("are met from their limit on, and missed below it", () => {
    const met = targetsOf(results([row("codex", [70]), row("signed-limit", [100]), row("express", [35])]));
    expect(met.map(({ got, met }) => [got, met])).toEqual([
      [0.7, true],
      [2, true],
    ]);
    const missed = targetsOf(results([row("codex", [69]), row("signed-limit", [100])]));
    expect(missed.map(({ met }) => met)).toEqual([false]);
    expect(missed[0]?.byProcessor).toBeCloseTo(0.69);
  });

  it("compare the large data with the small, and the tail with the limit's own", () => {
    const large = row("codex", [50], { size: "large" });
    const paced = (contender: string, p99: number) =>
      ({ scenario: "list", contender, rate: 1, p50: [10], p99: [p99], delay: [0] }) as const;
    const told = targetsOf(
      results([row("codex", [100]), large], {
        paced: [
          { ...paced("signed-limit", 20), p50: [10], p99: [20], delay: [0] },
          { ...paced("codex", 31), p50: [10], p99: [31], delay: [0] },
        ],
      }),
    );
    expect(told.map(({ got, met }) => [Number(got.toFixed(2)), met])).toEqual([
      [2, false],
      [1.55, false],
    ]);
  });

  it("are missed by what failed under load", () => {
    const failures = [
      { scenario: "toggle", contender: "codex", size: "large", error: "The answer is 503" } as const,
    ];
    const failed = results([row("codex", [100])], { failures });
    expect(targetsOf(failed).map(({ what, met }) => [what, met])).toEqual([
      ["toggle: p50 among 100 todos to 10", false],
    ]);
    expect(textOf(failed)).toContain("toggle: Codex, large failed. The answer is 503");
  });

  it("of what was not measured are not told", () => {
    expect(targetsOf(results([]))).toEqual([]);
  });
});

describe("the table", () => {
  it("stands in columns", () => {
    expect(
      aligned([
        ["a", "b"],
        ["long", "1"],
        ["c", "22"],
      ]),
    ).toBe("a      b\nlong   1\nc     22");
  });

  it("has shares of what is least, with their spread", () => {
    const text = textOf(results([row("signed-limit", [100, 200]), row("codex", [25, 100])]));
    expect(text).toMatch(/Codex +25 \(25–100\) +0\.25 \(0\.25–0\.50\)/);
    expect(text).toMatch(/Codex to limit, signed in +at least 0\.7 +0\.25 .*missed/);
  });
});

describe("a chart", () => {
  it("has bars as long as their medians, and text that is only text", () => {
    const spread = (median: number) => ({ median, least: median, most: median });
    const svg = barChart("<A> & B", [
      {
        title: "one",
        bars: [
          { label: "x", spread: spread(100), digits: 0, isOurs: true },
          { label: "y", spread: spread(25), digits: 0, isOurs: false },
        ],
      },
    ]);
    const width = (kind: string) =>
      Number(new RegExp(`class="${kind}"[^>]* width="([\\d.]+)"`).exec(svg)?.[1]);
    expect(width("ours") / width("other")).toBeCloseTo(4);
    expect(svg).toContain("&#60;A&#62; &#38; B");
    expect(svg).toContain("prefers-color-scheme:dark");
  });
});

describe("what is asked", () => {
  const subject: Subject = {
    cookie: "",
    inbox: "inbox",
    spread: ["one", "two"],
    deep: "deep",
    deepPlace: { at: "2026-11-26T00:00:00.000Z", id: "last" },
    toggled: ["a", "b"],
    ten: ["a", "b"],
    shared: "shared",
    people: [],
  };
  const asked = (times: number, scenario: "toggle" | "mix") =>
    Array.from({ length: times }, (_, n) => askOf(scenario, subject, n));

  it("changes something with every toggle", () => {
    const state = new Map<string, boolean>();
    for (const ask of asked(10, "toggle")) {
      if (ask.kind !== "update") throw new Error("It is no update.");
      expect(state.get(ask.id) ?? false).toBe(!ask.completed);
      state.set(ask.id, ask.completed);
    }
  });

  it("is a list nine times out of ten, and spread over the lists", () => {
    const asks = asked(20, "mix").filter((ask) => ask.kind === "create");
    expect(asks.map(({ listId }) => listId)).toEqual(["one", "two"]);
  });

  it("names the same page in both dialects, and reads the same rows from both answers", () => {
    const ask = askOf("deep", subject, 0);
    expect(requestOf("rest", ask).path).toBe(
      "/lists/deep/todos?limit=50&at=2026-11-26T00%3A00%3A00.000Z&id=last",
    );
    const input = new URL(requestOf("trpc", ask).path, "http://localhost").searchParams.get("input") ?? "";
    const { cursor } = JSON.parse(input);
    expect(JSON.parse(Buffer.from(cursor, "base64url").toString())).toEqual([
      "2026-11-26T00:00:00.000Z",
      "last",
    ]);
    const items = [{ id: "a", listId: "deep", text: "a", completed: false }];
    expect(todosOf("rest", "list", { items })).toEqual(items);
    expect(todosOf("trpc", "list", { result: { data: { items } } })).toEqual(items);
    expect(() => todosOf("trpc", "list", { items })).toThrow();
  });
});
