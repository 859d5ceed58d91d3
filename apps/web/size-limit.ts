import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Fails the build if the page's JavaScript, gzip-compressed, is larger than `limit` bytes. */
export function sizeLimit(limit: number): Plugin {
  return {
    name: "codex:size-limit",
    apply: "build",
    generateBundle(_options, bundle) {
      const size = Object.values(bundle)
        .map((output) => (output.type === "chunk" ? gzipSync(output.code).length : 0))
        .reduce((sum, bytes) => sum + bytes, 0);
      if (size > limit)
        this.error(`The page has ${size} bytes of compressed JavaScript; ${limit} are allowed.`);
    },
  };
}
