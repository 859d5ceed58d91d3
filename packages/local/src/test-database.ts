import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { CHECKOUT } from "./env.js";
import { acquirePostgres } from "./postgres/acquire.js";

/**
 * Runs a command with a PostgreSQL of its own, named by `TEST_DATABASE_URL`, and removes it afterwards.
 *
 * @returns the command's exit code
 */
export async function withTestPostgres([command = "", ...args]: string[]): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), "codex-test-"));
  try {
    // Open to the unprivileged user that PostgreSQL runs as where we are root.
    await chmod(dir, 0o755);
    const postgres = await acquirePostgres(dir);
    try {
      const { exitCode } = await execa(command, args, {
        cwd: CHECKOUT,
        env: { TEST_DATABASE_URL: postgres.url },
        preferLocal: true,
        stdio: "inherit",
        reject: false,
      });
      return exitCode ?? 1;
    } finally {
      await postgres.release();
      await rm(postgres.dir, { recursive: true, force: true });
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
