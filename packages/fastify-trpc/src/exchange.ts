import type { TRPCError } from "@trpc/server";
import type { CreateFastifyContextOptions } from "@trpc/server/adapters/fastify";
import {
  type AnyRouter,
  getErrorShape,
  getHTTPStatusCode,
  getTRPCErrorFromUnknown,
  isObject,
  type ProcedureType,
  type ResponseMeta,
  type TRPCErrorShape,
  type TRPCRequestInfo,
  type TRPCResponse,
} from "@trpc/server/unstable-core-do-not-import";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AnswerHeaders } from "./headers.js";
import { RequestSignal } from "./signal.js";

export type Call = TRPCRequestInfo["calls"][number];

/** As the client gets it, before the transformer. */
export type Envelope = TRPCResponse<unknown, TRPCErrorShape>;

type Type = ProcedureType | "unknown";

interface ErrorToTell {
  error: TRPCError;
  path: string | undefined;
  input: unknown;
  ctx: unknown;
  type: Type;
  req: FastifyRequest;
}

interface AnswerToTell {
  ctx?: unknown;
  info: TRPCRequestInfo | undefined;
  paths: readonly string[] | undefined;
  data: Envelope[];
  errors: TRPCError[];
  eagerGeneration: boolean;
  type: Type;
}

/** tRPC's options with a router of whatever types: contexts and errors only pass through from its one end to the other. */
export interface MountOptions {
  readonly router: AnyRouter;
  createContext?(given: CreateFastifyContextOptions): unknown;
  onError?(told: ErrorToTell): void;
  responseMeta?(told: AnswerToTell): ResponseMeta;
  readonly batching?: { enabled: boolean };
  readonly allowBatching?: boolean;
  readonly allowMethodOverride?: boolean;
  readonly maxBatchSize?: number;
}

/** One request and what became known of it, as what is told of it to errors and answers depends on how far it got. */
export class Exchange {
  readonly headers = new AnswerHeaders();
  info: TRPCRequestInfo | undefined;
  /** What `createContext` gave; undefined if it did not run, or threw. */
  ctx: unknown;
  readonly signal: RequestSignal;

  constructor(
    readonly options: MountOptions,
    readonly request: FastifyRequest,
    readonly reply: FastifyReply,
  ) {
    this.signal = new RequestSignal(reply.raw);
  }

  /** As Fastify read it. */
  get path(): string {
    const { params } = this.request;
    return isObject(params) && typeof params["path"] === "string" ? params["path"] : "";
  }

  get config(): AnyRouter["_def"]["_config"] {
    return this.options.router._def._config;
  }

  /** Tells the server of an error. */
  report(error: TRPCError, call: Call | undefined, type: Type = typeOf(call)): void {
    const { ctx, request } = this;
    this.options.onError?.({ error, path: call?.path, input: call?.result(), ctx, type, req: request });
  }

  /** What the client is told of an error. */
  shape(error: TRPCError, call: Call | undefined, type: Type = typeOf(call)) {
    const { config, ctx } = this;
    return getErrorShape({ config, error, type, path: call?.path, input: call?.result(), ctx });
  }

  /**
   * Adds the headers that `responseMeta` wants.
   *
   * @param envelopes - none of an answer that has only begun
   * @returns the status
   */
  head(envelopes: Envelope[] | undefined, errors: TRPCError[]): number {
    const { info, ctx, headers } = this;
    const status = envelopes?.some((envelope) => "error" in envelope) ? getHTTPStatusCode(envelopes) : 200;
    const meta = this.options.responseMeta?.({
      ctx,
      info,
      paths: info?.calls.map((call) => call.path),
      data: envelopes ?? [],
      errors,
      eagerGeneration: envelopes === undefined,
      type: typeOf(info?.calls.find((call) => call.procedure?._def.type)),
    });
    if (meta?.headers) headers.take(meta.headers);
    return meta?.status || status;
  }

  /** Something that the procedure's own error handling did not see. */
  caught(cause: unknown): { error: TRPCError; envelope: Envelope } {
    const error = getTRPCErrorFromUnknown(cause);
    const type = this.info?.type ?? "unknown";
    this.report(error, undefined, type);
    return { error, envelope: { error: this.shape(error, undefined, type) } };
  }
}

function typeOf(call: Call | undefined): Type {
  return call?.procedure?._def.type ?? "unknown";
}
