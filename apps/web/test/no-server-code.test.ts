import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { noServerCode } from "../no-server-code.js";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "codex-bundle-"));
  mkdirSync(join(dir, "node_modules/fastify"), { recursive: true });
  writeFileSync(join(dir, "node_modules/fastify/index.js"), "export default {};");
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

function bundle(code: string) {
  const entry = join(dir, "entry.js");
  writeFileSync(entry, code);
  return build({
    root: dir,
    configFile: false,
    logLevel: "silent",
    plugins: [noServerCode()],
    build: { rollupOptions: { input: entry }, write: false },
  });
}

it.each([
  ["a package of the server's", 'import fastify from "fastify"; console.log(fastify);'],
  ["a module of Node's", `import { readFileSync } from "node:fs"; console.log(readFileSync);`],
])("fails the build that holds %s", async (_what, code) => {
  await expect(bundle(code)).rejects.toThrow(/Server code in the page/);
});

it("lets everything else through", async () => {
  await expect(bundle("console.log(1);")).resolves.toBeDefined();
});
