import type { Plugin } from "vite";

/** The module by which a stream is opened, and which is loaded beside the first paint. */
const STREAM = /\/client\/(dist|src)\/store\/live\.[jt]s$/;

/**
 * Lets the stream have `@trpc/client` for itself. A bundler does not cut a module in two: what only the stream uses of it,
 * which is most, would else be loaded first, as the rest of it is.
 */
export function streamApart(): Plugin {
  return {
    name: "codex:stream-apart",
    enforce: "pre",
    apply: "build",
    async resolveId(source, importer, options) {
      if (source !== "@trpc/client" || !STREAM.test(importer ?? "")) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && { ...found, id: `${found.id}?stream` };
    },
  };
}
