import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import react from "@vitejs/plugin-react";
import { build, preview } from "vite";

const PAGES = fileURLToPath(new URL("../../pages", import.meta.url));
const WEB = fileURLToPath(new URL("../../../../apps/web", import.meta.url));

/** The pages that ours is compared with, built and served. */
export interface ComparisonSite {
  /** Of `empty.html` and `plain.html`; ends with a slash. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function serveComparisons(): Promise<ComparisonSite> {
  const outDir = temporaryDir();
  const shared = { root: PAGES, configFile: false as const, logLevel: "warn" as const };
  const input = ["empty.html", "plain.html"].map((name) => join(PAGES, name));
  await build({
    ...shared,
    plugins: [react()],
    build: { outDir, emptyOutDir: true, rolldownOptions: { input } },
  });
  const server = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error("The pages to compare with are not served.");
  return {
    url,
    stop: async () => {
      await server.close();
      rmSync(outDir, { recursive: true });
    },
  };
}

/** The page of the app with the names of its functions, for a profile. */
export async function buildReadablePage(): Promise<{ readonly dir: string; remove(): void }> {
  const dir = temporaryDir();
  // Where and as the page itself is built: its configuration asks for the folder it is in.
  const options = ["--outDir", dir, "--emptyOutDir", "--minify", "false", "--logLevel", "warn"];
  await promisify(execFile)(join(WEB, "node_modules/.bin/vite"), ["build", ...options], { cwd: WEB });
  return { dir, remove: () => rmSync(dir, { recursive: true }) };
}

function temporaryDir(): string {
  return mkdtempSync(join(tmpdir(), "codex-bench-"));
}
