import { type Input, inputsOf, type Span, type Task, type TraceEvent, tasksOf, ticksOf } from "./trace.js";

/** What one input cost, in milliseconds. */
export interface Sample {
  /** That the main thread worked, until it had done its part of the frame that shows the change. */
  readonly mainThread: number;
  /** The same with what it waited for a processor. */
  readonly mainThreadTook: number;
  /** Until that frame was on the screen. */
  readonly toPaint: number;
  /** Frames that the display was ready for and that did not show the change yet. */
  readonly skipped: number;
  /** Those of them that would have been skipped, too, if the main thread had never waited for a processor. */
  readonly skippedAnyway: number;
  /** The longest task after that frame: what an input at the wrong moment would wait for. */
  readonly longestAfter: number;
}

/** Milliseconds between two frames of Chromium's without a display. */
const FRAME = 1000 / 60;

/** Milliseconds after a frame in which what follows from an input happens: the answer, the rows, keeping them. */
export const AFTERMATH = 250;

/**
 * Reads what each input of one type cost.
 *
 * @param expected - how many inputs were made
 * @throws Error if the trace has another number of them
 */
export function samplesOf(events: readonly TraceEvent[], type: string, expected: number): readonly Sample[] {
  const inputs = inputsOf(events, type);
  const [first] = inputs;
  if (!first || inputs.length !== expected)
    throw new Error(`The trace has ${inputs.length} inputs of type ${type} rather than ${expected}.`);
  const tasks = tasksOf(events, first);
  const ticks = ticksOf(events, first);
  return inputs.map((input) => sampleOf(input, tasks, ticks));
}

function sampleOf(input: Input, tasks: readonly Task[], ticks: readonly number[]): Sample {
  const { start, end, committed } = input;
  const shares = tasks.map((task) => ({ task, took: overlap(task, { start, end: committed }) }));
  const after = tasks.filter((task) => task.start >= committed && task.start < committed + AFTERMATH);
  const mainThread = sum(
    shares.map(({ task, took }) => (took === 0 ? 0 : (task.worked * took) / (task.end - task.start))),
  );
  const mainThreadTook = sum(shares.map(({ took }) => took));
  return {
    mainThread,
    mainThreadTook,
    toPaint: end - start,
    skipped: skippedBy(input, ticks),
    skippedAnyway: skippedBy({ start, end: end - (mainThreadTook - mainThread) }, ticks),
    longestAfter: Math.max(0, ...after.map(({ worked }) => worked)),
  };
}

/** A change has to be on the screen before the display is ready for a second frame. */
function skippedBy({ start, end }: Span, ticks: readonly number[]): number {
  const tick = ticks.findLast((time) => time <= end);
  if (tick === undefined) return 0;
  return Math.max(Math.floor((tick - start) / FRAME), 0);
}

function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
