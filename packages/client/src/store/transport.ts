import type { AppRouter } from "@codex/api/router";
import type { Command } from "@codex/core/command";
import type { LiveEvent, PushResult, SincePage } from "@codex/core/sync";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import { httpLink } from "@trpc/client/links/httpLink";
import { splitLink } from "@trpc/client/links/splitLink";
import { EventSource } from "eventsource";
import { asTrpcFetch, trpcUrl, withToken } from "../link.js";
import type { ClientOptions } from "../options.js";

/** What a live stream is told to. */
export interface LiveHandlers {
  event(event: LiveEvent): void;
  /** The stream is not there at the moment; it is opened again by itself, unless the server refuses for good. */
  lost(error: unknown): void;
}

/** Opens a live stream. @returns what ends it */
export type OpenLive = (handlers: LiveHandlers) => () => void;

/** How a store reaches its server. */
export interface Transport {
  push(commands: readonly Command[], writer: string | undefined): Promise<readonly PushResult[]>;
  since(log: string, cursor: string | undefined): Promise<SincePage>;
  readonly live: OpenLive;
}

/** Milliseconds before a stream that ended is opened again: at first, and at most. */
const REOPEN_MS = { first: 200, most: 10_000 };

/** The way to a server over HTTP. Commands travel in their order, and not in one request with other calls. */
export function httpTransport(options: ClientOptions): Transport {
  const { token, headers, fetch } = options;
  const url = trpcUrl(options);
  const given = {
    url,
    ...(token === undefined && headers === undefined ? {} : { headers: () => withToken(token, headers) }),
    ...(fetch === undefined ? {} : { fetch: asTrpcFetch(fetch) }),
  };
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink<AppRouter, typeof EventSource>({
          url,
          EventSource,
          eventSourceOptions: {
            fetch: async (address, init) =>
              globalThis.fetch(address, {
                ...init,
                headers: { ...init.headers, ...(await withToken(token, headers)) },
              }),
          },
        }),
        false: httpLink<AppRouter>(given),
      }),
    ],
  });
  return {
    push: async (commands) => (await client.sync.push.mutate({ commands: [...commands] })).results,
    since: (log, cursor) => client.sync.since.query({ log, cursor }),
    live: (handlers) =>
      reopening((ended, works) => {
        const { unsubscribe } = client.sync.live.subscribe(undefined, {
          onData: (event) => {
            works();
            handlers.event(event);
          },
          // By itself it would wait for three seconds, however short the interruption was.
          onConnectionStateChange: ({ state, error }) => {
            if (state === "connecting" && error) ended(error);
          },
          onError: (error) => ended(error),
          onComplete: () => ended(undefined),
        });
        return unsubscribe;
      }, handlers.lost),
  };
}

/** Keeps something open: opens it again, later and later, whenever it ends. @returns what ends it */
function reopening(
  open: (ended: (error: unknown) => void, works: () => void) => () => void,
  lost: (error: unknown) => void,
): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let close: (() => void) | undefined;
  let wait = REOPEN_MS.first;
  const works = () => {
    wait = REOPEN_MS.first;
  };
  const begin = () => {
    let over = false;
    close = open((error) => {
      if (over || stopped) return;
      over = true;
      close?.();
      lost(error);
      timer = setTimeout(begin, wait);
      wait = Math.min(wait * 2, REOPEN_MS.most);
    }, works);
  };
  begin();
  return () => {
    stopped = true;
    clearTimeout(timer);
    close?.();
  };
}
