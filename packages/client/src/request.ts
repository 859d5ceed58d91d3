import type { AppRouter } from "@codex/api/router";
import type { httpLink } from "@trpc/client/links/httpLink";
import type { ClientOptions, Fetch } from "./options.js";

export type { AppRouter } from "@codex/api/router";
export type { Fetch } from "./options.js";

type TrpcFetch = NonNullable<Parameters<typeof httpLink<AppRouter>>[0]["fetch"]>;

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
