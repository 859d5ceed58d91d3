import type { Plugin } from "vite";

/** What may never be in the page: packages that only a server has use for, and Node's own modules. */
const SERVER_MODULE =
  /\/node_modules\/(pg|pg-[^/]+|@prisma\/[^/]+|fastify|@fastify\/[^/]+)\/|\/packages\/(api|db|ops|local)\//;
const NODE_IMPORT = /^node:|^__vite-browser-external/;

/**
 * Fails the build if server code has found its way into the page, or if there was nothing to look at.
 * It looks at what went into each chunk: its text says too little once it is minified.
 */
export function noServerCode(): Plugin {
  return {
    name: "codex:no-server-code",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
      const modules = chunks.flatMap((chunk) => [
        ...Object.keys(chunk.modules),
        ...chunk.imports,
        ...chunk.dynamicImports,
      ]);
      if (modules.length === 0) this.error("Looked for server code in the page, and found no code at all.");
      const found = modules.filter((id) => SERVER_MODULE.test(id) || NODE_IMPORT.test(id.replace(/^\0/, "")));
      if (found.length > 0) this.error(`Server code in the page:\n${found.join("\n")}`);
    },
  };
}
