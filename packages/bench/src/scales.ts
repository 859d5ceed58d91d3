// The project's scales: pnpm bench --help
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { run } from "./scales/run.js";
import { SCENARIOS } from "./scales/scenarios.js";
import { textOf } from "./scales/table.js";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    json: { type: "string" },
    profile: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const PARTS = [...SCENARIOS, "streams"] as const;
const part = PARTS.find((name) => name === values.only);
if (values.help || (values.only !== undefined && part === undefined)) {
  console.log(`pnpm bench [--quick] [--only SCENARIO] [--json FILE] [--profile FOLDER]

Every contender is a process on the same PostgreSQL and data. They are measured in turns; what counts is the ratios.

--quick    in under two minutes: shorter rounds, fewer contenders, and not among a million todos
--only     one of ${PARTS.join(", ")}
--json     where all that was measured is written, for charts.js
--profile  where Node writes CPU profiles of Codex`);
  process.exit(values.help ? 0 : 1);
}

const begun = performance.now();
const results = await run({ quick: values.quick, only: part, profile: values.profile });
console.log(`\n${textOf(results)}\n\nIt took ${((performance.now() - begun) / 1_000).toFixed(0)} s.`);
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results)}\n`);
