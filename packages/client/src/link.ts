import type { AppRouter } from "@codex/api/router";
import { REQUEST_LIMITS } from "@codex/core/limits";
import { httpBatchLink } from "@trpc/client/links/httpBatchLink";
import type { ClientOptions } from "./options.js";
import { asTrpcFetch, trpcUrl, withToken } from "./request.js";

export type { AppRouter } from "@codex/api/router";

/** A tRPC link to a Codex server. */
export type CodexLink = ReturnType<typeof httpBatchLink<AppRouter>>;

/**
 * The link under `createClient`, for what builds on tRPC itself, such as `@trpc/react-query`. It sends calls
 * that are made in the same moment in one request, of at most `REQUEST_LIMITS.batchCalls` calls and
 * `REQUEST_LIMITS.urlLength` characters of URL: what the server accepts.
 *
 * @example
 * const trpc = createTRPCReact<AppRouter>();
 * const client = trpc.createClient({ links: [codexLink({ url: "" })] });
 */
export function codexLink(options: ClientOptions): CodexLink {
  const { token, headers, fetch } = options;
  return httpBatchLink<AppRouter>({
    url: trpcUrl(options),
    maxURLLength: REQUEST_LIMITS.urlLength,
    maxItems: REQUEST_LIMITS.batchCalls,
    ...(token === undefined && headers === undefined ? {} : { headers: () => withToken(token, headers) }),
    ...(fetch === undefined ? {} : { fetch: asTrpcFetch(fetch) }),
  });
}
