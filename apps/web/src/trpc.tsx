import { type AppRouter, codexLink } from "@codex/client/link";
import {
  MutationCache,
  onlineManager,
  QueryCache,
  QueryClient,
  QueryClientProvider,
} from "@tanstack/react-query";
import { createTRPCReact } from "@trpc/react-query";
import type { ComponentType } from "react";
import type { Session } from "./account/session.js";
import { useRemembered, useSession } from "./account/session-context.js";
import { fetchInTime } from "./client.js";
import { isOnline, watchOnline } from "./connection.js";
import { codeOf, retryDelay, shouldRetry } from "./failure.js";

/**
 * How the page calls what is not synced. What uses it is wrapped by `withQueries`, and loaded on demand. What is not to
 * be kept for longer than it is needed, as a password, goes through `trpc.useUtils().client`: hooks keep what was sent.
 */
export const trpc = createTRPCReact<AppRouter>();

const trpcClient = trpc.createClient({ links: [codexLink({ url: "", fetch: fetchInTime })] });

onlineManager.setEventListener((setOnline) => {
  setOnline(isOnline());
  return watchOnline(setOnline);
});

/** What was read, and for whom. */
interface Read {
  readonly userId: string | undefined;
  readonly queryClient: QueryClient;
}

/** Shared by everything on the page that reads. */
let read: Read | undefined;

/** Nobody is shown what was read for another user; a visitor who becomes a guest goes on with what they have. */
function readFor(userId: string | undefined, session: Session): QueryClient {
  const isTheirs = read && (read.userId === userId || read.userId === undefined);
  const queryClient = read && isTheirs ? read.queryClient : newQueryClient(session);
  read = { userId, queryClient };
  return queryClient;
}

/** TanStack Query's `retry` of a query. */
const askAgain = (failures: number, error: unknown) => isOnline() && shouldRetry(failures, error);

function newQueryClient(session: Session): QueryClient {
  // What is refused for want of a user says that the session may have ended: the server is asked.
  const onError = (error: unknown) => {
    if (codeOf(error) === "UNAUTHORIZED") void session.refresh().catch(() => {});
  };
  // What cannot be had offline is refused in words, where it would wait without one; back online it is read again.
  const asking = { networkMode: "always", retryDelay } as const;
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { ...asking, retry: askAgain, refetchOnReconnect: true },
      // An answer that was lost does not say that nothing was done.
      mutations: { ...asking, retry: false },
    },
  });
}

/** Gives a part of the page what `trpc`'s hooks need. */
export function withQueries<Props extends object>(Part: ComponentType<Props>): ComponentType<Props> {
  return function Queries(props) {
    const session = useSession();
    const userId = useRemembered()?.id;
    const queryClient = readFor(userId, session);
    return (
      <trpc.Provider client={trpcClient} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          <Part {...props} />
        </QueryClientProvider>
      </trpc.Provider>
    );
  };
}
