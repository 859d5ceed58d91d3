import type { AppRouter } from "@codex/api/router";
import { createTRPCClient } from "@trpc/client";
import type {
  AnyTRPCMutationProcedure,
  AnyTRPCProcedure,
  AnyTRPCQueryProcedure,
  AnyTRPCSubscriptionProcedure,
  inferProcedureInput,
  inferRouterInputs,
  inferRouterOutputs,
  inferTransformedProcedureOutput,
} from "@trpc/server";
import { codexLink } from "./link.js";
import type { ClientOptions, Signal } from "./options.js";

export { type CodexError, type CodexErrorCode, isCodexError } from "./error.js";
export type { ClientOptions } from "./options.js";

/** What every procedure takes: `RouterInputs["todo"]["create"]`. */
export type RouterInputs = inferRouterInputs<AppRouter>;

/** What every procedure answers: `RouterOutputs["todo"]["list"]`. What `sync` answers is the store's business. */
export type RouterOutputs = Omit<inferRouterOutputs<AppRouter>, "sync">;

/** One thing to do, as the server sends it: `createdAt` is an ISO 8601 string in UTC. */
export type Todo = RouterOutputs["todo"]["byId"];

/** A named set of todos, as the one who asks sees it. */
export type List = RouterOutputs["list"]["all"][number];

export interface CallOptions {
  /**
   * Gives the call up: it rejects, unless other calls travel in the same request and are still wanted. What
   * the server has begun, it finishes.
   */
  readonly signal?: Signal;
}

type Ask<Procedure extends AnyTRPCProcedure> = (
  input: inferProcedureInput<Procedure>,
  options?: CallOptions,
) => Promise<inferTransformedProcedureOutput<AppRouter, Procedure>>;

/**
 * Streams are followed by a store (`@codex/client/store`). tRPC's own type of a client is the same, but its declarations do not compile without Node's types; these do,
 * so that a consumer needs neither them nor `skipLibCheck`.
 */
type Calls<Routes> = {
  readonly [Name in keyof Routes as Routes[Name] extends AnyTRPCSubscriptionProcedure
    ? never
    : Name]: Routes[Name] extends AnyTRPCQueryProcedure
    ? { readonly query: Ask<Routes[Name]> }
    : Routes[Name] extends AnyTRPCMutationProcedure
      ? { readonly mutate: Ask<Routes[Name]> }
      : Calls<Routes[Name]>;
};

/** Calls a Codex server's procedures: `codex.todo.list.query()`, `codex.todo.create.mutate({ text })`. */
export type CodexClient = Calls<AppRouter["_def"]["record"]>;

/**
 * Makes a client. It connects to nothing until it is called, and needs no closing.
 *
 * Calls made in the same moment travel together, up to 50 in one request, and the server runs those in
 * parallel: `await` one before the other where the order matters. A call is never repeated by itself.
 *
 * The calls reject with a {@link CodexError} if the server refuses, and with another `Error` if there is no
 * answer of its: it cannot be reached, a proxy answered in its place, or the call was given up.
 *
 * @example
 * const codex = createClient({ url: "http://localhost:5000", token: "codex_..." });
 * const todo = await codex.todo.create.mutate({ text: "Water the plants" });
 */
export function createClient(options: ClientOptions): CodexClient {
  return createTRPCClient<AppRouter>({ links: [codexLink(options)] });
}
