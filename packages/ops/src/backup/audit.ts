import { recordOn } from "@codex/api/audit";
import type pg from "pg";
import type { Header } from "./format.js";
import { isThere } from "./target.js";

/** What an entry is, but for its number. */
const ENTRY = "at, kind, user_id, email, address, request, about";

/**
 * Records that somebody takes everything with them: before it is read, so that nobody has what nothing tells of.
 *
 * @returns whether it could: a database or role that may only read can be backed up, too
 */
export async function recordBackup(client: pg.Client): Promise<boolean> {
  if (!(await isThere(client, "audit"))) return false;
  const { rows } = await client.query<{ may: boolean }>(
    `select current_setting('transaction_read_only') = 'off' and has_table_privilege('public.audit', 'insert')
       and has_sequence_privilege('public.audit_id_seq', 'usage') as may`,
  );
  if (!rows[0]?.may) return false;
  await recordOn(client, { kind: "backed-up", about: {} });
  return true;
}

/**
 * Keeps the audit log aside from what is deleted, until the end of the transaction.
 *
 * @returns what adds to the audit log of a backup what that does not have, and that it was restored
 */
export async function setAuditAside(client: pg.Client): Promise<(header: Header) => Promise<void>> {
  const isKept = await isThere(client, "audit");
  if (isKept)
    await client.query(
      `create temporary table kept_audit on commit drop as select ${ENTRY} from public.audit`,
    );
  return async ({ at, release }) => {
    const kept = isKept ? await addKept(client) : 0;
    await recordOn(client, { kind: "restored", about: { backup: at, release, kept } });
  };
}

/** Entries have their numbers from the database they were made in: they are told apart by what they say. */
async function addKept(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(
    `insert into public.audit (${ENTRY})
     select ${ENTRY} from (select ${ENTRY} from kept_audit except all select ${ENTRY} from public.audit) as entry
     order by at`,
  );
  return rowCount ?? 0;
}
