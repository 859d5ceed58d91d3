import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TSC = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

/** The folder of @codex/client. */
export const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

/** What a command printed and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** A package outside of this workspace that depends on @codex/client and nothing else. */
export interface Consumer {
  readonly folder: string;
  /** Compiles it with the workspace's TypeScript. */
  tsc(): Promise<Outcome>;
  /** Runs a file of it with Node. */
  node(file: string): Promise<Outcome>;
  remove(): Promise<void>;
}

/**
 * Makes a throw-away consumer as pnpm would: a link to @codex/client in its `node_modules`.
 *
 * @param files - contents by name
 * @param types - packages of types that it has besides
 */
export async function makeConsumer(files: Record<string, string>, types: string[] = []): Promise<Consumer> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "codex-consumer-")));
  const folder = join(root, "apps/consumer");
  await mkdir(join(folder, "node_modules/@codex"), { recursive: true });
  await mkdir(join(folder, "node_modules/@types"));
  await cp(join(PACKAGE, "../../tsconfig.base.json"), join(root, "tsconfig.base.json"));
  await symlink(PACKAGE, join(folder, "node_modules/@codex/client"), "junction");
  for (const name of types) {
    const target = await realpath(join(PACKAGE, "node_modules/@types", name));
    await symlink(target, join(folder, "node_modules/@types", name), "junction");
  }
  const manifest = { name: "consumer", private: true, type: "module" };
  for (const [name, text] of Object.entries({ "package.json": JSON.stringify(manifest), ...files })) {
    await writeFile(join(folder, name), text);
  }
  return {
    folder,
    tsc: () => node([TSC, "--pretty", "false"], folder),
    node: (file) => node([file], folder),
    remove: () => rm(root, { recursive: true }),
  };
}

function node(args: string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === "number") resolve({ code, output: stdout + stderr });
      else reject(error);
    });
  });
}
