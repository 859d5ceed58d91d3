import { createLog } from "@codex/api/log";
import { createDb } from "@codex/db";
import express from "express";
import { z } from "zod";
import { contenderEnv } from "../env.js";
import { admit, createTodo, listOf, listTodos, todoById, updateTodo, userOf } from "./prisma.js";
import { tokenIn } from "./token.js";

// What one would otherwise write: REST with Express and Prisma, what comes in checked by zod. Nobody signs in, or whoever
// asks is looked for among the sessions and the members of the list first.
const { url, port, secret } = contenderEnv();
const signed = process.argv[2] === "signed";
const db = createDb(url);
const log = createLog("info");
const app = express();

app.use((request, response, next) => {
  const begun = performance.now();
  response.on("finish", () => {
    const { method, path } = request;
    const fields = { method, path, status: response.statusCode, ms: performance.now() - begun };
    log.info(fields, `${method} ${path} ${response.statusCode}`);
  });
  next();
});
app.use(express.json());

const limits = z.object({
  limit: z.coerce.number().int().min(1).max(200),
  at: z.iso.datetime().optional(),
  id: z.uuid().optional(),
});
const ids = z.object({ ids: z.string().transform((text) => z.array(z.uuid()).parse(text.split(","))) });
const creation = z.object({ id: z.uuid(), text: z.string().min(1).max(2_000) });
const changes = z.object({ completed: z.boolean() });

/** Refuses whoever may not use all of the lists: one look for the session, and one for each list. */
async function check({ headers: { cookie } }: express.Request, lists: Iterable<string>): Promise<void> {
  if (!signed) return;
  const userId = await userOf(db, tokenIn(cookie, secret));
  await Promise.all([...new Set(lists)].map((listId) => admit(db, userId, listId)));
}

app.get("/noop", (_request, response) => {
  response.json({ ok: true });
});
app.get("/lists/:listId/todos", async (request, response) => {
  const { limit, at, id } = limits.parse(request.query);
  const after = at !== undefined && id !== undefined ? { at, id } : undefined;
  const listId = z.uuid().parse(request.params.listId);
  await check(request, [listId]);
  response.json(await listTodos(db, listId, limit, after));
});
app.get("/todos", async (request, response) => {
  const todos = await Promise.all(ids.parse(request.query).ids.map((id) => todoById(db, id)));
  await check(
    request,
    todos.flatMap((todo) => todo?.listId ?? []),
  );
  response.json(todos);
});
app.post("/lists/:listId/todos", async (request, response) => {
  const listId = z.uuid().parse(request.params.listId);
  const todo = creation.parse(request.body);
  await check(request, [listId]);
  response.json(await createTodo(db, { listId, ...todo }));
});
app.patch("/todos/:id", async (request, response) => {
  const { completed } = changes.parse(request.body);
  const id = z.uuid().parse(request.params.id);
  if (signed) await check(request, [await listOf(db, id)]);
  response.json(await updateTodo(db, id, completed));
});
app.listen(port, "127.0.0.1");
