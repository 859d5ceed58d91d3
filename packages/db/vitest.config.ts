import { defineConfig } from "vitest/config";

const common = { include: ["test/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000 };

/** Everything runs twice: on databases, and in a process, whose default zone is UTC and New York's. */
const inZone = (name: string, TZ: string) => ({ test: { ...common, name, env: { TZ, TEST_TIMEZONE: TZ } } });

export default defineConfig({
  test: {
    projects: [inZone("utc", "UTC"), inZone("new-york", "America/New_York")],
    reporters: ["default", ["json", { outputFile: "test-results/vitest.json" }]],
  },
});
