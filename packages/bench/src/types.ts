// What the types cost: pnpm --filter @codex/bench types. A copy of the checkout without anything that was built is built
// by tsc -b; then an editor opens the page and asks for the first completion.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Editor, TSC } from "@codex/e2e/editor";

const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));
const ROUNDS = 3;

const git = (...args: string[]) => execFileSync("git", args, { cwd: CHECKOUT, encoding: "utf8" });

/** The files of the checkout, what it generates, and its dependencies: the links of packages lead to the copy. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), "codex-types-"));
  const packages = new Set<string>();
  for (const file of git("ls-files", "--cached", "--others", "--exclude-standard")
    .split("\n")
    .filter(Boolean)) {
    cpSync(join(CHECKOUT, file), join(folder, file), { recursive: true });
    if (/^(apps|packages)\/[^/]+\/package\.json$/.test(file)) packages.add(dirname(file));
  }
  const links = { recursive: true, verbatimSymlinks: true };
  for (const one of packages)
    cpSync(join(CHECKOUT, one, "node_modules"), join(folder, one, "node_modules"), links);
  symlinkSync(join(CHECKOUT, "node_modules"), join(folder, "node_modules"));
  const generated = "packages/db/src/generated";
  cpSync(join(CHECKOUT, generated), join(folder, generated), { recursive: true });
  return folder;
}

interface Built {
  readonly seconds: number;
  readonly types: number;
  readonly instantiations: number;
}

function build(folder: string): Built {
  const begun = performance.now();
  const said = execFileSync(process.execPath, [TSC, "-b", "--extendedDiagnostics"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  const sum = (what: string) =>
    [...said.matchAll(new RegExp(`^${what}: +(\\d+)`, "gm"))].reduce(
      (all, [, number]) => all + Number(number),
      0,
    );
  return {
    seconds: (performance.now() - begun) / 1_000,
    types: sum("Types"),
    instantiations: sum("Instantiations"),
  };
}

/** Seconds from when the editor is opened until it proposes what stands under `trpc.todo.`. */
async function firstCompletion(folder: string): Promise<number> {
  const begun = performance.now();
  const editor = await Editor.open(folder);
  const text = 'import { trpc } from "./trpc.js";\nexport const create = trpc.todo.';
  const file = join(folder, "apps/web/src/probe.ts");
  const proposed = await editor.ask<{ items: { label: string }[] }>(file, text, "completion");
  const seconds = (performance.now() - begun) / 1_000;
  editor.close();
  if (!proposed.items.some(({ label }) => label === "create"))
    throw new Error("Nothing useful was proposed.");
  return seconds;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

const built: Built[] = [];
const completed: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const folder = copy();
  try {
    built.push(build(folder));
    completed.push(await firstCompletion(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const [first] = built;
console.log(`median of ${ROUNDS}
tsc -b of everything, from nothing  ${median(built.map(({ seconds }) => seconds)).toFixed(1)} s
  types                             ${first?.types}
  instantiations                    ${first?.instantiations}
first completion in apps/web        ${median(completed).toFixed(1)} s`);
