import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/**
 * Fails the build if the JavaScript that a first visit loads, gzip-compressed, is larger than `limit` bytes: the
 * entries with all that they import, but for what is only imported on demand.
 */
export function sizeLimit(limit: number): Plugin {
  return {
    name: "codex:size-limit",
    apply: "build",
    generateBundle(_options, bundle) {
      const size = [...firstLoad(bundle)]
        .map((chunk) => gzipSync(chunk.code).length)
        .reduce((sum, bytes) => sum + bytes, 0);
      const told = `The first load has ${size} bytes of compressed JavaScript; ${limit} are allowed.`;
      if (size > limit) this.error(told);
      this.info(told);
    },
  };
}

function firstLoad(bundle: Rolldown.OutputBundle): Set<Rolldown.OutputChunk> {
  const loaded = new Set<Rolldown.OutputChunk>();
  const load = (file: string) => {
    const output = bundle[file];
    if (output?.type !== "chunk" || loaded.has(output)) return;
    loaded.add(output);
    for (const imported of output.imports) load(imported);
  };
  for (const output of Object.values(bundle))
    if (output.type === "chunk" && output.isEntry) load(output.fileName);
  return loaded;
}
