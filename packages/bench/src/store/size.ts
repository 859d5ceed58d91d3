import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** What a page loads for some modules: all of them in one build, as `apps/web` is built. @returns bytes, gzipped */
export async function gzippedSize(modules: readonly string[]): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      rolldownOptions: {
        input: modules.map((module) => fileURLToPath(import.meta.resolve(module))),
        preserveEntrySignatures: "strict",
      },
    },
  });
  if (!("output" in built)) throw new Error("There is more than one build, or none.");
  const chunks = built.output.filter((file) => file.type === "chunk");
  return gzipSync(chunks.map(({ code }) => code).join("\n")).length;
}
