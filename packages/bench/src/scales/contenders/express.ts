import { createLog } from "@codex/api/log";
import { createDb } from "@codex/db";
import express from "express";
import { z } from "zod";
import { contenderEnv } from "../env.js";
import { createTodo, listOf, listTodos, mayUse, todoById, updateTodo } from "./prisma.js";
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

/** Refuses whoever may not use a list. */
async function admit({ headers: { cookie } }: express.Request, listId: string | undefined): Promise<void> {
  if (signed && !(await mayUse(db, tokenIn(cookie, secret), listId)))
    throw new Error("There is no such list.");
}

app.get("/noop", (_request, response) => {
  response.json({ ok: true });
});
app.get("/lists/:listId/todos", async (request, response) => {
  const { limit, at, id } = limits.parse(request.query);
  const after = at !== undefined && id !== undefined ? { at, id } : undefined;
  const listId = z.uuid().parse(request.params.listId);
  await admit(request, listId);
  response.json(await listTodos(db, listId, limit, after));
});
app.get("/todos", async (request, response) => {
  const byId = async (id: string) => {
    const todo = await todoById(db, id);
    await admit(request, todo?.listId);
    return todo;
  };
  response.json(await Promise.all(ids.parse(request.query).ids.map(byId)));
});
app.post("/lists/:listId/todos", async (request, response) => {
  const listId = z.uuid().parse(request.params.listId);
  const todo = creation.parse(request.body);
  await admit(request, listId);
  response.json(await createTodo(db, { listId, ...todo }));
});
app.patch("/todos/:id", async (request, response) => {
  const { completed } = changes.parse(request.body);
  const id = z.uuid().parse(request.params.id);
  if (signed) await admit(request, await listOf(db, id));
  response.json(await updateTodo(db, id, completed));
});
app.listen(port, "127.0.0.1");
