import pg from "pg";

/** How often it is tried to be given another's session: once is enough but where others are given theirs in between. */
const ROUNDS = 20;

/** What stands between the program and PostgreSQL gives it another session for each transaction. */
export class PoolerError extends Error {
  override readonly name = "PoolerError";
  constructor() {
    super(
      "it goes through a connection pooler in transaction mode (such as PgBouncer's pool_mode = transaction), where neither " +
        "prepared statements nor LISTEN nor the lock that migrations take would last. Set DATABASE_URL to PostgreSQL itself, " +
        "or the pooler to session mode for Codex, which pools its connections: 12 of them for each process.",
    );
  }
}

/**
 * Makes sure that a connection is one session of PostgreSQL's from its beginning to its end.
 *
 * @param config - opens others like it
 * @throws PoolerError if it is not
 */
export async function requireSession(client: pg.Client, config: pg.ClientConfig): Promise<void> {
  const session = await sessionOf(client);
  // PostgreSQL names the process that serves a session when it begins; a pooler makes a name up.
  if ("processID" in client && client.processID === session) return;
  const other = new pg.Client(config);
  await other.connect();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      // While the other is in a transaction, which of the two has lost its session to it, or gets another, never owned it.
      await other.query("begin");
      const taken = (await sessionOf(other)) === session;
      const moved = (await sessionOf(client)) !== session;
      await other.query("commit");
      if (taken || moved) throw new PoolerError();
    }
  } finally {
    await other.end();
  }
}

async function sessionOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]?.pid;
}
