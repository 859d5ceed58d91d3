import { createDb } from "@codex/db";
import { fastifyTRPCPlugin as ours } from "@codex/fastify-trpc";
import { initTRPC } from "@trpc/server";
import { fastifyTRPCPlugin as theirs } from "@trpc/server/adapters/fastify";
import { z } from "zod";
import { contenderEnv } from "../env.js";
import { logged } from "./logged.js";
import { createTodo, listTodos, todoById, updateTodo } from "./prisma.js";

// A router with the names of Codex's, on Prisma, by the plugin that comes with tRPC or by ours. Nobody signs in.
const { url, port } = contenderEnv();
const db = createDb(url);
// As Codex's own.
const t = initTRPC
  .context<object>()
  .create({ isDev: false, sse: { ping: { enabled: true, intervalMs: 10_000 } } });
const listeners = new Set<(event: unknown) => void>();
let published = 0;

const place = z.tuple([z.iso.datetime(), z.uuid()]);
const page = z.object({
  listId: z.uuid(),
  limit: z.int().min(1).max(200),
  cursor: z.string().optional(),
});
const creation = z.object({ id: z.uuid(), listId: z.uuid(), text: z.string().min(1).max(2_000) });

function placeOf(cursor: string) {
  const [at, id] = place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  return { at, id };
}

/** What was changed, to all streams: the same as Codex tells them. */
function publish(row: object): void {
  const event = { type: "change", from: published, to: ++published, rows: [{ table: "todo", ...row }] };
  const waiting = [...listeners];
  listeners.clear();
  for (const listener of waiting) listener(event);
}

const router = t.router({
  account: t.router({ me: t.procedure.query(() => ({ ok: true })) }),
  todo: t.router({
    list: t.procedure
      .input(page)
      .query(({ input: { listId, limit, cursor } }) =>
        listTodos(db, listId, limit, cursor === undefined ? undefined : placeOf(cursor)),
      ),
    byId: t.procedure.input(z.object({ id: z.uuid() })).query(({ input }) => todoById(db, input.id)),
    create: t.procedure.input(creation).mutation(async ({ input }) => {
      const todo = await createTodo(db, input);
      publish(todo);
      return todo;
    }),
    update: t.procedure
      .input(z.object({ id: z.uuid(), completed: z.boolean() }))
      .mutation(({ input: { id, completed } }) => updateTodo(db, id, completed)),
  }),
  sync: t.router({
    live: t.procedure.subscription(async function* ({ signal }) {
      yield { type: "heads" };
      while (!signal?.aborted) yield await new Promise((resolve) => listeners.add(resolve));
    }),
  }),
});

const app = logged();
await app.register(process.argv[2] === "ours" ? ours : theirs, {
  prefix: "/trpc",
  trpcOptions: { router, createContext: () => ({}) },
});
await app.listen({ host: "127.0.0.1", port });
