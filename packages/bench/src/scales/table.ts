import { titleOf } from "./contenders.js";
import { processorOf, type Requests, type Results, ratioOf, type Spread, spreadOf } from "./results.js";
import { SCENARIOS, TITLES } from "./scenarios.js";
import { targetsOf } from "./targets.js";

/** Everything of a run as text: one table, and whether the targets are met. */
export function textOf(results: Results): string {
  const { machine, todos, at } = results;
  return [
    `${at.slice(0, 10)}, ${machine.processors} processors at a load of ${machine.load.toFixed(1)}, Node ${machine.node}; ` +
      `medians (least to most); ${todos.small} todos` +
      (todos.large > 0 ? `, large: ${todos.large}` : ""),
    requestTable(results),
    pacedTable(results),
    streamTable(results),
    processTable(results),
    ...results.failures.map((row) => `${TITLES[row.scenario]}: ${titleOf(row)} failed. ${row.error}`),
    targetTable(results),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Columns as wide as what stands in them; the first is aligned to the left. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const withSpread = ({ median, least, most }: Spread, digits: number) =>
  `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;

function requestTable({ requests }: Results): string {
  const rows = SCENARIOS.flatMap((scenario) => {
    const measured = requests.filter((row) => row.scenario === scenario);
    const reference = referenceOf(measured);
    if (!reference) return [];
    return [[TITLES[scenario]], ...measured.map((row) => requestRow(row, reference))];
  });
  if (rows.length === 0) return "";
  const head = ["", "a second", "share", "by processor", "µs server", "µs PostgreSQL", "p50 ms", "loop ms"];
  return aligned([head, ...rows]);
}

/** The least that can be done: what the shares are of. */
function referenceOf(measured: readonly Requests[]): Requests | undefined {
  const small = measured.filter(({ size }) => size === "small");
  return (
    small.find(({ contender }) => contender === "plain") ??
    small.find(({ contender }) => contender === "signed-limit")
  );
}

function requestRow(row: Requests, reference: Requests): string[] {
  return [
    `  ${titleOf(row)}`,
    withSpread(spreadOf(row.rate), 0),
    withSpread(ratioOf(row.rate, reference.rate), 2),
    ratioOf(processorOf(reference), processorOf(row)).median.toFixed(2),
    spreadOf(row.server).median.toFixed(0),
    spreadOf(row.database).median.toFixed(0),
    spreadOf(row.p50).median.toFixed(1),
    spreadOf(row.delay).median.toFixed(1),
  ];
}

function pacedTable({ paced }: Results): string {
  if (paced.length === 0) return "";
  const rows = paced.map((row) => [
    `  ${TITLES[row.scenario]}: ${titleOf(row)}`,
    row.rate.toFixed(0),
    withSpread(spreadOf(row.p50), 1),
    withSpread(spreadOf(row.p99), 1),
    (spreadOf(row.p99).median / spreadOf(row.p50).median).toFixed(1),
    spreadOf(row.delay).median.toFixed(1),
  ]);
  return aligned([["at half the most", "a second", "p50 ms", "p99 ms", "p99/p50", "loop ms"], ...rows]);
}

function streamTable({ streams }: Results): string {
  const [first] = streams;
  if (!first) return "";
  const head = [
    `one event to ${first.count} streams`,
    "median has it, ms",
    "last, ms",
    "ms server",
    "kB heap each",
  ];
  const rows = streams.map((row) => [
    `  ${titleOf(row)}`,
    withSpread(spreadOf(row.median), 0),
    withSpread(spreadOf(row.last), 0),
    withSpread(spreadOf(row.server), 0),
    row.heap.toFixed(1),
  ]);
  return aligned([head, ...rows]);
}

function processTable({ processes }: Results): string {
  const rows = processes.map((row) => [
    `  ${titleOf(row)}`,
    withSpread(spreadOf(row.startedIn), 0),
    row.before.toFixed(0),
    row.after.toFixed(0),
  ]);
  return aligned([["the process", "listens after, ms", "MB at first", "MB at the end"], ...rows]);
}

function targetTable(results: Results): string {
  const rows = targetsOf(results).map(({ what, wanted, got, byProcessor, met }) => [
    `  ${what}`,
    wanted,
    got.toFixed(2),
    byProcessor?.toFixed(2) ?? "",
    met ? "met" : "missed",
  ]);
  return rows.length === 0 ? "" : aligned([["targets", "meant", "got", "by processor", ""], ...rows]);
}
