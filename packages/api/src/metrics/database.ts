import { type Db, type Statement, sqlOf } from "@codex/db";
import { appliedMigrations } from "@codex/db/applied";

/** Milliseconds that a scrape waits for the database: less than Prometheus waits for the scrape. */
const PATIENCE_MS = 2_000;

/** What a scrape asks the database. */
export interface DatabaseState {
  readonly applied: number;
  readonly pending: number;
  /** Changes by which the numbers given are behind those of their logs. */
  readonly behind: number;
}

/** @returns undefined if the database does not answer in time */
export async function readDatabase(
  db: Db,
  heads: ReadonlyMap<string, number>,
): Promise<DatabaseState | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([read(db, heads).catch(() => undefined), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

async function read(db: Db, heads: ReadonlyMap<string, number>): Promise<DatabaseState> {
  const { applied, pending } = await appliedMigrations(db);
  const rows = heads.size === 0 ? [] : await sqlOf(db).query<Row>(HEADS, [[...heads.keys()]]);
  const behind = rows.map(({ id, head }) => Math.max(0, Number(head) - (heads.get(id) ?? 0)));
  return {
    applied: applied.length,
    pending: pending.length,
    behind: behind.reduce((sum, changes) => sum + changes, 0),
  };
}

interface Row {
  readonly id: string;
  readonly head: string;
}

const HEADS: Statement = {
  name: "metrics-heads",
  text: "select id, head from log where id = any($1::uuid[])",
};
