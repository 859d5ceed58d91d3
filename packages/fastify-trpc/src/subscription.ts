import { TRPCError } from "@trpc/server";
import { isObservable, observableToAsyncIterable } from "@trpc/server/observable";
import {
  type AnyRouter,
  getTRPCErrorFromUnknown,
  isAsyncIterable,
  sseHeaders,
} from "@trpc/server/unstable-core-do-not-import";
import type { Outcome } from "./answer.js";
import { Chunks } from "./chunks.js";
import { EventStream } from "./event-stream.js";
import type { Call, Exchange } from "./exchange.js";
import { type Answer, allowed } from "./send.js";

type Config = AnyRouter["_def"]["_config"];

/** Whether a router's subscriptions go the short way. Settings that are seldom, or wrong, are left to tRPC. */
export function answersEvents({ sse }: Config): boolean {
  if (sse?.enabled === false || sse?.emitAndEndImmediately) return false;
  const reconnect = sse?.client?.reconnectAfterInactivityMs;
  return !(sse?.ping?.enabled && reconnect && (sse.ping.intervalMs ?? 1000) > reconnect);
}

/** Answers with the events of a subscription, of which a failed one has one. */
export function answerWithEvents(exchange: Exchange, call: Call, outcome: Outcome): Answer {
  const { config, headers, signal } = exchange;
  const events = eventsOf(outcome, call, signal.value);
  for (const [name, value] of Object.entries(sseHeaders)) headers.set(name.toLowerCase(), value);
  const status = allowed(exchange.head(undefined, []));
  const stream = new EventStream(events, {
    chunks: new Chunks(config.transformer),
    hello: JSON.stringify(config.sse?.client ?? {}),
    pingEvery: pingEvery(config),
    signal: signal.value,
    describe(cause) {
      const error = getTRPCErrorFromUnknown(cause);
      exchange.report(error, call);
      return exchange.shape(error, call) ?? null;
    },
  });
  return { status, body: stream };
}

function eventsOf(outcome: Outcome, { path }: Call, signal: AbortSignal): AsyncIterable<unknown> {
  if ("error" in outcome) return failing(outcome.error);
  const { data } = outcome;
  if (isObservable(data)) return observableToAsyncIterable(data, signal);
  if (isAsyncIterable(data)) return data;
  const message = `Subscription ${path} did not return an observable or a AsyncGenerator`;
  return failing(new TRPCError({ code: "INTERNAL_SERVER_ERROR", message }));
}

// biome-ignore lint/correctness/useYield: it fails before there is anything to yield
async function* failing(error: TRPCError): AsyncGenerator<never> {
  throw error;
}

function pingEvery({ sse }: Config): number | undefined {
  const { enabled = false, intervalMs = 1000 } = sse?.ping ?? {};
  return enabled && intervalMs !== Number.POSITIVE_INFINITY && intervalMs > 0 ? intervalMs : undefined;
}
