import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { noServerCode } from "./no-server-code.js";

/** Where `vite` finds the API while developing. */
const api = process.env.CODEX_API_URL ?? "http://localhost:5000";

// The server compares Origin with Host, so the proxy must leave the Host as the browser sent it.
const proxy = { target: api, changeOrigin: false };

export default defineConfig({
  plugins: [react(), noServerCode()],
  server: {
    host: "localhost",
    port: 5173,
    strictPort: true,
    proxy: { "/trpc": proxy, "/api": proxy, "/health": proxy },
  },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    sourcemap: false,
    // The Content-Security-Policy allows no inline script and no data: font or style.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
