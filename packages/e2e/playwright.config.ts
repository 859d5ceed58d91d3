import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "./src/chromium.js";

export default defineConfig({
  testDir: "test",
  outputDir: "test-results/artifacts",
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  timeout: 900_000,
  expect: { timeout: 60_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    screenshot: "only-on-failure",
    // What was done, asked for and said. To film every test takes as long as the tests.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    // Every test would load the whole page a second time; pwa.spec.ts is about what it is good for.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: await findChromium(),
      args: CHROMIUM_ARGS,
    },
  },
});
