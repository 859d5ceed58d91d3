import { randomBytes } from "node:crypto";
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
  writeFileSync(
    join(dir, "later.js"),
    `console.log(${JSON.stringify(randomBytes(20_000).toString("hex"))});`,
  );
  writeFileSync(join(dir, "always.js"), 'console.log("with it");');
  writeFileSync(
    entry,
    'import "./always.js"; console.log("a page"); if (location.hash) import("./later.js");',
  );
  return build({
    root: dir,
    configFile: false,
    logLevel: "silent",
    plugins: [sizeLimit(limit)],
    build: { rollupOptions: { input: entry }, outDir: join(dir, "dist") },
  });
}

it("fails the build of a page that is larger than it may be", async () => {
  await expect(bundle(10)).rejects.toThrow(/bytes of compressed JavaScript; 10 are allowed/);
});

it("lets a smaller one through, whatever is loaded on demand", async () => {
  await expect(bundle(10_000)).resolves.toBeDefined();
});
