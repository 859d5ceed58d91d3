import type { AppRouter } from "@codex/api/router";
import type { LiveEvent } from "@codex/core/sync";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import { EventSource } from "eventsource";
import type { ClientOptions } from "../options.js";
import { trpcUrl, withToken } from "../request.js";

interface StreamHandlers {
  event(event: LiveEvent): void;
  ended(error: unknown): void;
}

/** Opens one live stream, which is over once it has ended. @returns what ends it */
export function subscribe(options: ClientOptions, { event, ended }: StreamHandlers): () => void {
  const { token, headers } = options;
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink<AppRouter, typeof EventSource>({
        url: trpcUrl(options),
        EventSource,
        eventSourceOptions: {
          fetch: async (address, init) =>
            globalThis.fetch(address, {
              ...init,
              headers: { ...init.headers, ...(await withToken(token, headers)) },
            }),
        },
      }),
    ],
  });
  const { unsubscribe } = client.sync.live.subscribe(undefined, {
    onData: event,
    // By itself it would wait for three seconds, however short the interruption was.
    onConnectionStateChange: ({ state, error }) => {
      if (state === "connecting" && error) ended(error);
    },
    onError: ended,
    onComplete: () => ended(undefined),
  });
  return unsubscribe;
}
