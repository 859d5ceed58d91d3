import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterEach, beforeEach } from "vitest";
import { z } from "zod";

const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

/** The folder of one test's local PostgreSQL, removed with it when the test is over. */
export function useCodexDir(): () => string {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "codex-local-"));
    // As a checkout is: the user that PostgreSQL runs as can enter it.
    chmodSync(dir, 0o755);
  });
  afterEach(async () => {
    killPostgres(dir);
    await gone(dir);
    for (const place of new Set([homeOf(dir), dir])) rmSync(place, { recursive: true, force: true });
  });
  return () => dir;
}

/** Runs a command of `codex` as on a machine without a database of its own. */
export function codex(dir: string, args: string[], env: Record<string, string> = {}) {
  return execa("node", [CLI, ...args], {
    env: { CODEX_DIR: dir, DATABASE_URL: "", TEST_DATABASE_URL: "", PORT: "0", HOST: "", ...env },
    all: true,
    reject: false,
    stdin: "ignore",
    forceKillAfterDelay: false,
  });
}

/** Resolves with the address that `start` prints, on a line of its own. */
export function printedAddress(child: ReturnType<typeof codex>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.all.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = /^http:\/\/\S+$/m.exec(said)?.[0];
      if (address) resolve(address);
    });
    child.all.on("end", () => reject(new Error(`It ended: ${said}`)));
  });
}

/** Where the local PostgreSQL of a folder lives: elsewhere, where its user could not enter the checkout. */
export function homeOf(dir: string): string {
  const pointer = join(dir, "postgres-dir");
  return existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : dir;
}

/** The local PostgreSQL's process id, if it runs. */
export function postgresPid(dir: string): number | undefined {
  try {
    const [pid = ""] = readFileSync(join(homeOf(dir), "data/postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), 0);
    return Number(pid);
  } catch {
    return undefined;
  }
}

export function killPostgres(dir: string): void {
  const pid = postgresPid(dir);
  if (pid !== undefined) process.kill(pid, "SIGKILL");
}

/** Until the local PostgreSQL has ended. */
export async function gone(dir: string): Promise<void> {
  while (postgresPid(dir) !== undefined) await new Promise(setImmediate);
}

export async function add(address: string, text: string): Promise<void> {
  const answer = await fetch(`${address}/trpc/todo.create`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const listSchema = z.object({
  result: z.object({ data: z.object({ items: z.array(z.object({ text: z.string() })) }) }),
});

export async function texts(address: string): Promise<string[]> {
  const answer = await fetch(`${address}/trpc/todo.list`);
  return listSchema.parse(await answer.json()).result.data.items.map(({ text }) => text);
}
