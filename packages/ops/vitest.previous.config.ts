import { defineConfig } from "vitest/config";

/** The previous release on the schema of this one: `pnpm verify:long`, and `pnpm test` where it does not have all of it. */
export default defineConfig({
  test: { include: ["test/previous/*.test.ts"], testTimeout: 60_000, hookTimeout: 600_000 },
});
