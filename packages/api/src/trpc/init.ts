import { initTRPC } from "@trpc/server";
import type { Context } from "./context.js";
import { formatError } from "./errors.js";

/** The one tRPC instance: everything else builds on it. */
export const t = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter: formatError,
});
