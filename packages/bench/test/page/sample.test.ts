import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { phasesOf, profileOf } from "../../src/page/profile.js";
import { samplesOf } from "../../src/page/sample.js";
import { inputsOf, parseTrace, type TraceEvent } from "../../src/page/trace.js";
import { percentile } from "../../src/percentile.js";

/**
 * Three clicks on the empty page, as Chromium wrote them, an event a line, without what is not read. What the profiler
 * saw between the clicks is put together.
 */
const lines = readFileSync(new URL("./three-clicks.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");
const recorded = parseTrace(`{"traceEvents":[${lines.join(",")}]}`);
const always = () => true;

describe("percentile", () => {
  it("is the smallest number that so large a share does not exceed", () => {
    const numbers = [5, 1, 4, 2, 3];
    expect(percentile(numbers, 0.5)).toBe(3);
    expect(percentile(numbers, 0.95)).toBe(5);
    expect(percentile(numbers, 0)).toBe(1);
    expect(
      percentile(
        Array.from({ length: 100 }, (_, index) => index + 1),
        0.95,
      ),
    ).toBe(95);
    expect(percentile([], 0.5)).toBeNaN();
    expect(numbers).toEqual([5, 1, 4, 2, 3]);
  });
});

describe("a recorded trace", () => {
  it("tells what each click cost", () => {
    const samples = samplesOf(recorded, "pointerup", 3);
    expect(samples).toHaveLength(3);
    for (const { mainThread, mainThreadTook, toPaint } of samples) {
      expect(mainThread).toBeGreaterThan(0);
      expect(mainThreadTook).toBeGreaterThanOrEqual(mainThread);
      expect(toPaint).toBeGreaterThan(mainThreadTook);
    }
  });

  it("is refused if it has another number of inputs than were made", () => {
    expect(() => samplesOf(recorded, "pointerup", 4)).toThrow("3 inputs of type pointerup rather than 4");
    expect(() => samplesOf(recorded, "keydown", 1)).toThrow("0 inputs of type keydown rather than 1");
  });

  it("tells in which functions and phases the time went", () => {
    const functions = profileOf(recorded, "pointerup", always);
    const names = functions.map(({ name }) => name);
    // What the page does on a click, by the name that minifying gave it; the second ran between the clicks.
    expect(names).toContain("t");
    expect(names).not.toContain("queryRole");
    for (const { self, total } of functions) expect(total).toBeGreaterThanOrEqual(self);
    const phases = phasesOf(recorded, "pointerup", always);
    expect([...phases.keys()]).toEqual(expect.arrayContaining(["all", "style", "layout", "paint"]));
    expect(() => profileOf(recorded, "pointerup", () => false)).toThrow("no inputs");
  });

  it("is not told of by what a worker in the same process does", () => {
    const profile = (name: string, tid: number, data: Record<string, unknown>): TraceEvent => ({
      ...{ name, ph: "P", pid: recorded[0]?.pid ?? 0, tid, id: "0x2", ts: 0, dur: 0, tdur: 0 },
      args: { data },
    });
    const node = { id: 1, callFrame: { functionName: "in the worker" } };
    const worker = [
      profile("Profile", 1, { startTime: 0 }),
      profile("ProfileChunk", 2, { cpuProfile: { nodes: [node], samples: [1] }, timeDeltas: [7] }),
    ];
    const alone = profileOf(recorded, "pointerup", always);
    expect(profileOf([...worker, ...recorded], "pointerup", always)).toEqual(alone);
    expect(profileOf([...recorded, ...worker], "pointerup", always)).toEqual(alone);
  });

  it("is not taken for one if it is something else", () => {
    expect(() => parseTrace('{"traceEvents":[{"name":"RunTask"}]}')).toThrow();
    expect(() => parseTrace("[]")).toThrow();
  });
});

describe("an input", () => {
  const at = (name: string, ts: number, more: Partial<TraceEvent> = {}): TraceEvent => ({
    ...{ name, ph: "X", pid: 1, tid: 1, ts: ts * 1000, dur: 0, tdur: 0, args: {} },
    ...more,
  });
  /** Came at 100, was committed at 110 and on the screen at 120, in milliseconds. */
  const input = at("EventTiming", 100, {
    ph: "b",
    args: { data: { type: "keydown", timeStamp: 7, duration: 20, commitFinishTime: 17 } },
  });
  const task = (start: number, dur: number, tdur = dur, more: Partial<TraceEvent> = {}) =>
    at("RunTask", start, { dur: dur * 1000, tdur: tdur * 1000, ...more });
  const sample = (...events: TraceEvent[]) => samplesOf([input, ...events], "keydown", 1)[0];

  it("stands in the time of the trace, not of the page", () => {
    expect(inputsOf([input], "keydown")).toEqual([{ pid: 1, tid: 1, start: 100, end: 120, committed: 110 }]);
    expect(inputsOf([input], "pointerup")).toEqual([]);
  });

  it("counts what the main thread worked between it and its frame, and of a task the part between", () => {
    expect(sample(task(101, 2), task(108, 4))).toMatchObject({ mainThread: 4, mainThreadTook: 4 });
    expect(sample(task(90, 5), task(111, 5))).toMatchObject({ mainThread: 0, mainThreadTook: 0 });
  });

  it("tells work from waiting for a processor", () => {
    expect(sample(task(101, 8, 2))).toMatchObject({ mainThread: 2, mainThreadTook: 8 });
  });

  it("counts no other thread", () => {
    expect(sample(task(101, 2, 2, { tid: 2 }), task(101, 2, 2, { pid: 2 }))).toMatchObject({ mainThread: 0 });
  });

  it("tells the longest task after its frame", () => {
    expect(sample(task(101, 9), task(112, 3), task(130, 6), task(500, 50))).toMatchObject({
      longestAfter: 6,
    });
  });

  it("skips a frame for every one but the first that the display was ready for", () => {
    const ticks = (...times: number[]) => times.map((time) => at("BeginFrame", time));
    expect(sample(...ticks(105))).toMatchObject({ skipped: 0 });
    expect(sample(...ticks(101, 117.7))).toMatchObject({ skipped: 1 });
    // The display was not asked while the main thread was busy: it would have been ready all the same.
    expect(sample(...ticks(119))).toMatchObject({ skipped: 1 });
    expect(sample(...ticks(90, 125))).toMatchObject({ skipped: 0 });
    // What the main thread waited for a processor is not its own.
    const waited = sample(...ticks(101, 117.7), task(101, 8, 2));
    expect(waited).toMatchObject({ skipped: 1, skippedAnyway: 0 });
    const worked = sample(...ticks(101, 117.7), task(101, 8));
    expect(worked).toMatchObject({ skipped: 1, skippedAnyway: 1 });
    expect(sample()).toMatchObject({ skipped: 0 });
  });
});
