import type { Plugin } from "vite";

/** A statement that runs when the module is loaded, and so keeps its class in every bundle. */
const KEEPER = '_defineProperty(WsConnection, "connectCount", 0);';

/** Lets a bundler leave out the WebSockets of `@trpc/client`, which nothing here uses: a kilobyte of the first load. */
export function withoutWebSockets(): Plugin {
  return {
    name: "codex:without-web-sockets",
    apply: "build",
    transform: {
      filter: { id: /@trpc\/client\/dist\/wsLink/ },
      handler: (code) => ({ code: code.replace(KEEPER, `/* @__PURE__ */ ${KEEPER}`), map: null }),
    },
  };
}
