import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sizeLimit } from "../size-limit.js";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "codex-size-"));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

function bundle(limit: number) {
  const entry = join(dir, "entry.js");
  writeFileSync(entry, 'console.log("a page");');
  return build({
    root: dir,
    configFile: false,
    logLevel: "silent",
    plugins: [sizeLimit(limit)],
    build: { rollupOptions: { input: entry }, write: false },
  });
}

it("fails the build of a page that is larger than it may be", async () => {
  await expect(bundle(10)).rejects.toThrow(/bytes of compressed JavaScript; 10 are allowed/);
});

it("lets a smaller one through", async () => {
  await expect(bundle(10_000)).resolves.toBeDefined();
});
