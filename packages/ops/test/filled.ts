import { buildApp } from "@codex/api/app";
import { readEnv } from "@codex/api/env";
import { createLog } from "@codex/api/log";
import { createOperator } from "@codex/api/operator";
import { createClient } from "@codex/client";
import { createDb } from "@codex/db";
import pg from "pg";

/** A server on a database, for whoever has a token. */
export async function serve(databaseUrl: string) {
  const db = createDb(databaseUrl);
  const log = createLog("silent");
  const app = await buildApp({ db, env: readEnv({ DATABASE_URL: databaseUrl, ACCESS: "accounts" }), log });
  const operator = createOperator(db, "http://localhost", log);
  return {
    url: await app.listen({ host: "127.0.0.1", port: 0 }),
    operator,
    /** @returns the secret of a token of a new account */
    async join(email: string): Promise<string> {
      await operator.createUser(email);
      return (await operator.createToken(email, { name: "test", scope: "read-write" })).secret;
    },
    async close() {
      await app.close();
      await db.$disconnect();
    },
  };
}

/** Something in most tables, with characters that a text format could stumble over. */
export async function fill(databaseUrl: string): Promise<void> {
  const server = await serve(databaseUrl);
  try {
    const token = await server.join("anna@example.org");
    await server.join("ben@example.org");
    const codex = createClient({ url: server.url, token });
    const list = await codex.list.create.mutate({ name: "Tab\there, new\nline, \\ and \\." });
    const { id } = await codex.todo.create.mutate({ text: "Ünïcödé 🎉 'quoted' \"twice\"", listId: list.id });
    await codex.todo.update.mutate({
      id,
      notes: "one\r\ntwo\n\\.\nthree\\N",
      labels: ["a", "b"],
      due: "2026-11-26",
    });
    await codex.todo.update.mutate({ id, completed: true });
    const gone = await codex.todo.create.mutate({ text: "to be deleted" });
    await codex.todo.delete.mutate({ id: gone.id });
    await codex.todo.create.mutate({ text: "under it", listId: list.id, parentId: id });
  } finally {
    await server.close();
  }
}

/** Every row of every table, as text. */
export async function everything(databaseUrl: string): Promise<Record<string, string[]>> {
  return withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select to_jsonb(it)::text as row from ${pg.escapeIdentifier(name)} it order by 1`,
      );
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  });
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("set timezone = 'UTC'");
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
