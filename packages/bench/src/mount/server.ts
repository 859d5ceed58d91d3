import { devNull } from "node:os";
import { setImmediate as settled } from "node:timers/promises";
import { fastifyTRPCPlugin as ours } from "@codex/fastify-trpc";
import { initTRPC } from "@trpc/server";
import { fastifyTRPCPlugin as theirs } from "@trpc/server/adapters/fastify";
import Fastify, { type FastifyBaseLogger } from "fastify";
import { pino } from "pino";

/** What the measuring process asks of this one, and gets a number for. */
export type Question = "publish" | "cpu" | "heap";

/** One server of the three that are compared, in a process of its own. */
const kind = process.argv[2];

// As Codex's own.
const t = initTRPC
  .context<object>()
  .create({ isDev: false, sse: { ping: { enabled: true, intervalMs: 10_000 } } });
const listeners = new Set<(event: unknown) => void>();

const router = t.router({
  noop: t.procedure.query(() => ({ ok: true })),
  live: t.procedure.subscription(async function* ({ signal }) {
    while (!signal?.aborted) yield await new Promise((resolve) => listeners.add(resolve));
  }),
});

let published = 0;

/** As large as a todo that was changed. */
function publish(): void {
  const text = "Buy oats, and ask whether they have the flour again";
  const id = "01980000-0000-7000-8000-000000000000";
  const event = { type: "change", from: published, to: ++published, rows: [{ id, text, completed: true }] };
  const waiting = [...listeners];
  listeners.clear();
  for (const listener of waiting) listener(event);
}

const loggerInstance: FastifyBaseLogger = pino(pino.destination({ dest: devNull, sync: false }));
const app = Fastify({ loggerInstance });
if (kind === "plain") app.get("/trpc/noop", async () => ({ result: { data: { ok: true } } }));
else
  await app.register(kind === "ours" ? ours : theirs, {
    prefix: "/trpc",
    trpcOptions: { router, createContext: () => ({}) },
  });
const address = await app.listen({ host: "127.0.0.1", port: 0 });

process.on("message", async (question: Question) => {
  if (question === "publish") publish();
  else if (question === "cpu") answer(process.cpuUsage().user + process.cpuUsage().system);
  else answer(await heap());
});
process.on("disconnect", () => process.exit());
answer(Number(new URL(address).port));

function answer(number: number): void {
  process.send?.(number);
}

async function heap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await settled();
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}
