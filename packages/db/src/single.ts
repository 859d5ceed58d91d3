import pg from "pg";
import { findPrimary } from "./hosts.js";

/**
 * One connection that is nobody else's, for work that is one session from its beginning to its end.
 *
 * @param name - what PostgreSQL shows it as
 * @returns a client to be ended
 */
export async function connectOnce(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: await findPrimary(url),
    application_name: name,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // What breaks the connection shows in the statement that runs on it; unheard it would end the process.
  client.on("error", () => {});
  await client.connect();
  return client;
}
