import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Bytes below which compressing gains nothing. */
const WORTH_IT = 1024;

/** Puts every text of the build beside itself compressed, as hard as it goes: servers send that as it is. */
export function compressed(): Plugin {
  return {
    name: "codex:compressed",
    apply: "build",
    writeBundle({ dir = "" }, bundle) {
      for (const output of Object.values(bundle)) {
        const content = output.type === "chunk" ? output.code : output.source;
        if (!/\.(js|css|html|svg)$/.test(output.fileName) || content.length < WORTH_IT) continue;
        writeFileSync(join(dir, `${output.fileName}.gz`), gzipSync(content, { level: 9 }));
        writeFileSync(join(dir, `${output.fileName}.br`), brotliCompressSync(content));
      }
    },
  };
}
