import { initTRPC } from "@trpc/server";
import type { Context } from "./context.js";
import { formatError } from "./errors.js";

/** Milliseconds between two signs of life on a quiet stream: less than proxies commonly wait for one. */
const HEARTBEAT_MS = 10_000;

/** The one tRPC instance: everything else builds on it. */
export const t = initTRPC.context<Context>().create({
  isDev: false,
  sse: {
    ping: { enabled: true, intervalMs: HEARTBEAT_MS },
    client: { reconnectAfterInactivityMs: 3 * HEARTBEAT_MS },
  },
  errorFormatter: formatError,
});
