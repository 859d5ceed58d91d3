import { contenderEnv } from "../env.js";
import { logged } from "./logged.js";

// The least that a Fastify server can do: one route, and its line in the log.
const app = logged();
app.get("/noop", async () => ({ ok: true }));
await app.listen({ host: "127.0.0.1", port: contenderEnv().port });
