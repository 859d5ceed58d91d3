import { rmSync } from "node:fs";
import { execa } from "execa";
import { newFolder } from "./cluster.js";

/** Room for PostgreSQL, its log, and a few minutes of todos. */
const SIZE = "320m";

/** A file system of its own that is soon full. */
export interface SmallDisk {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Something that a round needs is not on this machine. */
export class MissingError extends Error {
  override readonly name = "MissingError";
}

/** As root, or as whoever may become root without being asked. */
const asRoot = (command: string, args: readonly string[]) =>
  process.getuid?.() === 0
    ? execa(command, args, { reject: false })
    : execa("sudo", ["-n", command, ...args], { reject: false });

/** @throws MissingError saying why, where none can be mounted */
export async function smallDisk(): Promise<SmallDisk> {
  const folder = newFolder();
  const owner = `uid=${process.getuid?.()},gid=${process.getgid?.()}`;
  const options = `size=${SIZE},mode=755,${owner}`;
  const mounted = await asRoot("mount", ["-t", "tmpfs", "-o", options, "codex", folder]);
  if (mounted.exitCode !== 0) {
    rmSync(folder, { recursive: true });
    throw new MissingError("No small disk can be mounted here: that takes Linux, and root or sudo.");
  }
  return {
    folder,
    remove: async () => {
      await asRoot("umount", ["--lazy", folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
