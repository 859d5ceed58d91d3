import { type AppRouter, codexLink } from "@codex/client/link";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCReact } from "@trpc/react-query";
import { retryDelay, shouldRetry } from "./failure.js";

/** Milliseconds after which an unanswered request counts as lost. */
export const ANSWER_WITHIN_MS = 20_000;

export const trpc = createTRPCReact<AppRouter>();

export const trpcClient = trpc.createClient({
  links: [
    codexLink({
      url: "",
      fetch: (url, request) => fetch(url, { ...request, signal: withDeadline(request.signal) }),
    }),
  ],
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: shouldRetry, retryDelay },
    mutations: { retry: shouldRetry, retryDelay },
  },
});

function withDeadline(signal: AbortSignal | undefined): AbortSignal {
  const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return signal ? AbortSignal.any([signal, deadline]) : deadline;
}
