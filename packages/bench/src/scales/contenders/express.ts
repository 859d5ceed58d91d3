import { createLog } from "@codex/api/log";
import { createDb } from "@codex/db";
import express from "express";
import { z } from "zod";
import { contenderEnv } from "../env.js";
import { createTodo, listTodos, todoById, updateTodo } from "./prisma.js";

// What one would otherwise write: REST with Express and Prisma, what comes in checked by zod. Nobody signs in.
const { url, port } = contenderEnv();
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

app.get("/noop", (_request, response) => {
  response.json({ ok: true });
});
app.get("/lists/:listId/todos", async (request, response) => {
  const { limit, at, id } = limits.parse(request.query);
  const after = at !== undefined && id !== undefined ? { at, id } : undefined;
  response.json(await listTodos(db, z.uuid().parse(request.params.listId), limit, after));
});
app.get("/todos", async (request, response) => {
  response.json(await Promise.all(ids.parse(request.query).ids.map((id) => todoById(db, id))));
});
app.post("/lists/:listId/todos", async (request, response) => {
  const listId = z.uuid().parse(request.params.listId);
  response.json(await createTodo(db, { listId, ...creation.parse(request.body) }));
});
app.patch("/todos/:id", async (request, response) => {
  const { completed } = changes.parse(request.body);
  response.json(await updateTodo(db, z.uuid().parse(request.params.id), completed));
});
app.listen(port, "127.0.0.1");
