import { VitePWA } from "vite-plugin-pwa";

/** As `--paper` in src/styles/tokens.css: what is seen before the page is. */
const PAPER = "#f6f3ec";

/**
 * What is the server's and never the page's, as in packages/api/src/http/page.ts. Unlike there the query is part of
 * what is looked at.
 */
const SERVERS = [/^\/(trpc|api|health|assets|todomvc)([/?]|$)/, /^[^?]*\.[^/?]*(\?|$)/];

/** Makes the page one that can be installed, and the worker by which it opens without the server. */
export function installable() {
  return VitePWA({
    registerType: "prompt",
    // The page registers it itself, once it is there: src/release/worker.ts.
    injectRegister: false,
    includeManifestIcons: false,
    manifest: {
      id: "/",
      name: "Codex",
      short_name: "Codex",
      description: "A todo list you own.",
      lang: "en",
      start_url: "/",
      scope: "/",
      display: "standalone",
      theme_color: PAPER,
      background_color: PAPER,
      icons: [
        { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
        { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
        { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      ],
    },
    workbox: {
      globPatterns: ["index.html", "favicon.svg", "look.js", "assets/**/*.{js,css}"],
      navigateFallback: "index.html",
      navigateFallbackDenylist: SERVERS,
      cleanupOutdatedCaches: true,
      // The first visit, too, can open what it has not opened yet once it is offline.
      clientsClaim: true,
      inlineWorkboxRuntime: true,
    },
  });
}
