import { chmodSync, rmSync } from "node:fs";
import { execa } from "execa";
import { newFolder } from "./cluster.js";

/** Room for PostgreSQL, its log, and a few minutes of todos. */
const SIZE = "320m";

/** A file system of its own that is soon full. */
export interface SmallDisk {
  readonly folder: string;
  remove(): Promise<void>;
}

/** @throws Error saying why, where none can be mounted: that takes Linux and root */
export async function smallDisk(): Promise<SmallDisk> {
  const folder = newFolder();
  const { exitCode, stderr } = await execa("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "codex", folder], {
    reject: false,
  });
  if (exitCode !== 0) {
    rmSync(folder, { recursive: true });
    throw new Error(`A small disk cannot be mounted here, which takes Linux and root: ${stderr}`);
  }
  chmodSync(folder, 0o755);
  return {
    folder,
    remove: async () => {
      await execa("umount", ["--lazy", folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
