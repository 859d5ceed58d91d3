// Draws what the scales have measured: node dist/charts.js RESULTS.json FOLDER
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bar, barChart } from "./scales/chart.js";
import { titleOf } from "./scales/contenders.js";
import { resultsSchema, spreadOf } from "./scales/results.js";
import { SCENARIOS, TITLES } from "./scales/scenarios.js";

const [from, folder] = process.argv.slice(2);
if (from === undefined || folder === undefined) {
  console.error("Name the file that `pnpm bench --json FILE` wrote, and the folder for the charts.");
  process.exit(1);
}
const results = resultsSchema.parse(JSON.parse(await readFile(from, "utf8")));

const bar = (row: { contender: string; size?: string }, numbers: readonly number[], digits: number): Bar => ({
  label: titleOf(row),
  spread: spreadOf(numbers),
  digits,
  isOurs: row.contender === "codex",
});
const requests = SCENARIOS.map((scenario) => ({
  title: TITLES[scenario],
  bars: results.requests.filter((row) => row.scenario === scenario).map((row) => bar(row, row.rate, 0)),
})).filter(({ bars }) => bars.length > 0);
const streams = [
  {
    title: "Milliseconds until the median has it",
    bars: results.streams.map((row) => bar(row, row.median, 0)),
  },
  { title: "kB of heap of one stream", bars: results.streams.map((row) => bar(row, [row.heap], 1)) },
];

await mkdir(folder, { recursive: true });
await writeFile(join(folder, "requests.svg"), barChart("Answers a second, at most", requests));
await writeFile(join(folder, "streams.svg"), barChart("One event to a thousand streams", streams));
