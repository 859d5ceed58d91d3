import type { Plugin } from "vite";

/** Modules that are loaded beside the first paint, and what of `@trpc/client` each has for itself. */
const APART = [
  { importer: /\/client\/(dist|src)\/store\/live\.[jt]s$/, source: /^@trpc\/client$/ },
  { importer: /\/client\/(dist|src)\/link\.[jt]s$/, source: /^@trpc\/client\/links\/httpBatchLink$/ },
  { importer: /\/httpBatchLink\.mjs\?apart$/, source: /\/httpBatchLink-[^/]+\.mjs$/ },
];

/**
 * Lets the stream, and requests of several calls, have what they need of `@trpc/client` for themselves. A bundler does not
 * cut a module in two: what only these use of it would else be loaded first, as the rest of it is.
 */
export function trpcApart(): Plugin {
  return {
    name: "codex:trpc-apart",
    enforce: "pre",
    apply: "build",
    async resolveId(source, importer = "", options) {
      if (!APART.some((one) => one.importer.test(importer) && one.source.test(source))) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && { ...found, id: `${found.id}?apart` };
    },
  };
}
