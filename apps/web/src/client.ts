import { type AppRouter, codexLink } from "@codex/client/link";
import { createTRPCClient } from "@trpc/client";

/** Milliseconds after which an unanswered request counts as lost. */
export const ANSWER_WITHIN_MS = 20_000;

/** The server's operations, for what is not drawn from their answers; what is uses `trpc`. */
export const client = createTRPCClient<AppRouter>({
  links: [
    codexLink({
      url: "",
      fetch: (url, request) => fetch(url, { ...request, signal: withDeadline(request.signal) }),
    }),
  ],
});

function withDeadline(signal: AbortSignal | undefined): AbortSignal {
  const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return signal ? AbortSignal.any([signal, deadline]) : deadline;
}
