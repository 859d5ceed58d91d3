import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const ofDb = (path: string) => new URL(`../db/${path}`, import.meta.url);

/** Whether this release has a migration that the one before does not: then it is tried on what that makes. */
const { newestMigration } = JSON.parse(readFileSync(ofDb("previous-release.json"), "utf8"));
const isSchemaNewer = readdirSync(ofDb("prisma/migrations"), { withFileTypes: true }).some(
  (entry) => entry.isDirectory() && entry.name > newestMigration,
);

export default defineConfig({
  test: {
    include: ["test/*.test.ts", ...(isSchemaNewer ? ["test/previous/*.test.ts"] : [])],
    testTimeout: 900_000,
    hookTimeout: 600_000,
    reporters: ["default", ["json", { outputFile: "test-results/vitest.json" }]],
  },
});
