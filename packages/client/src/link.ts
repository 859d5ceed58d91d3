import type { AppRouter } from "@codex/api/router";
import { REQUEST_LIMITS } from "@codex/core/limits";
import { httpBatchLink } from "@trpc/client/links/httpBatchLink";
import type { ClientOptions, Fetch } from "./options.js";

export type { AppRouter } from "@codex/api/router";
export type { Fetch } from "./options.js";

/** A tRPC link to a Codex server. */
export type CodexLink = ReturnType<typeof httpBatchLink<AppRouter>>;

type TrpcFetch = NonNullable<Parameters<typeof httpBatchLink<AppRouter>>[0]["fetch"]>;

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

/** Where a server's procedures are. */
export function trpcUrl({ url }: ClientOptions): string {
  return `${url.replace(/\/+$/, "")}/trpc`;
}

export async function withToken(token: string | undefined, headers: ClientOptions["headers"]) {
  const given = typeof headers === "function" ? await headers() : headers;
  return { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...given };
}

/** tRPC's type of `fetch` allows for more than this link ever passes: a URL, a method, headers, JSON, a signal. */
export function asTrpcFetch(fetch: Fetch): TrpcFetch {
  return (input, init = {}) =>
    fetch(typeof input === "object" && "url" in input ? input.url : String(input), {
      method: init.method ?? "GET",
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === "string" ? { body: init.body } : {}),
      ...(init.signal ? { signal: init.signal } : {}),
    });
}
