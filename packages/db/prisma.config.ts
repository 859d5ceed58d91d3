import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// Only `generate` runs on every machine and needs no schema engine, yet the CLI looks for one and downloads
// it first. Naming a file that exists keeps the build offline; every other command gets the real engine.
if (process.argv.includes("generate")) {
  process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= fileURLToPath(import.meta.url);
}

/** The checkout's own PostgreSQL, which runs while `pnpm start` or `pnpm dev` does. */
function localUrl(): string | undefined {
  const codexDir = fileURLToPath(new URL("../../.codex", import.meta.url));
  const pointer = join(codexDir, "postgres-dir");
  const dir = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : codexDir;
  const settings = join(dir, "settings.json");
  if (!existsSync(settings)) return undefined;
  const { port, password } = JSON.parse(readFileSync(settings, "utf8"));
  return `postgresql://codex:${password}@127.0.0.1:${port}/codex`;
}

const url = process.env["DATABASE_URL"] || localUrl();

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url === undefined ? {} : { datasource: { url } }),
});
