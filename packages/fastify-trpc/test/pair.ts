import { TRPCError } from "@trpc/server";
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin as theirs } from "@trpc/server/adapters/fastify";
import Fastify, { type FastifyInstance } from "fastify";
import { fastifyTRPCPlugin as ours } from "../src/plugin.js";
import { Journal } from "./journal.js";
import { ask, type RawAnswer, type RawRequest } from "./raw.js";
import { type Context, makeRouter, type Variant } from "./router.js";

export type Router = ReturnType<typeof makeRouter>;
type Options = FastifyTRPCPluginOptions<Router>["trpcOptions"];

export interface Setting extends Variant {
  readonly options?: Partial<
    Pick<Options, "allowBatching" | "batching" | "maxBatchSize" | "allowMethodOverride">
  >;
  /** Whether the server has hooks and an error handler of its own. */
  readonly hooks?: boolean;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly journal: Journal;
  readonly port: number;
}

/** The same router twice, with each of the two plugins. */
export class Pair {
  private constructor(
    readonly ours: Server,
    readonly theirs: Server,
  ) {}

  static async start(setting: Setting = {}): Promise<Pair> {
    return new Pair(await start(ours, setting), await start(theirs, setting));
  }

  get servers(): [name: string, server: Server][] {
    return [
      ["ours", this.ours],
      ["theirs", this.theirs],
    ];
  }

  /** What a client and the server's own functions see of a request, with either. */
  async both(request: RawRequest): Promise<{ ours: Seen; theirs: Seen }> {
    const [seenOurs, seenTheirs] = await Promise.all([see(this.ours, request), see(this.theirs, request)]);
    return { ours: seenOurs, theirs: seenTheirs };
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map(([, { app }]) => app.close()));
  }
}

export interface Seen extends RawAnswer {
  readonly journal: string[];
}

async function see({ port, journal }: Server, request: RawRequest): Promise<Seen> {
  const { status, headers, body, cut } = await ask(port, request);
  const entries = Object.entries(headers).filter(([name]) => !UNIMPORTANT.has(name));
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    status,
    headers: Object.fromEntries(entries),
    body: withoutFrames(body.replaceAll(`:${port}`, ":0")),
    cut,
    journal: journal.take().map((line) => line.replaceAll(`:${port}`, ":0")),
  };
}

/** The time, and how the end of the body is told. */
const UNIMPORTANT = new Set(["date", "content-length", "transfer-encoding"]);

/** Where in the code an error was made is the one thing that differs. */
function withoutFrames(body: string): string {
  return body.replace(/\\n {4}at [^"]*/g, "");
}

async function start(plugin: typeof theirs, setting: Setting): Promise<Server> {
  const journal = new Journal();
  const app = Fastify({
    bodyLimit: 400_000,
    routerOptions: { maxParamLength: 5_000 },
    forceCloseConnections: true,
  });
  if (setting.hooks) {
    app.addHook("onSend", async (_request, reply) => {
      reply.header("x-hook", "sent");
    });
    app.setErrorHandler((error, _request, reply) => {
      journal.write("error handler", String(error));
      reply.code(500).send({ handled: String(error) });
    });
  }
  const options: FastifyTRPCPluginOptions<Router> = {
    trpcOptions: { router: makeRouter(setting, journal), ...serverSide(journal), ...setting.options },
  };
  await app.register(plugin<Router>, { prefix: "/trpc", ...options });
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return { app, journal, port: Number(new URL(address).port) };
}

/** What the functions that a server gives do is asked for by the client, in headers. */
function serverSide(journal: Journal): Pick<Options, "createContext" | "onError" | "responseMeta"> {
  return {
    async createContext({ req, res, info }): Promise<Context> {
      const { accept, type, isBatchCall, connectionParams, calls, url, signal } = info;
      const names = calls.map(({ path, batchIndex, procedure }) => [path, batchIndex, procedure?._def.type]);
      journal.write("createContext", {
        ...{ accept, type, isBatchCall, connectionParams, names, url },
        keys: Object.keys(info).sort(),
        aborted: signal.aborted,
      });
      const { "x-context": context, "x-user": user } = req.headers;
      if (context === "reads") journal.write("input", await calls[0]?.getRawInput().catch(String));
      if (context === "throws") throw new Error("No context");
      if (context === "refuses") throw new TRPCError({ code: "UNAUTHORIZED", message: "Not you" });
      if (context === "sets") res.header("x-context", "set").header("set-cookie", "a=1").code(202);
      return { user: typeof user === "string" ? user : undefined, res };
    },
    onError({ error, path, input, ctx, type, req }) {
      const { code, message, cause } = error;
      journal.write("onError", {
        code,
        message,
        cause: String(cause),
        path,
        input,
        user: ctx?.user,
        type,
        url: req.url,
      });
      if (req.headers["x-on-error"] === "throws") throw new Error("Not reported");
    },
    responseMeta({ ctx, info, paths, type, errors, data, eagerGeneration }) {
      journal.write("responseMeta", {
        ...{ paths, type, eagerGeneration, info: info?.type, user: ctx?.user },
        errors: errors.map(({ code }) => code),
        data: data.map((one) => Object.keys(one)),
      });
      return metas[String(ctx?.res.request.headers["x-meta"])]?.() ?? {};
    },
  };
}

const metas: Record<string, () => ReturnType<NonNullable<Options["responseMeta"]>>> = {
  plain: () => ({ headers: { "Cache-Control": "no-store", "x-empty": "", "x-trimmed": "  a b " } }),
  lists: () => ({
    headers: { "x-list": ["a", "b"], vary: ["cookie", "origin"], "set-cookie": ["b=2", "c=3"] },
  }),
  real: () => ({
    headers: new Headers([
      ["X-Real", "1"],
      ["vary", "cookie"],
      ["set-cookie", "d=4"],
      ["set-cookie", "e=5"],
    ]),
  }),
  type: () => ({ headers: { "content-type": "application/vnd.codex+json" } }),
  wrongName: () => ({ headers: { "not a name": "1" } }),
  wrongValue: () => ({ headers: { "x-wrong": "a\nb" } }),
  foreign: () => ({ headers: { "x-latin": "ü" } }),
  framing: () => ({ headers: { "transfer-encoding": "chunked" } }),
  status: () => ({ status: 418 }),
  statusZero: () => ({ status: 0 }),
  noContent: () => ({ status: 204 }),
  continue: () => ({ status: 100 }),
  fraction: () => ({ status: 299.5 }),
  throws: () => {
    throw new Error("No meta");
  },
};

/** What `responseMeta` may be told to give: what makes an answer, and what makes none. */
export const META = [
  "plain",
  "lists",
  "real",
  "type",
  "foreign",
  "framing",
  "status",
  "statusZero",
  "fraction",
];
export const META_THAT_FAILS = ["wrongName", "wrongValue", "noContent", "continue", "throws"];
