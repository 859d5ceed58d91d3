import { defineConfig } from "vitest/config";

const common = {
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 20_000 } },
};

/** Where days and moments are written, read and compared. */
const OF_TIME = [
  "todo",
  "field",
  "column",
  "new-series",
  "repeating",
  "transfer",
  "transfer-round",
  "undo",
  "trash",
  "sign-in",
];

/** What puts something of its own in a module's place. */
const MOCKING = ["follow"];

/** A process, and databases, whose default zone is this. */
const inZone = (name: string, TZ: string, files: readonly string[]) => ({
  test: {
    ...common,
    name,
    env: { TZ, TEST_TIMEZONE: TZ },
    // Each file has a server and a database of its own; what they import is the same, and long to load.
    isolate: false,
    include: filesOf(files),
    exclude: filesOf(MOCKING),
  },
});

const filesOf = (names: readonly string[]) => names.map((name) => `test/${name}.test.ts`);

export default defineConfig({
  test: {
    projects: [
      inZone("utc", "UTC", ["*"]),
      inZone("new-york", "America/New_York", OF_TIME),
      { test: { ...common, name: "mocking", include: filesOf(MOCKING) } },
    ],
    reporters: ["default", ["json", { outputFile: "test-results/vitest.json" }]],
  },
});
