import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/**
 * Fails the build if the JavaScript that a first visit loads, compressed as it is served where there is no brotli, is larger
 * than `limit` bytes: what the page names, the entries, and all that they import, but for what is only imported on demand.
 * It looks at what was written: Vite writes into the code what has to be loaded with what, after all plugins had it.
 */
export function sizeLimit(limit: number): Plugin {
  let isForBrowsers = true;
  return {
    name: "codex:size-limit",
    apply: "build",
    configResolved({ build }) {
      isForBrowsers = build.minify !== false;
    },
    writeBundle({ dir = "" }, bundle) {
      if (!isForBrowsers) return;
      const size = [...firstLoad(bundle)]
        .map((file) => gzipSync(readFileSync(join(dir, file)), { level: 9 }).length)
        .reduce((sum, bytes) => sum + bytes, 0);
      const told = `The first load has ${size} bytes of compressed JavaScript; ${limit} are allowed.`;
      if (size > limit) this.error(told);
      this.info(told);
    },
  };
}

/** Scripts that a page names and nobody bundles. */
const PLAIN_SCRIPT = /<script src="\/([^"]+)"/g;

/** The files, by their names in the folder. */
function firstLoad(bundle: Rolldown.OutputBundle): Set<string> {
  const files = new Set<string>();
  const load = (file: string) => {
    const output = bundle[file];
    if (output?.type !== "chunk" || files.has(file)) return;
    files.add(file);
    for (const imported of output.imports) load(imported);
  };
  for (const output of Object.values(bundle)) {
    if (output.type === "chunk" && output.isEntry) load(output.fileName);
    if (output.type === "asset" && output.fileName.endsWith(".html"))
      for (const [, file = ""] of String(output.source).matchAll(PLAIN_SCRIPT)) files.add(file);
  }
  return files;
}
