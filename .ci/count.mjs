// Adds up what every test runner reported: node .ci/count.mjs EXIT_CODE_OF_THE_TEST_COMMAND
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const exitCode = Number(process.argv[2]);
const packages = ["apps", "packages"].flatMap((top) => readdirSync(top).map((name) => join(top, name)));

const readers = {
  "vitest.json": ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests],
  "playwright.json": ({ stats, errors }) => [stats.expected, stats.unexpected + stats.flaky + errors.length],
};

let passed = 0;
let failed = 0;
for (const dir of packages) {
  const manifest = join(dir, "package.json");
  if (!existsSync(manifest) || !JSON.parse(readFileSync(manifest, "utf8")).scripts?.test) continue;
  const reports = Object.keys(readers).filter((name) => existsSync(join(dir, "test-results", name)));
  if (reports.length === 0) {
    console.error(`${dir} has tests but left no report.`);
    failed += 1;
  }
  for (const name of reports) {
    const [ok, wrong] = readers[name](JSON.parse(readFileSync(join(dir, "test-results", name), "utf8")));
    console.error(`${dir}: ${ok} passed, ${wrong} failed`);
    passed += ok;
    failed += wrong;
  }
}
// Types and lint have no count of their own: where the command failed and no test did, they did.
if (exitCode !== 0 && failed === 0) failed = 1;

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 && exitCode === 0 ? 0 : 1);
