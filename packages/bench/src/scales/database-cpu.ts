import { readFile } from "node:fs/promises";
import pg from "pg";

/** How much of a processor PostgreSQL takes for whoever works on one database. */
export class DatabaseCpu {
  private constructor(private readonly client: pg.Client) {}

  static async of(url: string): Promise<DatabaseCpu> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new DatabaseCpu(client);
  }

  /** Nanoseconds that each process has had so far; of none, where the machine does not tell (it is not Linux). */
  async read(): Promise<Map<number, number>> {
    const { rows } = await this.client.query<{ pid: number }>(
      `select pid from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    const times = await Promise.all(
      rows.map(async ({ pid }): Promise<[number, number]> => [pid, await timeOf(pid)]),
    );
    return new Map(times.filter(([, time]) => !Number.isNaN(time)));
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** Microseconds between two readings; a process that is new began at none. */
export function between(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  let nanoseconds = 0;
  for (const [pid, time] of after) nanoseconds += time - (before.get(pid) ?? 0);
  return nanoseconds / 1_000;
}

async function timeOf(pid: number): Promise<number> {
  try {
    return Number((await readFile(`/proc/${pid}/schedstat`, "utf8")).split(" ")[0]);
  } catch {
    return Number.NaN;
  }
}
