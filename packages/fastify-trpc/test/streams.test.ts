import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as delay, setImmediate as turn } from "node:timers/promises";
import { initTRPC, tracked } from "@trpc/server";
import { fastifyTRPCPlugin as theirs } from "@trpc/server/adapters/fastify";
import Fastify from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { fastifyTRPCPlugin as ours } from "../src/plugin.js";
import { Journal } from "./journal.js";
import { dechunk, open } from "./raw.js";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Sse = NonNullable<Parameters<typeof initTRPC.create>[0]>["sse"];

async function serve(plugin: typeof theirs, sse: Sse = {}) {
  const journal = new Journal();
  const t = initTRPC.create({ ...(sse && { sse }) });
  const waits = t.procedure.use(({ next, signal }) => {
    signal?.addEventListener("abort", () => journal.write("middleware aborted"));
    return next();
  });
  /** Waits until the client is gone. */
  async function wait({ signal }: { signal: AbortSignal | undefined }): Promise<string> {
    journal.write("waiting");
    if (signal !== undefined && !signal.aborted) await once(signal, "abort");
    const reason: unknown = signal?.reason;
    journal.write("aborted");
    return `${reason}`;
  }
  const router = t.router({
    query: waits.query(wait),
    mutation: waits.mutation(wait),
    done: t.procedure.query(({ signal }) => {
      signal?.addEventListener("abort", () => journal.write("aborted"));
    }),
    silent: t.procedure.subscription(async function* (given) {
      try {
        await wait(given);
        yield 1;
      } finally {
        journal.write("left");
      }
    }),
    endless: t.procedure.subscription(async function* ({ signal }) {
      try {
        for (let number = 0; !signal?.aborted; number++) {
          journal.write("pulled");
          yield { number, text: "x".repeat(60_000) };
        }
      } finally {
        journal.write("left");
      }
    }),
    few: t.procedure.subscription(async function* () {
      try {
        for (const id of ["a", "b"]) yield tracked(id, { id });
        await journal.next("go on");
        yield 3;
      } finally {
        journal.write("left");
      }
    }),
    single: t.procedure.subscription(() => ({
      [Symbol.asyncIterator]: () => ({
        async next() {
          journal.write("asked");
          await journal.next("go on");
          return { done: true, value: undefined };
        },
      }),
    })),
    rude: t.procedure.subscription(async function* () {
      try {
        yield 1;
        await journal.next("go on");
        yield 2;
      } finally {
        journal.write("left");
        // biome-ignore lint/correctness/noUnsafeFinally: that is what is tried
        throw new Error("While leaving");
      }
    }),
  });
  const app = Fastify({ forceCloseConnections: true });
  await app.register(plugin<typeof router>, {
    prefix: "/trpc",
    trpcOptions: {
      router,
      createContext: ({ info }) => {
        info.signal.addEventListener("abort", () => journal.write("context aborted"));
        return {};
      },
      onError: ({ error }) => journal.write("error", error.message),
    },
  });
  const port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
  closing.push(() => app.close());
  return { journal, port };
}

describe.each([
  ["this plugin", ours],
  ["tRPC's own plugin", theirs],
])("With %s", (_, plugin) => {
  it.each([
    ["a query", { method: "GET", path: "/trpc/query" }, 1],
    ["a mutation", { method: "POST", path: "/trpc/mutation", headers: JSON_TYPE, body: "{}" }, 1],
    ["each call of a batch", { method: "GET", path: "/trpc/query,query?batch=1" }, 2],
  ])("the signal of %s aborts when the client goes away", async (__, request, calls) => {
    const { journal, port } = await serve(plugin);
    const waiting = journal.next("waiting");
    const socket = await open(port, request);
    await waiting;
    const gone = journal.next("aborted");
    socket.destroy();
    await gone;
    await turn();
    const lines = journal.take().sort();
    expect(lines.filter((line) => line === "aborted")).toHaveLength(calls);
    expect(lines.filter((line) => line === "middleware aborted")).toHaveLength(calls);
    expect(lines).toContain("context aborted");
  });

  it("the signal aborts when the answer is out, too", async () => {
    const { journal, port } = await serve(plugin);
    const aborted = journal.next("aborted");
    const socket = await open(port, { method: "GET", path: "/trpc/done" });
    await aborted;
    socket.destroy();
  });

  it("a subscription is left when the client goes away", async () => {
    const { journal, port } = await serve(plugin);
    const waiting = journal.next("waiting");
    const socket = await open(port, { method: "GET", path: "/trpc/silent" });
    await waiting;
    const left = journal.next("left");
    socket.destroy();
    await left;
    expect(journal.take()).toEqual(["waiting", "context aborted", "aborted", "left"]);
  });

  it("nothing is pulled while the client does not read", async () => {
    const { journal, port } = await serve(plugin);
    const begun = journal.next("pulled");
    const socket = await open(port, { method: "GET", path: "/trpc/endless" });
    socket.pause();
    // Two, before it is looked whether it stands still: it does so, too, before it begins.
    await begun;
    await journal.next("pulled");
    // It stands still once the buffers of the two sockets are full, and goes on when they are read.
    await stillness(journal);
    const more = journal.next("pulled");
    socket.resume();
    await more;
    const left = journal.next("left");
    socket.destroy();
    await left;
  });

  it("a value comes when it is there, and pings come in between", async () => {
    const { journal, port } = await serve(plugin, { ping: { enabled: true, intervalMs: 5 } });
    const events = new Events(await open(port, { method: "GET", path: "/trpc/few" }));
    await events.until(/(event: ping\ndata: \n\n\n){3}$/);
    journal.write("go on");
    expect(await events.toEnd()).toMatch(
      /^event: connected\ndata: \{\}\n\n\ndata: \{"id":"a"\}\nid: a\n\n\ndata: \{"id":"b"\}\nid: b\n\n\n(event: ping\ndata: \n\n\n){3,}data: 3\n\n\nevent: return\ndata: \n\n\n$/,
    );
  });

  it("a value is asked for once, however many pings come before it", async () => {
    const { journal, port } = await serve(plugin, { ping: { enabled: true, intervalMs: 5 } });
    const events = new Events(await open(port, { method: "GET", path: "/trpc/single" }));
    await events.until(/(event: ping\ndata: \n\n\n){3}$/);
    journal.write("go on");
    expect(await events.toEnd()).toMatch(/event: return\ndata: \n\n\n$/);
    expect(journal.take().filter((line) => line === "asked")).toHaveLength(1);
  });

  it("a stream ends when its time is over, without a word", async () => {
    const { journal, port } = await serve(plugin, { maxDurationMs: 30 });
    const left = journal.next("left");
    const events = new Events(await open(port, { method: "GET", path: "/trpc/silent" }));
    expect(await events.toEnd()).toBe("event: connected\ndata: {}\n\n\n");
    await left;
  });

  it("what is thrown while a stream is left is reported", async () => {
    const { journal, port } = await serve(plugin);
    const events = new Events(await open(port, { method: "GET", path: "/trpc/rude" }));
    await events.until(/data: 1\n\n\n$/);
    const [left, reported] = [journal.next("left"), journal.next("error")];
    const aborted = journal.next("context aborted");
    events.socket.destroy();
    await aborted;
    journal.write("go on");
    await left;
    await reported;
    expect(journal.take()).toContain('error "While leaving"');
  });
});

it.each<[string, Sse]>([
  ["ends at once after a value", { emitAndEndImmediately: true }],
  [
    "pings less often than it reconnects",
    { ping: { enabled: true, intervalMs: 50 }, client: { reconnectAfterInactivityMs: 20 } },
  ],
  ["is off", { enabled: false }],
  ["never pings", { ping: { enabled: true, intervalMs: Number.POSITIVE_INFINITY } }],
  ["tells the client when to come again", { client: { reconnectAfterInactivityMs: 3_000 } }],
])("A stream that %s is as tRPC makes it", async (_, sse) => {
  const [mine, wanted] = await Promise.all(
    [ours, theirs].map(async (plugin) => {
      const { journal, port } = await serve(plugin, sse);
      const events = new Events(await open(port, { method: "GET", path: "/trpc/few" }));
      await events.until(/id: b|error/);
      // What ends at once does so after a millisecond, and that timer was set before.
      await delay(2);
      journal.write("go on");
      return [events.head, await events.toEnd()];
    }),
  );
  expect(mine).toEqual(wanted);
});

/** Waits until no more is pulled. @returns how much was */
async function stillness(journal: Journal): Promise<number> {
  let pulled = 0;
  for (let quiet = 0; quiet < 200; quiet++) {
    const more = journal.take().filter((line) => line === "pulled").length;
    if (more > 0) quiet = 0;
    pulled += more;
    // More than the buffers of any two sockets.
    if (pulled > 2_000) throw new Error("It is pulled although nobody reads");
    await turn();
  }
  return pulled;
}

const JSON_TYPE = { "content-type": "application/json" };

/** What comes in on a stream, without the chunks that carry it. */
class Events {
  #bytes = Buffer.alloc(0);

  constructor(readonly socket: Socket) {
    socket.on("data", (chunk) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      socket.emit("more");
    });
  }

  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#read().body)) await once(this.socket, "more");
  }

  async toEnd(): Promise<string> {
    while (!this.#read().ended) await once(this.socket, "more");
    this.socket.destroy();
    return this.#read().body;
  }

  /** The status line and the headers, but for the date. */
  get head(): string {
    return `${this.#bytes.subarray(0, this.#bytes.indexOf("\r\n\r\n"))}`
      .replace(/Date: .*/, "")
      .split("\r\n")
      .sort()
      .join("\n");
  }

  #read(): { body: string; ended: boolean } {
    const head = this.#bytes.indexOf("\r\n\r\n");
    const { body, ended } = dechunk(this.#bytes.subarray(head < 0 ? this.#bytes.length : head + 4));
    return { body: `${body}`, ended };
  }
}
