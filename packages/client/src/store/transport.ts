import type { AppRouter } from "@codex/api/router";
import type { Command } from "@codex/core/command";
import type { LiveEvent, PushResult, SincePage } from "@codex/core/sync";
import { createTRPCClient } from "@trpc/client";
import { httpLink } from "@trpc/client/links/httpLink";
import type { ClientOptions } from "../options.js";
import { asTrpcFetch, trpcUrl, withToken } from "../request.js";

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
  const client = createTRPCClient<AppRouter>({
    links: [
      httpLink<AppRouter>({
        url: trpcUrl(options),
        ...(token === undefined && headers === undefined ? {} : { headers: () => withToken(token, headers) }),
        ...(fetch === undefined ? {} : { fetch: asTrpcFetch(fetch) }),
      }),
    ],
  });
  // Loaded beside whatever is drawn meanwhile; whoever opens a stream is told if it cannot be had.
  loadLive().catch(() => {});
  return {
    push: async (commands) => (await client.sync.push.mutate({ commands: [...commands] })).results,
    since: (log, cursor) => client.sync.since.query({ log, cursor }),
    live: (handlers) =>
      reopening((ended, works) => {
        const event = (event: LiveEvent) => {
          works();
          handlers.event(event);
        };
        return whenLoaded(({ subscribe }) => subscribe(options, { event, ended }), ended);
      }, handlers.lost),
  };
}

/** A page paints before there is a stream: what opens one is not among what it loads first. */
const loadLive = () => import("./live.js");

/** @returns what ends it */
function whenLoaded(
  open: (live: Awaited<ReturnType<typeof loadLive>>) => () => void,
  failed: (error: unknown) => void,
): () => void {
  let over = false;
  let close: (() => void) | undefined;
  loadLive().then((live) => {
    if (!over) close = open(live);
  }, failed);
  return () => {
    over = true;
    close?.();
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
