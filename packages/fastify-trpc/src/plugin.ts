import {
  type FastifyTRPCPluginOptions,
  fastifyTRPCPlugin as mountTheirs,
} from "@trpc/server/adapters/fastify";
import type { AnyRouter } from "@trpc/server/unstable-core-do-not-import";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { answer } from "./answer.js";
import { Exchange, type MountOptions } from "./exchange.js";
import { isUrlForRequest } from "./url.js";

export type {
  CreateFastifyContextOptions,
  FastifyHandlerOptions,
  FastifyTRPCPluginOptions,
} from "@trpc/server/adapters/fastify";

/**
 * Mounts a tRPC router: tRPC's own plugin of the same name, with the same options, behind a shorter way for queries,
 * mutations and subscriptions with JSON in and out. Whatever else is asked, tRPC's own plugin answers.
 *
 * Register it in a scope of its own, with a prefix, as one does with tRPC's: it replaces the JSON parser of its scope.
 *
 * @example
 * ```ts
 * await app.register(fastifyTRPCPlugin, {
 *   prefix: "/trpc",
 *   trpcOptions: { router, createContext } satisfies FastifyTRPCPluginOptions<typeof router>["trpcOptions"],
 * });
 * ```
 */
export function fastifyTRPCPlugin<TRouter extends AnyRouter>(
  fastify: FastifyInstance,
  options: FastifyTRPCPluginOptions<TRouter>,
  done: (error?: Error) => void,
): void {
  const mount: MountOptions = options.trpcOptions;
  // tRPC's plugin registers its parsers and routes as it always does; only the handler gets something before it.
  if (knowsAll(mount))
    fastify.addHook("onRoute", (route) => {
      if (!route.url.endsWith("/:path")) return;
      const theirs = route.handler;
      route.handler = function (this: FastifyInstance, request, reply) {
        if (!isKnown(request)) return theirs.call(this, request, reply);
        return answer(new Exchange(mount, request, reply), theirs);
      };
    });
  mountTheirs(fastify, options, done);
}

const KNOWN_OPTIONS = new Set([
  "router",
  "createContext",
  "onError",
  "responseMeta",
  "batching",
  "allowBatching",
  "maxBatchSize",
  "allowMethodOverride",
  // Only what comes over a WebSocket is told these.
  "keepAlive",
  "dangerouslyDisablePong",
]);

/** An option of a later tRPC may change anything, and to override the method is not worth a second table of methods. */
function knowsAll(options: MountOptions): boolean {
  return !options.allowMethodOverride && Object.keys(options).every((name) => KNOWN_OPTIONS.has(name));
}

const BYTE_ORDER_MARK = 0xfeff;

/** Whether it is JSON in and out over HTTP/1, or events out. */
function isKnown({ method, body, raw }: FastifyRequest): boolean {
  const { accept, "content-type": type, "trpc-accept": streamed } = raw.headers;
  if (streamed !== undefined || raw.httpVersionMajor !== 1) return false;
  if (accept?.includes("application/jsonl") || !isUrlForRequest(raw)) return false;
  const isJson = type?.startsWith("application/json") ?? false;
  if (method === "GET") return isJson || type === undefined;
  // A hook may have put something else in the place of the body, and how many byte order marks a `Request` leaves out
  // depends on the version of Node.
  return method === "POST" && isJson && typeof body === "string" && body.charCodeAt(0) !== BYTE_ORDER_MARK;
}
