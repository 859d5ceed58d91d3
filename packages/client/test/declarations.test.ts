import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { PACKAGE } from "./consumer.js";

const SPECIFIER = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*["']([^"']+)["']/g;
const REFERENCE = /\/\/\/\s*<reference[^>]+>/g;

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
}

const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, "package.json"), "utf8"));

/** The declarations that one file imports: those of this workspace as paths, the others by name. */
async function importsOf(path: string, text: string): Promise<{ ours: string[]; others: string[] }> {
  const ours: string[] = [];
  const others: string[] = [];
  for (const [, specifier = ""] of text.matchAll(SPECIFIER)) {
    const [, name, entry] = /^@codex\/([^/]+)(.*)$/.exec(specifier) ?? [];
    if (name !== undefined) {
      const folder = join(PACKAGE, "node_modules/@codex", name);
      const types = (await manifestOf(folder)).exports[`.${entry}`]?.types;
      if (types === undefined) throw new Error(`${specifier} names no public entry.`);
      ours.push(join(folder, types));
    } else if (specifier.startsWith(".")) {
      ours.push(join(dirname(path), specifier.replace(/\.js$/, ".d.ts")));
    } else {
      others.push(specifier);
    }
  }
  return { ours, others };
}

/** Every emitted declaration that a consumer's compiler reads, by path, and what it imports from elsewhere. */
async function reachable(entries: string[]) {
  const texts = new Map<string, string>();
  const foreign = new Set<string>();
  const waiting = [...entries];
  for (const path of waiting) {
    if (texts.has(path)) continue;
    const text = await readFile(path, "utf8");
    texts.set(path, text);
    const { ours, others } = await importsOf(path, text);
    waiting.push(...ours);
    for (const name of others) foreign.add(name);
  }
  return { texts, foreign };
}

it("the declarations name nothing of Prisma, pg, Fastify or Node", async () => {
  const { exports } = await manifestOf(PACKAGE);
  const { texts, foreign } = await reachable(Object.values(exports).map(({ types }) => join(PACKAGE, types)));
  const scanned = [...texts.keys()].map((path) => relative(PACKAGE, path).split(sep).join("/")).toSorted();
  expect(scanned).toEqual(
    expect.arrayContaining([
      "dist/client.d.ts",
      "dist/link.d.ts",
      "dist/options.d.ts",
      "node_modules/@codex/api/dist/router.d.ts",
      "node_modules/@codex/api/dist/trpc/context.d.ts",
      "node_modules/@codex/api/dist/trpc/errors.d.ts",
    ]),
  );
  for (const [path, text] of texts) {
    expect(text.match(/@prisma|\bpg\b|fastify|node:|\bNodeJS\b|\bBuffer\b/gi), path).toBe(null);
    expect(text.match(REFERENCE), path).toBe(null);
  }
  expect([...foreign].every((name) => /^(@trpc\/(client|server)|zod)(\/|$)/.test(name))).toBe(true);
});

it("every public entry has its declarations and its code", async () => {
  const entries = Object.entries((await manifestOf(PACKAGE)).exports);
  expect(entries.length).toBeGreaterThan(0);
  for (const [name, { types, default: code }] of entries) {
    expect(types, name).toMatch(/^\.\/dist\/(store\/)?\w+\.d\.ts$/);
    expect(await readFile(join(PACKAGE, types), "utf8"), name).toContain("export");
    expect(Object.keys(await import(pathToFileURL(join(PACKAGE, code)).href)), name).not.toEqual([]);
  }
});
