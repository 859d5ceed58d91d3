import { buildApp } from "@codex/api/app";
import { createLog } from "@codex/api/log";
import { createDb } from "@codex/db";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";

/** A server of one test file, on a database of its own. */
export interface TestServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function startServer(): Promise<TestServer> {
  const database = await createTestDatabase(testServerUrl());
  const db = createDb(database.url);
  const env = {
    HOST: "localhost",
    PUBLIC_URL: undefined,
    ORIGINS: [],
    TRUST_PROXY: false,
    WEB_DIR: undefined,
  } satisfies Parameters<typeof buildApp>[0]["env"];
  const app = await buildApp({ db, env, log: createLog("silent") });
  return {
    url: await app.listen({ host: "127.0.0.1", port: 0 }),
    close: async () => {
      await app.close();
      await db.$disconnect();
      await database.drop();
    },
  };
}
