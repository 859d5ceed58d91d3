import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ApplyMigrationsInput } from "@prisma/schema-engine-wasm";

/** The folder with `schema.prisma` and `migrations/`; it lies beside both `src` and `dist`. */
export const PRISMA_DIR = fileURLToPath(new URL("../../prisma", import.meta.url));

/** What the engine wants to know of the migrations folder. */
export type MigrationsList = ApplyMigrationsInput["migrationsList"];

/** The engine can leave tables alone that others manage; we have none. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

export const readSchema = (dir: string) => readFile(join(dir, "schema.prisma"), "utf8");

/** Reads every migration of `dir`, oldest first. */
export async function readMigrations(dir: string): Promise<MigrationsList> {
  const baseDir = join(dir, "migrations");
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(join(baseDir, path, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}
