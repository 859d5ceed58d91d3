import { REQUEST_LIMITS } from "@codex/core/limits";
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from "@codex/fastify-trpc";
import { TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type AppRouter, appRouter } from "../router.js";
import { retryHeaders } from "../trpc/errors.js";
import type { ContextOf } from "./context.js";
import { refuse } from "./refusals.js";

/** Mounts the router under `/trpc`, in a scope of its own: the plugin replaces the JSON parser of its scope. */
export async function serveTrpc(app: FastifyInstance, contextOf: ContextOf): Promise<void> {
  const options: FastifyTRPCPluginOptions<AppRouter> = {
    prefix: "/",
    trpcOptions: {
      router: appRouter,
      maxBatchSize: REQUEST_LIMITS.batchCalls,
      createContext: ({ req, res }) => contextOf(req, res),
      onError: ({ error, path, req }) => {
        if (error.code === "INTERNAL_SERVER_ERROR")
          req.log.error({ err: error.cause ?? error, path }, "The procedure failed");
        if (error.code === "SERVICE_UNAVAILABLE")
          req.log.warn({ err: error.cause, path }, "The database is away");
      },
      responseMeta: ({ errors }) => ({
        headers: { "cache-control": "no-store", ...retryHeaders(errors) },
      }),
    },
  };
  await app.register(
    async (scope) => {
      scope.addHook("onRequest", refuseOtherMethods);
      scope.addHook("preValidation", takeEmptyForNoFields);
      await scope.register(fastifyTRPCPlugin, options);
    },
    { prefix: "/trpc" },
  );
}

/** A client that sends one call at a time sends no body for a mutation without input, and says all the same that it is JSON. */
function takeEmptyForNoFields(request: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  if (request.body === "") request.body = "{}";
  done();
}

/** tRPC answers only GET and POST, but looks at the content type first and would name that as the mistake. */
function refuseOtherMethods({ method }: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (method === "GET" || method === "POST" || method === "HEAD") done();
  else {
    reply.header("allow", "GET, POST");
    const message = "Queries are asked with GET, mutations with POST.";
    refuse(reply, new TRPCError({ code: "METHOD_NOT_SUPPORTED", message }));
  }
}
