import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { compressed } from "./compressed.js";
import { noServerCode } from "./no-server-code.js";
import { installable } from "./pwa.js";
import { sizeLimit } from "./size-limit.js";
import { trpcApart } from "./trpc-apart.js";
import { withoutWebSockets } from "./without-web-sockets.js";

/** Where `vite` finds the API while developing. */
const api = process.env.CODEX_API_URL ?? "http://localhost:5000";

// The server compares Origin with Host, so the proxy must leave the Host as the browser sent it.
const proxy = { target: api, changeOrigin: false };

/** Where `vite` serves the other page while developing. */
const todomvc = { target: "http://localhost:5174", ws: true };

/** Puts the built TodoMVC page beside this one: whatever serves this folder serves both. */
function withTodomvc(): Plugin {
  const built = fileURLToPath(new URL("../todomvc/dist", import.meta.url));
  return {
    name: "codex:todomvc",
    apply: "build",
    writeBundle: ({ dir }) => cpSync(built, `${dir}/todomvc`, { recursive: true }),
  };
}

export default defineConfig({
  plugins: [
    react(),
    trpcApart(),
    withoutWebSockets(),
    noServerCode(),
    sizeLimit(110_000),
    compressed(),
    withTodomvc(),
    installable(),
  ],
  // React has had it itself since version 18; the router asks for the shim all the same.
  resolve: { alias: { "use-sync-external-store/shim/index.js": "react" } },
  server: {
    host: "localhost",
    port: 5173,
    strictPort: true,
    proxy: { "/trpc": proxy, "/api": proxy, "/health": proxy, "/todomvc": todomvc },
  },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    sourcemap: false,
    // The Content-Security-Policy allows no inline script and no data: font or style.
    modulePreload: {
      polyfill: false,
      // What a part needs besides it asks for itself. To name it all in the page's own file makes every first visit longer.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === "html" ? needed : needed.filter((file) => file.endsWith(".css")),
    },
    assetsInlineLimit: 0,
    rolldownOptions: {
      // What every visit needs is one file: cut into pieces it compresses worse, and waits for more requests.
      output: { codeSplitting: { groups: [{ name: "page", tags: ["$initial"] }] } },
    },
  },
});
