import { type AppRouter, asTrpcFetch, type Fetch, trpcUrl } from "@codex/client/request";
import { createTRPCClient } from "@trpc/client";
import { httpLink } from "@trpc/client/links/httpLink";

/** Milliseconds after which an unanswered request counts as lost. */
const ANSWER_WITHIN_MS = 20_000;

/** `fetch`, for an answer in time. */
export const fetchInTime: Fetch = (url, request) => {
  const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  return fetch(url, { ...request, signal });
};

/** The server's operations, for who uses the page, which every visit asks; what is loaded on demand uses `trpc`. */
export const client = createTRPCClient<AppRouter>({
  links: [httpLink({ url: trpcUrl({ url: "" }), fetch: asTrpcFetch(fetchInTime) })],
});
