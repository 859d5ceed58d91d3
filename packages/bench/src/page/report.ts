import { percentile } from "../percentile.js";
import type { FunctionCost } from "./profile.js";
import type { Sample } from "./sample.js";
import { untilShown } from "./screen.js";

/** What is measured, and what it is compared with. */
export interface Line {
  readonly name: string;
  /** The name of the least that such an input can cost. */
  readonly empty: string;
  /** The name of the same done plainly, where that is measured. */
  readonly plain?: string;
  /** Whether it is an action of the page of the app, which has targets. */
  readonly isOurs: boolean;
}

/** What an action of the page is meant to cost at most; as a multiple of the empty page on a screen (decision 0023). */
const TARGETS = { mainThread: 8, skipped: 0, timesEmpty: 1.5 };

/** What stands above each column. */
const HEADING = [
  "main p50",
  "main p95",
  "took p95",
  "skipped",
  "anyway",
  "paint p50",
  "paint p95",
  "x empty",
  "x plain",
  "60 Hz p95",
  "x empty",
  "after p95",
];

/** Prints a line for each, and what is missed of the targets. */
export function printTable(samples: ReadonlyMap<string, readonly Sample[]>, lines: readonly Line[]): void {
  const of = (name: string, read: (sample: Sample) => number, share: number) =>
    percentile((samples.get(name) ?? []).map(read), share);
  const toPaint = (name: string) => of(name, (sample) => sample.toPaint, 0.95);
  const toScreen = (name: string) =>
    percentile(untilShown((samples.get(name) ?? []).map(({ toPaint: ready }) => ready)), 0.95);
  const missed: string[] = [];
  printRow("milliseconds", HEADING);
  for (const { name, empty, plain, isOurs } of lines) {
    const frames = (read: (sample: Sample) => number) =>
      (samples.get(name) ?? []).reduce((sum, sample) => sum + read(sample), 0);
    const skipped = frames((sample) => sample.skipped);
    const mainThread = of(name, (sample) => sample.mainThread, 0.95);
    const timesEmpty = toScreen(name) / toScreen(empty);
    printRow(name, [
      of(name, (sample) => sample.mainThread, 0.5).toFixed(1),
      mainThread.toFixed(1),
      of(name, (sample) => sample.mainThreadTook, 0.95).toFixed(1),
      String(skipped),
      String(frames((sample) => sample.skippedAnyway)),
      of(name, (sample) => sample.toPaint, 0.5).toFixed(1),
      toPaint(name).toFixed(1),
      (toPaint(name) / toPaint(empty)).toFixed(2),
      plain === undefined ? "" : (toPaint(name) / toPaint(plain)).toFixed(2),
      toScreen(name).toFixed(1),
      timesEmpty.toFixed(2),
      of(name, (sample) => sample.longestAfter, 0.95).toFixed(1),
    ]);
    if (!isOurs) continue;
    if (mainThread > TARGETS.mainThread) missed.push(`${name}: main thread`);
    if (skipped > TARGETS.skipped) missed.push(`${name}: skipped frames`);
    if (timesEmpty > TARGETS.timesEmpty) missed.push(`${name}: input to screen`);
  }
  const { mainThread, timesEmpty } = TARGETS;
  console.log(
    `\nMeant: main thread p95 <= ${mainThread} ms, no frame skipped, on a screen of 60 Hz p95 <= ${timesEmpty} x empty.`,
  );
  console.log(missed.length === 0 ? "All met." : `Missed: ${missed.join("; ")}.`);
}

/** Prints where the time of an action goes, in milliseconds for each input. */
export function printProfile(
  name: string,
  phases: ReadonlyMap<string, number>,
  functions: readonly FunctionCost[],
): void {
  const list = (costs: readonly (readonly [string, number])[]) =>
    costs.map(([what, ms]) => `${what} ${ms.toFixed(2)}`).join(", ");
  const top = (read: (cost: FunctionCost) => number, count: number) =>
    functions
      .map((cost) => [cost.name, read(cost)] as const)
      .sort((a, b) => b[1] - a[1])
      .slice(0, count);
  console.log(`\n${name}\n  phases: ${list([...phases])}`);
  console.log(`  functions by themselves: ${list(top(({ self }) => self, 15))}`);
  console.log(`  with what they call: ${list(top(({ total }) => total, 40))}`);
}

function printRow(name: string, cells: readonly string[]): void {
  console.log(name.padEnd(20) + cells.map((cell) => cell.padStart(10)).join(""));
}
