// What Lighthouse says about the built pages on a phone: pnpm --filter @codex/bench lighthouse
import { CHROMIUM_ARGS, findChromium } from "@codex/e2e/chromium";
import { runCodex } from "@codex/e2e/server";
import { chromium } from "@playwright/test";
import lighthouse, { type Result } from "lighthouse";
import { freePort } from "./converge/server.js";
import { CATEGORIES, GOALS, lossesOf, scoreOf } from "./lighthouse/score.js";
import { percentile } from "./percentile.js";

const PATHS = ["/", "/todomvc/"];
const RUNS = 5;

const codex = await runCodex();
for (const path of PATHS) {
  const results: Result[] = [];
  for (let run = 0; run < RUNS; run++) results.push(await audit(`${codex.url}${path}`));
  report(path, results);
}
await codex.stop();

/** Audits a page as Lighthouse does by default, as a phone of the middle class on a slow network, in a new browser. */
async function audit(url: string): Promise<Result> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...CHROMIUM_ARGS, `--remote-debugging-port=${port}`],
  });
  try {
    const answer = await lighthouse(url, { port, onlyCategories: [...CATEGORIES], logLevel: "error" });
    if (!answer) throw new Error("Lighthouse says nothing.");
    const { runtimeError } = answer.lhr;
    if (runtimeError) throw new Error(`Lighthouse could not audit ${url}: ${runtimeError.message}`);
    return answer.lhr;
  } finally {
    await browser.close();
  }
}

/** Prints the medians, and of the run in the middle what cost points; a page that misses a goal fails the run. */
function report(path: string, results: readonly Result[]): void {
  console.log(`\n${path}, median of ${results.length}`);
  for (const category of CATEGORIES) {
    const scores = results.map((result) => scoreOf(result, category));
    const median = percentile(scores, 0.5);
    const missed = median < GOALS[category];
    if (missed) process.exitCode = 1;
    console.log(
      `  ${category.padEnd(15)} ${median} (${scores.join(" ")})${missed ? `, meant: ${GOALS[category]}` : ""}`,
    );
  }
  const middle = results.toSorted((a, b) => scoreOf(a, "performance") - scoreOf(b, "performance"))[
    Math.floor(results.length / 2)
  ];
  for (const { category, title, value, points } of middle ? lossesOf(middle) : [])
    console.log(`  -${points.toFixed(1).padStart(4)} ${category}: ${title} ${value}`);
}
