import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execaSync } from "execa";
import { type Binaries, binariesIn, installedBinaries } from "./binaries.js";

/** Where a local PostgreSQL lives and as whom it runs. */
export interface Home {
  /** The folder with `data`, `server.log` and `settings.json`. */
  readonly dir: string;
  readonly binaries: Binaries;
  /** As whom to run it, where it may not be ourselves. */
  readonly user: { uid: number; gid: number } | undefined;
}

/** `nobody` and `nogroup` on Linux. */
const NOBODY = 65_534;

/** Where the data go that cannot stay in the checkout. */
const SYSTEM_DIR = "/var/lib/codex";

/**
 * Prepares the folder. PostgreSQL refuses to run as root: it then runs as the owner of the checkout, or as
 * `nobody`. Where that user cannot enter the checkout (root's home is closed to others) data and programs go
 * to a folder of their own under `/var/lib/codex`, and `codexDir` remembers which.
 */
export function prepareHome(codexDir: string): Home {
  const binaries = installedBinaries();
  if (process.getuid?.() !== 0) return { dir: codexDir, binaries, user: undefined };
  const owner = statSync(dirname(codexDir));
  const user = owner.uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid: owner.uid, gid: owner.gid };
  if (canEnter(codexDir, user) && canEnter(binaries.root, user)) return { dir: codexDir, binaries, user };
  const dir = elsewhere(codexDir);
  const copy = join(dir, "native");
  if (!existsSync(copy)) cpSync(binaries.root, copy, { recursive: true, verbatimSymlinks: true });
  return { dir, binaries: binariesIn(copy), user };
}

/** Gives a file or folder to the user that PostgreSQL runs as. */
export function give(path: string, { user }: Home): void {
  if (user) chownSync(path, user.uid, user.gid);
}

function canEnter(dir: string, user: { uid: number; gid: number }): boolean {
  return (
    execaSync("/bin/sh", ["-c", 'cd "$0"', dir], { ...user, cwd: "/", reject: false, stdio: "ignore" })
      .exitCode === 0
  );
}

function elsewhere(codexDir: string): string {
  const pointer = join(codexDir, "postgres-dir");
  const known = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : "";
  const dir = known || join(SYSTEM_DIR, crypto.randomUUID());
  mkdirSync(dir, { recursive: true });
  if (!known) writeFileSync(pointer, `${dir}\n`);
  return dir;
}
