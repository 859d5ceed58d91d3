import { defineConfig } from "vitest/config";

const common = { include: ["test/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 };

/** Who may do what is long to walk through, and no matter of zones. */
const WALKS = ["test/access.test.ts", "test/push-access.test.ts", "test/transfer-access.test.ts"];

/** All else runs twice: on databases, and in a process, whose default zone is UTC and New York's. */
const inZone = (name: string, TZ: string, exclude: readonly string[] = []) => ({
  test: { ...common, name, env: { TZ, TEST_TIMEZONE: TZ }, exclude: [...exclude] },
});

export default defineConfig({
  test: {
    projects: [inZone("utc", "UTC"), inZone("new-york", "America/New_York", WALKS)],
    reporters: ["default", ["json", { outputFile: "test-results/vitest.json" }]],
  },
});
