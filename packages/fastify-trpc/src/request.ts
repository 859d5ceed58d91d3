import { TRPCError } from "@trpc/server";
import {
  type AnyProcedure,
  type AnyRouter,
  getProcedureAtPath,
  isObject,
  parseConnectionParamsFromString,
  type TRPCRequestInfo,
} from "@trpc/server/unstable-core-do-not-import";
import type { Call, Exchange } from "./exchange.js";
import { queryOf, urlOf } from "./url.js";

type Inputs = Record<number, unknown>;

/**
 * What is asked: tRPC's `getRequestInfo` for JSON, without a `Request`. A promise only if something has to be loaded.
 *
 * @throws whatever makes it no request for tRPC
 */
export function readRequest(exchange: Exchange): TRPCRequestInfo | Promise<TRPCRequestInfo> {
  const { router, maxBatchSize } = exchange.options;
  const query = queryOf(exchange.request.raw);
  const { path: given } = exchange;
  const path = given.includes("%") ? decodeURIComponent(given) : given;
  const isBatchCall = query?.get("batch") === "1";
  const paths = isBatchCall ? path.split(",") : [path];
  if (isBatchCall && typeof maxBatchSize === "number" && paths.length > maxBatchSize)
    throw new TRPCError({ code: "BAD_REQUEST", message: "Batch call exceeds maximum size" });
  const known = knownAt(router, paths);
  if (known !== undefined) return infoOf(exchange, query, isBatchCall, paths, known);
  return loadAll(router, paths).then((found) => infoOf(exchange, query, isBatchCall, paths, found));
}

function infoOf(
  exchange: Exchange,
  query: URLSearchParams | undefined,
  isBatchCall: boolean,
  paths: readonly string[],
  procedures: readonly (AnyProcedure | null)[],
): TRPCRequestInfo {
  const inputs = new InputReader(exchange, query, isBatchCall ? paths.length : undefined);
  const calls = paths.map((path, index) => callOf(inputs, path, index, procedures[index] ?? null));
  const connectionParams = query?.get("connectionParams") ?? null;
  return new RequestInfo(
    exchange,
    isBatchCall,
    calls,
    typeOf(calls),
    connectionParams === null ? null : parseConnectionParamsFromString(connectionParams),
  );
}

class RequestInfo implements TRPCRequestInfo {
  readonly accept = null;
  declare readonly signal: AbortSignal;
  declare readonly url: URL | null;
  readonly #exchange: Exchange;

  // Made for who reads them, and their own and enumerable, so that a copy has them too.
  static readonly #LAZY: PropertyDescriptorMap & ThisType<RequestInfo> = {
    signal: {
      enumerable: true,
      configurable: true,
      get() {
        return this.#exchange.signal.value;
      },
    },
    url: {
      enumerable: true,
      configurable: true,
      get() {
        return urlOf(this.#exchange.request.raw);
      },
    },
  };

  constructor(
    exchange: Exchange,
    readonly isBatchCall: boolean,
    readonly calls: Call[],
    readonly type: TRPCRequestInfo["type"],
    readonly connectionParams: TRPCRequestInfo["connectionParams"],
  ) {
    this.#exchange = exchange;
    Object.defineProperties(this, RequestInfo.#LAZY);
  }
}

function callOf(inputs: InputReader, path: string, index: number, procedure: AnyProcedure | null): Call {
  return {
    batchIndex: index,
    path,
    procedure,
    getRawInput: async () => {
      const input = (await inputs.read())[index];
      return procedure?._def.type === "subscription" ? resumed(input, inputs.lastEventId) : input;
    },
    result: () => inputs.result?.[index],
  };
}

/** @returns undefined if one of them is unknown, or in a router that is still to be loaded */
function knownAt(router: AnyRouter, paths: readonly string[]): AnyProcedure[] | undefined {
  const known: unknown[] = paths.map((path) => router._def.procedures[path]);
  return known.every(isProcedure) ? known : undefined;
}

function loadAll(router: AnyRouter, paths: readonly string[]): Promise<(AnyProcedure | null)[]> {
  return Promise.all(paths.map((path) => getProcedureAtPath(router, path)));
}

function isProcedure(value: unknown): value is AnyProcedure {
  return typeof value === "function";
}

function typeOf(calls: readonly Call[]): TRPCRequestInfo["type"] {
  let type: TRPCRequestInfo["type"] = "unknown";
  for (const { procedure } of calls) {
    const next = procedure?._def.type;
    if (next === undefined || next === type) continue;
    if (type !== "unknown") throw mixed(calls);
    type = next;
  }
  return type;
}

function mixed(calls: readonly Call[]): TRPCError {
  const types = new Set(calls.map(({ procedure }) => procedure?._def.type).filter(Boolean));
  const message = `Cannot mix procedure types in call: ${[...types].join(", ")}`;
  return new TRPCError({ code: "BAD_REQUEST", message });
}

/** A client that was cut off says which event it has seen last. */
function resumed(input: unknown, lastEventId: string | string[] | null | undefined): unknown {
  if (!lastEventId) return input;
  return isObject(input) ? { ...input, lastEventId } : (input ?? { lastEventId });
}

/** Reads the inputs of all calls once, and only if one of them asks. */
class InputReader {
  result: Inputs | undefined;
  #reading: Promise<Inputs> | undefined;

  constructor(
    private readonly exchange: Exchange,
    private readonly query: URLSearchParams | undefined,
    /** Undefined if it is no batch. */
    private readonly batchSize: number | undefined,
  ) {}

  get lastEventId(): string | string[] | null | undefined {
    const { query } = this;
    const header = this.exchange.request.raw.headers["last-event-id"];
    return header ?? query?.get("lastEventId") ?? query?.get("Last-Event-Id");
  }

  read(): Promise<Inputs> {
    this.#reading ??= this.#read();
    return this.#reading;
  }

  async #read(): Promise<Inputs> {
    try {
      this.result = this.#parse();
      return this.result;
    } catch (cause) {
      if (cause instanceof TRPCError) throw cause;
      const message = cause instanceof Error ? cause.message : "Invalid input";
      throw new TRPCError({ code: "BAD_REQUEST", message, cause });
    }
  }

  #parse(): Inputs {
    const inputs: Inputs = Object.create(null);
    const json = this.#json();
    if (json === undefined) return inputs;
    if (this.batchSize === undefined) {
      inputs[0] = this.exchange.config.transformer.input.deserialize(json);
      return inputs;
    }
    if (!isObject(json))
      throw new TRPCError({
        code: "BAD_REQUEST",
        message: '"input" needs to be an object when doing a batch call',
      });
    for (let index = 0; index < this.batchSize; index++) {
      const input = json[index];
      if (input !== undefined) inputs[index] = this.exchange.config.transformer.input.deserialize(input);
    }
    return inputs;
  }

  #json(): unknown {
    const { method, body } = this.exchange.request;
    if (method === "GET") {
      const input = this.query?.get("input");
      return input ? JSON.parse(input) : undefined;
    }
    return JSON.parse(String(body));
  }
}
