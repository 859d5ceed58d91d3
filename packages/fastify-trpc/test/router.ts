import { setImmediate as turn } from "node:timers/promises";
import { initTRPC, lazy, TRPCError, tracked } from "@trpc/server";
import type { CreateFastifyContextOptions } from "@trpc/server/adapters/fastify";
import { observable } from "@trpc/server/observable";
import type { AnyRouter } from "@trpc/server/unstable-core-do-not-import";
import { z } from "zod";
import type { Journal } from "./journal.js";

export interface Context {
  readonly user: string | undefined;
  readonly res: CreateFastifyContextOptions["res"];
}

/** What a router may be made with. */
export interface Variant {
  /** Wraps what goes over the wire; some values cannot be written, or read. */
  readonly transforms?: boolean;
  /** Has errors say more, and fails for one of them. */
  readonly formats?: boolean;
  readonly isDev?: boolean;
  readonly sse?: NonNullable<AnyRouter["_def"]["_config"]["sse"]>;
}

const transformer = {
  serialize(value: unknown): unknown {
    if (value === "unwritable") throw new Error("Cannot be written");
    return { packed: value instanceof Date ? { date: value.getTime() } : value };
  },
  deserialize(value: unknown): unknown {
    const { packed } = z.object({ packed: z.unknown() }).parse(value);
    if (packed === "unreadable") throw new Error("Cannot be read");
    return packed;
  },
};

const CODES = [
  "UNAUTHORIZED",
  "NOT_FOUND",
  "CONFLICT",
  "TOO_MANY_REQUESTS",
  "CLIENT_CLOSED_REQUEST",
] as const;

/** Everything a procedure may do, in one router. */
export function makeRouter(variant: Variant, journal: Journal) {
  const t = initTRPC
    .context<Context>()
    .meta<{ label: string }>()
    .create({
      isDev: variant.isDev ?? false,
      ...(variant.transforms && { transformer }),
      ...(variant.sse && { sse: variant.sse }),
      errorFormatter({ shape, error, path, input, type, ctx }) {
        if (!variant.formats) return shape;
        if (error.message === "unformattable") throw new Error("Cannot be formatted");
        if (error.message === "teapot") return { ...shape, data: { ...shape.data, httpStatus: 418 } };
        if (error.message === "bare") return { ...shape, data: { ...shape.data, httpStatus: Number.NaN } };
        const cause = error.cause instanceof z.ZodError ? error.cause.issues : undefined;
        return { ...shape, more: { path, input, type, user: ctx?.user, cause } };
      },
    });
  const { procedure, router } = t;

  const measured = procedure.use(async ({ next, path, type, batchIndex, meta }) => {
    const result = await next();
    journal.write("measured", { path, type, batchIndex, meta, ok: result.ok });
    return result;
  });
  const guarded = procedure.use(({ ctx, next }) => {
    if (ctx.user === undefined) throw new TRPCError({ code: "UNAUTHORIZED", message: "Who are you?" });
    return next({ ctx: { user: ctx.user, checked: true } });
  });
  const peeked = procedure.use(async ({ getRawInput, next }) => {
    const [first, second] = [await getRawInput(), await getRawInput()];
    journal.write("peeked", { first, same: first === second });
    return next();
  });
  const replaced = procedure
    .use(({ next }) => next({ getRawInput: async () => ({ raw: "replaced" }) }))
    .use(({ next }) => next({ input: { from: "middleware" } }))
    .input(z.looseObject({}));

  const outputs: Record<string, () => unknown> = {
    undefined: () => undefined,
    null: () => null,
    text: () => "ünï😀\u2028\ud800",
    date: () => new Date(0),
    list: () => [1, [2], { three: 3 }],
    large: () => "x".repeat(300_000),
    nan: () => Number.NaN,
    bigint: () => 1n,
    circular: () => {
      const self: Record<string, unknown> = {};
      self["self"] = self;
      return self;
    },
    unwritable: () => "unwritable",
    throwing: () => ({
      toJSON() {
        throw new Error("Not JSON");
      },
    }),
    promises: () => ({ later: Promise.resolve(1) }),
    nestedPromises: () => ({ deep: { later: Promise.resolve(1) } }),
    iterable: () => count(0, 2),
    iterables: () => ({ parts: count(0, 2) }),
    function: () => () => {},
    error: () => new TRPCError({ code: "CONFLICT" }),
  };

  async function* count(from: number, to: number) {
    for (let number = from; number < to; number++) yield number;
  }

  const failing = z.object({ how: z.string() });
  function fail({ how }: z.infer<typeof failing>): never {
    const code = CODES.find((one) => one === how);
    if (code !== undefined) throw new TRPCError({ code, message: `As ${how}`, cause: new Error("Why") });
    if (how === "text") throw "only text";
    if (how === "nothing") throw undefined;
    if (how === "object") throw { message: "an object", more: 1 };
    if (how === "abort") throw new DOMException("Gone", "AbortError");
    throw new Error(how);
  }

  const lazyRouter = async () => {
    await turn();
    return router({
      hello: measured.query(() => "late"),
      more: lazy(async () => router({ deep: procedure.query(() => "later") })),
    });
  };

  const wrapped = procedure.input(z.unknown()).query(({ input }) => input);
  const around = Object.assign(
    async (...given: Parameters<typeof wrapped>) => ({ around: await wrapped(...given) }),
    wrapped,
  );

  return router({
    noop: procedure.query(() => ({ ok: true })),
    quiet: procedure.query(() => {}),
    echo: procedure.input(z.unknown()).query(({ input }) => input),
    say: procedure.input(z.unknown()).mutation(({ input }) => input),
    greet: procedure.input(z.strictObject({ name: z.string() })).query(({ input }) => `Hello, ${input.name}`),
    add: measured
      .meta({ label: "sum" })
      .input(z.object({ a: z.number() }))
      .input(z.object({ b: z.number().default(1) }))
      .output(z.object({ sum: z.number().max(100) }))
      .mutation(({ input }) => ({ sum: input.a + input.b })),
    me: guarded.query(({ ctx }) => ({ user: ctx.user, checked: ctx.checked, status: ctx.res.statusCode })),
    peek: peeked.input(z.unknown()).query(({ input }) => input),
    replaced: replaced.mutation(({ input }) => input),
    forgets: procedure.use(async () => JSON.parse("null")).query(() => "never"),
    late: procedure
      .use(async ({ next }) => {
        await turn();
        return next();
      })
      .query(({ path, signal, batchIndex }) => ({ path, batchIndex, aborted: signal?.aborted })),
    spread: procedure.input(z.unknown()).query((given) => Object.keys({ ...given }).sort()),
    fail: procedure.input(failing).query(({ input }) => fail(input)),
    failing: procedure.input(failing).mutation(async ({ input }) => {
      await turn();
      fail(input);
    }),
    out: procedure.input(z.string()).query(({ input }) => outputs[input]?.()),
    give: procedure.input(z.string()).mutation(({ input }) => outputs[input]?.()),
    header: procedure.mutation(({ ctx }) => {
      ctx.res.header("x-procedure", "yes").header("vary", "cookie");
      return 1;
    }),
    around: around,
    a: { b: router({ c: procedure.query(() => "nested"), "": procedure.query(() => "nameless") }) },
    "odd name %/,?": procedure.query(() => "odd"),
    then_: procedure.query(() => "then"),
    lazily: lazy(lazyRouter),
    broken: lazy(async () => {
      throw new Error("Does not load");
    }),

    count: procedure
      .input(
        z.object({
          to: z.number().max(50),
          fail: z.string().optional(),
          lastEventId: z.coerce.number().optional(),
        }),
      )
      .subscription(async function* ({ input }) {
        for (let number = (input.lastEventId ?? -1) + 1; number < input.to; number++)
          yield tracked(`${number}`, { number });
        if (input.fail !== undefined) fail({ how: input.fail });
      }),
    resume: procedure.input(z.unknown()).subscription(async function* ({ input }) {
      yield { input };
    }),
    refused: guarded.subscription(async function* () {
      yield 1;
    }),
    fails: procedure.subscription(() => {
      throw new TRPCError({ code: "FORBIDDEN", message: "Not this one" });
    }),
    notIterable: procedure.subscription(() => JSON.parse("7")),
    values: procedure.input(z.array(z.string())).subscription(async function* ({ input }) {
      for (const name of input) yield outputs[name]?.();
    }),
    changing: procedure.subscription(async function* () {
      const shared = { number: 0, inner: Object.freeze([1]) };
      for (; shared.number < 3; shared.number++) yield shared;
      const shallow = Object.freeze({ inner: { number: 0 } });
      for (; shallow.inner.number < 3; shallow.inner.number++) yield shallow;
      const constant = Object.freeze({ list: Object.freeze([1, Object.freeze({ two: "2" })]) });
      for (let time = 0; time < 3; time++) yield constant;
      for (const id of ["a", "a", "b"]) yield tracked(id, constant);
    }),
    observed: procedure.input(z.object({ fail: z.boolean() })).subscription(({ input }) =>
      observable<number>((observer) => {
        observer.next(1);
        observer.next(2);
        if (input.fail) observer.error(new TRPCError({ code: "CONFLICT", message: "Observed" }));
        else observer.complete();
        return () => journal.write("unsubscribed");
      }),
    ),
  });
}
