import { initTRPC, TRPCError } from "@trpc/server";
import {
  type AnyProcedure,
  getTRPCErrorFromUnknown,
  isObject,
  type ProcedureCallOptions,
} from "@trpc/server/unstable-core-do-not-import";
import type { RequestSignal } from "./signal.js";

type Asked = Omit<ProcedureCallOptions<unknown>, "signal" | "input">;

/** What a middleware may change for those behind it. */
interface Changes {
  readonly ctx?: object;
  readonly input?: unknown;
  readonly getRawInput?: Asked["getRawInput"];
}

type Result = { ok: true; data: unknown } | { ok: false; error: unknown };
type Middleware = (given: Given) => Promise<Result | undefined>;

interface Steps {
  readonly middlewares: readonly Middleware[];
  readonly meta: unknown;
}

/**
 * Calls a procedure as it would call itself, but makes the signal only if a middleware or the resolver reads it.
 *
 * @throws what the procedure threw
 */
export async function callProcedure(
  procedure: AnyProcedure,
  asked: Asked,
  signal: RequestSignal,
): Promise<unknown> {
  const steps = stepsOf(procedure);
  if (steps === undefined) return await procedure({ ...asked, input: undefined, signal: signal.value });
  const result = await step(steps, 0, asked, undefined, signal);
  if (!result) {
    const message = "No result from middlewares - did you forget to `return next()`?";
    throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message });
  }
  if (!result.ok) throw result.error;
  return result.data;
}

async function step(
  steps: Steps,
  index: number,
  asked: Asked,
  input: unknown,
  signal: RequestSignal,
): Promise<Result | undefined> {
  try {
    return await steps.middlewares[index]?.(new Given(steps, index, asked, input, signal));
  } catch (cause) {
    return { ok: false, error: getTRPCErrorFromUnknown(cause) };
  }
}

/** What a middleware, or the resolver as the last of them, is given. */
class Given {
  readonly path: Asked["path"];
  readonly getRawInput: Asked["getRawInput"];
  readonly ctx: unknown;
  readonly type: Asked["type"];
  readonly batchIndex: number;
  readonly meta: unknown;
  readonly next: (changes?: Changes) => Promise<Result | undefined>;
  declare readonly signal: AbortSignal;
  readonly #signal: RequestSignal;

  // Its own and enumerable, so that a copy has it too; and the same function for all, as making one takes long.
  static readonly #SIGNAL: PropertyDescriptor & ThisType<Given> = {
    enumerable: true,
    configurable: true,
    get() {
      return this.#signal.value;
    },
  };

  constructor(
    steps: Steps,
    index: number,
    asked: Asked,
    readonly input: unknown,
    signal: RequestSignal,
  ) {
    this.path = asked.path;
    this.getRawInput = asked.getRawInput;
    this.ctx = asked.ctx;
    this.type = asked.type;
    this.batchIndex = asked.batchIndex;
    this.meta = steps.meta;
    this.#signal = signal;
    Object.defineProperty(this, "signal", Given.#SIGNAL);
    // Bound: with a function made in here the garbage collector keeps every request until it next looks at all there is.
    this.next = next.bind(undefined, steps, index, asked, input, signal);
  }
}

function next(
  steps: Steps,
  index: number,
  asked: Asked,
  input: unknown,
  signal: RequestSignal,
  changes?: Changes,
): Promise<Result | undefined> {
  const changed = changes === undefined ? asked : change(asked, changes);
  return step(steps, index + 1, changed, changes && "input" in changes ? changes.input : input, signal);
}

function change(asked: Asked, { ctx, getRawInput }: Changes): Asked {
  return {
    path: asked.path,
    getRawInput: getRawInput ?? asked.getRawInput,
    ctx: ctx ? { ...Object(asked.ctx), ...ctx } : asked.ctx,
    type: asked.type,
    batchIndex: asked.batchIndex,
  };
}

/** What a procedure consists of, of those that were called before; undefined if it is to be called as a whole. */
const known = new WeakMap<AnyProcedure, Steps | undefined>();

function stepsOf(procedure: AnyProcedure): Steps | undefined {
  if (!known.has(procedure)) known.set(procedure, readSteps(procedure));
  return known.get(procedure);
}

/** Somebody may have put a function of their own around it, or in the place of it, and a later tRPC may make another. */
const AS_TRPC_MAKES_IT = String(initTRPC.create().procedure.query(() => null));

function readSteps(procedure: AnyProcedure): Steps | undefined {
  const def: unknown = procedure._def;
  if (String(procedure) !== AS_TRPC_MAKES_IT || !isObject(def) || !areMiddlewares(def["middlewares"]))
    return undefined;
  return { middlewares: def["middlewares"], meta: def["meta"] };
}

function areMiddlewares(value: unknown): value is readonly Middleware[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "function");
}
