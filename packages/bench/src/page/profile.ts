import { z } from "zod";
import { type Input, inputsOf, TRACE_CATEGORIES, type TraceEvent } from "./trace.js";

/** What Chromium is asked to record, so that a profile can be read from it. */
export const PROFILE_CATEGORIES = [
  ...TRACE_CATEGORIES,
  "disabled-by-default-v8.cpu_profiler",
  "disabled-by-default-v8.cpu_profiler.hires",
];

const startSchema = z.object({ startTime: z.number() });

const chunkSchema = z.object({
  cpuProfile: z
    .object({
      nodes: z
        .array(
          z.object({
            id: z.number(),
            parent: z.number().optional(),
            callFrame: z.object({ functionName: z.string() }),
          }),
        )
        .default([]),
      samples: z.array(z.number()).default([]),
    })
    .default({ nodes: [], samples: [] }),
  timeDeltas: z.array(z.number()).default([]),
});

/** Milliseconds that a function took, for each input. */
export interface FunctionCost {
  readonly name: string;
  readonly self: number;
  /** With what it called. */
  readonly total: number;
}

interface Node {
  readonly name: string;
  readonly parent: number | undefined;
}

/** What the browser itself does on the main thread, by the names that its events have. */
const PHASES = new Map([
  ["UpdateLayoutTree", "style"],
  ["Layout", "layout"],
  ["PrePaint", "paint"],
  ["Paint", "paint"],
  ["Layerize", "paint"],
  ["Commit", "commit"],
  ["MinorGC", "garbage"],
  ["MajorGC", "garbage"],
]);

/** A moment at which the profiler looked: what was running, and how long it has been since it last looked. */
interface Look {
  readonly at: number;
  readonly took: number;
  readonly node: number;
}

/** What ran between inputs of one type and the frames that show what they changed; the most costly first. */
export function profileOf(
  events: readonly TraceEvent[],
  type: string,
  isMeant: (index: number) => boolean,
): readonly FunctionCost[] {
  const { inputs, first } = meantInputs(events, type, isMeant);
  const { nodes, looks } = readProfile(events, first);
  const costs = new Map<string, { self: number; total: number }>();
  for (const { at, took, node } of looks) {
    if (!inputs.some(({ start, committed }) => start <= at && at <= committed)) continue;
    const stack = stackOf(nodes, node);
    for (const [depth, name] of stack.entries()) {
      const cost = costs.get(name) ?? { self: 0, total: 0 };
      costs.set(name, cost);
      if (depth === 0) cost.self += took;
      if (stack.indexOf(name) === depth) cost.total += took;
    }
  }
  return [...costs]
    .map(([name, { self, total }]) => ({ name, self: self / inputs.length, total: total / inputs.length }))
    .sort((a, b) => b.self - a.self);
}

/** How long the main thread worked between inputs and their frames, in milliseconds for each input. */
export function phasesOf(
  events: readonly TraceEvent[],
  type: string,
  isMeant: (index: number) => boolean,
): ReadonlyMap<string, number> {
  const { inputs, first } = meantInputs(events, type, isMeant);
  const phases = new Map([["all", 0]]);
  for (const { name, ph, pid, tid, ts, tdur } of events) {
    const phase = name === "RunTask" ? "all" : PHASES.get(name);
    if (phase === undefined || ph !== "X" || pid !== first.pid || tid !== first.tid) continue;
    if (!inputs.some(({ start, committed }) => start <= ts / 1000 && ts / 1000 <= committed)) continue;
    phases.set(phase, (phases.get(phase) ?? 0) + tdur / 1000 / inputs.length);
  }
  return phases;
}

function meantInputs(events: readonly TraceEvent[], type: string, isMeant: (index: number) => boolean) {
  const inputs = inputsOf(events, type).filter((_, index) => isMeant(index));
  const [first] = inputs;
  if (!first) throw new Error(`The trace has no inputs of type ${type}.`);
  return { inputs, first };
}

/** The profile of the thread of an input: a worker in the same process has one of its own. */
function readProfile(events: readonly TraceEvent[], { pid, tid }: Input) {
  const nodes = new Map<number, Node>();
  const looks: Look[] = [];
  const start = events.find((event) => event.name === "Profile" && event.pid === pid && event.tid === tid);
  if (!start) throw new Error("The trace has no profile of the page.");
  let at = startSchema.parse(start.args["data"]).startTime / 1000;
  const chunks = events
    .filter((event) => event.name === "ProfileChunk" && event.pid === pid && event.id === start.id)
    .sort((a, b) => a.ts - b.ts);
  for (const event of chunks) {
    const { cpuProfile, timeDeltas } = chunkSchema.parse(event.args["data"]);
    for (const { id, parent, callFrame } of cpuProfile.nodes)
      nodes.set(id, { name: callFrame.functionName || inside(nodes.get(parent ?? Number.NaN)), parent });
    for (const [index, node] of cpuProfile.samples.entries()) {
      const took = (timeDeltas[index] ?? 0) / 1000;
      at += took;
      looks.push({ at, took, node });
    }
  }
  return { nodes, looks };
}

/** A function without a name is known by the one that calls it. */
function inside(caller: Node | undefined): string {
  const name = caller?.name ?? "nothing";
  return name.startsWith("in ") ? name : `in ${name}`;
}

/** From the function that ran to the one at the root. */
function stackOf(nodes: ReadonlyMap<number, Node>, from: number): readonly string[] {
  const stack: string[] = [];
  for (
    let node = nodes.get(from);
    node;
    node = node.parent === undefined ? undefined : nodes.get(node.parent)
  )
    stack.push(node.name);
  return stack;
}
