import { resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { refuseNotFound } from "./refusals.js";

/** Paths that are ours and never the page's: what is not found there is an error, not a route of the page. */
const SERVER_PATHS = /^\/(trpc|api|health|assets|todomvc)(\/|$)/;

/** A last segment with a dot is a file, and a file that is not there is missing. */
const FILE_PATH = /\.[^/]*$/;

/**
 * Serves the built page: hashed assets for good, everything else to be asked for again each time, and
 * `index.html` for every address that is a route of the page.
 */
export async function servePage(app: FastifyInstance, webDir: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: resolve(webDir),
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const hashed = /[\\/]assets[\\/]/.test(path.slice(resolve(webDir).length));
      reply.setHeader("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  app.get("/", (_request, reply) => reply.sendFile("index.html"));
  // The other page in the same folder, under one address.
  app.get("/todomvc", (_request, reply) => reply.redirect("/todomvc/", 301));
  app.get("/todomvc/", (_request, reply) => reply.sendFile("todomvc/index.html"));
  app.setNotFoundHandler((request, reply) =>
    isPageRoute(request.method, request.url) ? reply.sendFile("index.html") : refuseNotFound(reply),
  );
}

/** Whether an address is one that the page itself shows. */
function isPageRoute(method: string, url: string): boolean {
  const path = url.split("?", 1)[0] ?? "";
  return (method === "GET" || method === "HEAD") && !SERVER_PATHS.test(path) && !FILE_PATH.test(path);
}
