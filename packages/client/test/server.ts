import { buildApp } from "@codex/api/app";
import { readEnv } from "@codex/api/env";
import { createLog } from "@codex/api/log";
import { createOperator, type Operator } from "@codex/api/operator";
import { createDb } from "@codex/db";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";

/** A server of one test file, on a database of its own. */
export interface TestServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Makes users and tokens. */
  readonly operator: Operator;
  readonly close: () => Promise<void>;
}

export async function startServer(env: Record<string, string> = {}): Promise<TestServer> {
  const database = await createTestDatabase(testServerUrl());
  const db = createDb(database.url);
  const app = await buildApp({
    db,
    env: readEnv({ ...env, DATABASE_URL: database.url }),
    log: createLog("silent"),
  });
  return {
    operator: createOperator(db, "http://localhost", createLog("silent")),
    url: await app.listen({ host: "127.0.0.1", port: 0 }),
    close: async () => {
      await app.close();
      await db.$disconnect();
      await database.drop();
    },
  };
}
