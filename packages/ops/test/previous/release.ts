import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa, type Options } from "execa";
import getPort from "get-port";

/** This release's checkout. */
export const CHECKOUT = fileURLToPath(new URL("../../../../", import.meta.url));

/** The release that runs while this one is rolled out. */
export interface PreviousRelease {
  /** Its checkout, built. */
  readonly dir: string;
  /** Starts its server on a database. */
  serve(databaseUrl: string): Promise<{ readonly url: string; readonly stop: () => Promise<void> }>;
  remove(): Promise<void>;
}

/** Checks out the commit that `packages/db/previous-release.json` names, installs it and builds its API. */
export async function buildPreviousRelease(): Promise<PreviousRelease> {
  const dir = await mkdtemp(join(tmpdir(), "codex-previous-"));
  const source = join(dir, "source");
  await mkdir(source);
  await checkOut(source, join(dir, "source.tar"));
  const inSource: Options = { cwd: source, env: { CI: "true", pnpm_config_verify_deps_before_run: "false" } };
  const install = ["install", "--frozen-lockfile", "--filter", "@codex/api..."];
  // What is in the store is enough on a machine that has built this checkout; elsewhere the registry is asked.
  const offline = await pnpm([...install, "--offline"], { ...inSource, reject: false });
  if (offline.exitCode !== 0) await pnpm(install, inSource);
  await pnpm(["--filter", "@codex/api...", "--if-present", "run", "generate"], inSource);
  await pnpm(["--filter", "@codex/api...", "run", "build"], inSource);
  return {
    dir: source,
    serve: (databaseUrl) => serve(source, databaseUrl),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

async function checkOut(source: string, archive: string): Promise<void> {
  const file = join(CHECKOUT, "packages/db/previous-release.json");
  const { commit } = JSON.parse(await readFile(file, "utf8"));
  const archiving = ["archive", "--format=tar", "-o", archive, String(commit)];
  const git = (args: string[]) => execa("git", args, { cwd: CHECKOUT, reject: false });
  let made = await git(archiving);
  if (made.exitCode !== 0) {
    // A clone without history does not have it yet.
    await git(["fetch", "--depth=1", "origin", String(commit)]);
    made = await git(archiving);
  }
  if (made.exitCode !== 0)
    throw new Error(`The previous release, ${commit} (${file}), is not in this checkout: ${made.stderr}`);
  await execa("tar", ["-xf", archive, "-C", source]);
}

/** By the pnpm that runs this, or by npx. */
function pnpm(args: string[], options: Options) {
  const script = process.env["npm_execpath"];
  if (script?.includes("pnpm"))
    return execa(
      script.endsWith("js") ? "node" : script,
      script.endsWith("js") ? [script, ...args] : args,
      options,
    );
  return execa("npx", ["-y", "pnpm@12", ...args], options);
}

async function serve(dir: string, databaseUrl: string) {
  const port = await getPort();
  const url = `http://127.0.0.1:${port}`;
  const server = execa("node", ["packages/api/dist/server.js"], {
    cwd: dir,
    env: { DATABASE_URL: databaseUrl, PORT: String(port), HOST: "127.0.0.1", ACCESS: "accounts" },
    reject: false,
    buffer: false,
  });
  await new Promise<void>((resolve, reject) => {
    server.stdout.on("data", (chunk: Buffer) => {
      if (chunk.includes(`:${port}`)) resolve();
    });
    void server.then(({ exitCode }) => reject(new Error(`The previous release ended with ${exitCode}.`)));
  });
  return {
    url,
    stop: async () => {
      server.kill("SIGTERM");
      await server;
    },
  };
}
