import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressed } from "../web/compressed.js";
import { noServerCode } from "../web/no-server-code.js";
import { sizeLimit } from "../web/size-limit.js";
import { trpcApart } from "../web/trpc-apart.js";
import { withoutWebSockets } from "../web/without-web-sockets.js";

// The server compares Origin with Host, so the proxy must leave the Host as the browser sent it.
const proxy = { target: process.env.CODEX_API_URL ?? "http://localhost:5000", changeOrigin: false };

export default defineConfig({
  base: "/todomvc/",
  plugins: [react(), trpcApart(), withoutWebSockets(), noServerCode(), sizeLimit(80_000), compressed()],
  server: { port: 5174, strictPort: true, proxy: { "/trpc": proxy, "/api": proxy } },
});
