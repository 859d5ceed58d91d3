import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { revisionOf } from "../src/metrics/release.js";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "codex-release-"));
});
afterEach(() => rmSync(parent, { recursive: true }));

const packageOf = (dependencies: Record<string, string>) =>
  JSON.stringify({ version: "0.1.0", dependencies });

const BUILT = {
  "pnpm-lock.yaml": "lockfileVersion: '9.0'",
  "packages/api/package.json": packageOf({ "@codex/db": "workspace:*", zod: "catalog:" }),
  "packages/api/dist/server.js": "listen();",
  "packages/api/dist/http/log.js": "log();",
  "packages/db/package.json": packageOf({ "@codex/core": "workspace:*" }),
  "packages/db/dist/pool.js": "pool();",
  "packages/db/prisma/migrations/1_begin/migration.sql": "create table todo ();",
  "packages/core/package.json": packageOf({}),
  "packages/core/dist/id.js": "id();",
};

/** The revision of a checkout or an image with these files. */
function revisionWith(files: Record<string, string>): string {
  const root = mkdtempSync(join(parent, "built-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return revisionOf(root);
}

it("is the same for two builds of the same sources, whenever and wherever they were built", () => {
  const first = revisionWith(BUILT);
  expect(first).toMatch(/^[0-9a-f]{12}$/);
  expect(revisionWith(Object.fromEntries(Object.entries(BUILT).toReversed()))).toBe(first);
});

it.each([
  ["the server's code", "packages/api/dist/http/log.js"],
  ["a package that it stands on", "packages/db/dist/pool.js"],
  ["one that this stands on", "packages/core/dist/id.js"],
  ["a migration", "packages/db/prisma/migrations/1_begin/migration.sql"],
  ["the libraries", "pnpm-lock.yaml"],
])("is another where %s is another, although the release is the same", (_what, file) => {
  expect(revisionWith({ ...BUILT, [file]: "other" })).not.toBe(revisionWith(BUILT));
});

it("is another where a file was added, left out, or is elsewhere", () => {
  const { "packages/api/dist/http/log.js": content, ...without } = BUILT;
  const revisions = [BUILT, without, { ...without, "packages/api/dist/log.js": content }].map(revisionWith);
  expect(new Set(revisions).size).toBe(3);
});

it("takes no notice of what is not in the image or does not run in the server", () => {
  const beside = {
    "packages/api/dist/server.d.ts": "export {};",
    "packages/api/dist/server.js.map": "{}",
    "packages/api/dist/build.tsbuildinfo": "{}",
    "packages/bench/dist/chaos.js": "kill();",
  };
  expect(revisionWith({ ...BUILT, ...beside })).toBe(revisionWith(BUILT));
});

it("can be told where there is no lock file, and where nothing was built", () => {
  const { "pnpm-lock.yaml": _lock, ...unlocked } = BUILT;
  const manifests = Object.fromEntries(
    Object.entries(BUILT).filter(([name]) => name.endsWith("package.json")),
  );
  expect(new Set([BUILT, unlocked, manifests].map(revisionWith)).size).toBe(3);
});

it("is of this checkout where no other place is named", () => {
  const copy = join(parent, "copy");
  // What the image has of them.
  const parts = ["api", "core", "db", "fastify-trpc"].flatMap((name) => [
    `${name}/package.json`,
    `${name}/dist`,
  ]);
  for (const part of [...parts, "db/prisma"])
    cpSync(new URL(`../../${part}`, import.meta.url), join(copy, "packages", part), {
      recursive: true,
      filter: (source) => !/\.(ts|map|tsbuildinfo)$/.test(source),
    });
  cpSync(new URL("../../../pnpm-lock.yaml", import.meta.url), join(copy, "pnpm-lock.yaml"));
  expect(revisionOf(copy)).toBe(revisionOf());
});
