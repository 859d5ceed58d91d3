import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const packageSchema = z.object({ version: z.string(), dependencies: z.record(z.string(), z.string()) });

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

/** The release that runs. */
export const RELEASE = readPackage(ROOT, "api").version;

/**
 * Tells what was built: the same for builds of the same sources, and another for any others, although both may be the
 * same release. It is made of what is there, so that nobody has to give it: the code of the server's packages, the
 * migrations, and the lock file that says which libraries are with them.
 *
 * @param root - where the packages are: the checkout's, or the image's
 */
export function revisionOf(root = ROOT): string {
  const files = [...packagesOf(root)].flatMap((name) => [
    ...filesIn(root, `packages/${name}/dist`, ".js"),
    ...filesIn(root, `packages/${name}/prisma/migrations`, ".sql"),
  ]);
  const lock = existsSync(join(root, "pnpm-lock.yaml")) ? ["pnpm-lock.yaml"] : [];
  const hash = createHash("sha256");
  for (const file of [...files, ...lock].toSorted()) {
    const content = readFileSync(join(root, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest("hex").slice(0, 12);
}

/** The server's own package and those of ours that it stands on. */
function packagesOf(root: string, name = "api", found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [dependency, range] of Object.entries(readPackage(root, name).dependencies))
    if (range.startsWith("workspace:")) packagesOf(root, dependency.replace("@codex/", ""), found);
  return found;
}

function readPackage(root: string, name: string): z.output<typeof packageSchema> {
  return packageSchema.parse(JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")));
}

/** Types and source maps are not in the image, and make no difference to what runs. */
function filesIn(root: string, folder: string, ending: string): string[] {
  const there = join(root, folder);
  if (!existsSync(there)) return [];
  const names = readdirSync(there, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
}
