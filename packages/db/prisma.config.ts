import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// Only `generate` runs on every machine and needs no schema engine, yet the CLI looks for one and downloads
// it first. Naming a file that exists keeps the build offline; every other command gets the real engine.
if (process.argv.includes("generate")) {
  process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= fileURLToPath(import.meta.url);
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(process.env["DATABASE_URL"] ? { datasource: { url: process.env["DATABASE_URL"] } } : {}),
});
