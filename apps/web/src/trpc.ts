import type { AppRouter } from "@codex/api/router";
import { REQUEST_LIMITS } from "@codex/core/limits";
import { QueryClient } from "@tanstack/react-query";
import { httpBatchLink } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import { retryDelay, shouldRetry } from "./failure.js";

/** Milliseconds after which an unanswered request counts as lost. */
const ANSWER_WITHIN_MS = 20_000;

export const trpc = createTRPCReact<AppRouter>();

export const trpcClient = trpc.createClient({
  links: [
    httpBatchLink({
      url: "/trpc",
      maxURLLength: REQUEST_LIMITS.urlLength,
      maxItems: REQUEST_LIMITS.batchCalls,
      fetch: (url, options) => fetch(url, { ...options, signal: withDeadline(options?.signal) }),
    }),
  ],
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: shouldRetry, retryDelay },
    mutations: { retry: shouldRetry, retryDelay },
  },
});

function withDeadline(signal: AbortSignal | null | undefined): AbortSignal {
  const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return signal ? AbortSignal.any([signal, deadline]) : deadline;
}
