import { TRPCError } from "@trpc/server";
import {
  defaultTransformer,
  getTRPCErrorFromUnknown,
  isAsyncIterable,
  isObject,
  isPromise,
  type ProcedureType,
  type TRPCRequestInfo,
  transformTRPCResponse,
} from "@trpc/server/unstable-core-do-not-import";
import type { RouteHandlerMethod } from "fastify";
import type { Call, Envelope, Exchange } from "./exchange.js";
import { callProcedure } from "./procedure.js";
import { readRequest } from "./request.js";
import { type Answer, allowed, send } from "./send.js";
import { answersEvents, answerWithEvents } from "./subscription.js";

/** What a procedure gave, or what it failed with. */
export type Outcome = { error: TRPCError } | { data: unknown };

/** What `createContext` gave, or threw, in the order in which tRPC asks for it. */
type Context = { error: TRPCError } | { ctx: unknown };

const METHOD: Record<ProcedureType, string> = { query: "GET", subscription: "GET", mutation: "POST" };

/**
 * Answers as tRPC's `resolveResponse` does.
 *
 * @param theirs - tRPC's own handler
 */
export async function answer(exchange: Exchange, theirs: RouteHandlerMethod): Promise<unknown> {
  let made: Answer | undefined;
  try {
    made = await make(exchange);
  } catch (cause) {
    const { error, envelope } = exchange.caught(cause);
    made = finish(exchange, envelope, [envelope], [error]);
  }
  const { request, reply } = exchange;
  return made === undefined ? theirs.call(request.server, request, reply) : send(exchange, made);
}

/** @returns undefined if it is for tRPC's own plugin to answer; nothing has been called then */
async function make(exchange: Exchange): Promise<Answer | undefined> {
  const read = readRequest(exchange);
  const info = read instanceof Promise ? await read : read;
  exchange.info = info;
  const { allowBatching, batching } = exchange.options;
  if (info.isBatchCall && !(allowBatching ?? batching?.enabled ?? true))
    throw new TRPCError({ code: "BAD_REQUEST", message: "Batching is not enabled on the server" });
  const streams = info.type === "subscription" && !info.isBatchCall;
  if (streams && !answersEvents(exchange.config)) return undefined;

  const context = await createContext(exchange, info);
  if (info.isBatchCall) return await answerBatch(exchange, info.calls, context);
  const [call] = info.calls;
  if (call === undefined) throw new Error("A request without a call");
  const outcome = await run(exchange, call, context);
  return streams ? answerWithEvents(exchange, call, outcome) : answerOne(exchange, call, outcome);
}

async function createContext(exchange: Exchange, info: TRPCRequestInfo): Promise<Context> {
  const { options, request: req, reply: res } = exchange;
  try {
    exchange.ctx = await options.createContext?.({ req, res, info });
    return { ctx: exchange.ctx };
  } catch (cause) {
    return { error: getTRPCErrorFromUnknown(cause) };
  }
}

async function run(exchange: Exchange, call: Call, context: Context): Promise<Outcome> {
  const { path, procedure, getRawInput, batchIndex } = call;
  try {
    if (procedure === null)
      throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
    const { type } = procedure._def;
    admit(exchange, path, type);
    if ("error" in context) throw context.error;
    const { ctx } = context;
    return {
      data: await callProcedure(procedure, { path, getRawInput, ctx, type, batchIndex }, exchange.signal),
    };
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    exchange.report(error, call);
    return { error };
  }
}

function admit({ request, info, config, signal }: Exchange, path: string, type: ProcedureType): void {
  if (request.method !== METHOD[type])
    throw new TRPCError({
      code: "METHOD_NOT_SUPPORTED",
      message: `Unsupported ${request.method}-request to ${type} procedure at path "${path}"`,
    });
  if (type !== "subscription") return;
  if (info?.isBatchCall)
    throw new TRPCError({ code: "BAD_REQUEST", message: "Cannot batch subscription calls" });
  // The time of a stream begins before the procedure does.
  if (config.sse?.maxDurationMs) signal.abortAfter(config.sse.maxDurationMs);
}

function answerOne(exchange: Exchange, call: Call, outcome: Outcome): Answer {
  exchange.headers.set("content-type", "application/json");
  if ("data" in outcome && isDataStream(outcome.data)) throw noStream();
  const envelope = envelopeOf(exchange, call, outcome);
  return finish(exchange, envelope, [envelope], "error" in outcome ? [outcome.error] : []);
}

async function answerBatch(exchange: Exchange, calls: readonly Call[], context: Context): Promise<Answer> {
  const running = calls.map((call) => run(exchange, call, context));
  exchange.headers.set("content-type", "application/json");
  const envelopes: Envelope[] = [];
  const errors: TRPCError[] = [];
  for (const [index, outcome] of (await Promise.all(running)).entries()) {
    const fit = "data" in outcome && isDataStream(outcome.data) ? { error: noStream() } : outcome;
    envelopes.push(envelopeOf(exchange, calls[index], fit));
    if ("error" in fit) errors.push(fit.error);
  }
  return finish(exchange, envelopes, envelopes, errors);
}

function finish(
  exchange: Exchange,
  body: Envelope | Envelope[],
  envelopes: Envelope[],
  errors: TRPCError[],
): Answer {
  const status = exchange.head(envelopes, errors);
  return { status: allowed(status), body: written(exchange, body) };
}

function envelopeOf(exchange: Exchange, call: Call | undefined, outcome: Outcome): Envelope {
  if ("error" in outcome) return { error: exchange.shape(outcome.error, call) };
  return { result: { data: outcome.data } };
}

function written({ config }: Exchange, answer: Envelope | Envelope[]): string {
  // It would make copies that are the same.
  if (config.transformer.output.serialize === defaultTransformer.output.serialize)
    return JSON.stringify(answer);
  return JSON.stringify(transformTRPCResponse(config, answer));
}

/** What only a streamed batch can carry. */
function isDataStream(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (isAsyncIterable(value)) return true;
  for (const part of Object.values(value)) if (isPromise(part) || isAsyncIterable(part)) return true;
  return false;
}

function noStream(): TRPCError {
  return new TRPCError({
    code: "UNSUPPORTED_MEDIA_TYPE",
    message: "Cannot use stream-like response in non-streaming request - use httpBatchStreamLink",
  });
}
