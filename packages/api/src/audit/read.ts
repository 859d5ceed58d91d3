import { type Db, type Statement, sqlOf } from "@codex/db";

export { recordOn } from "./record.js";

/** An entry as an operator reads it. */
export interface AuditLine {
  readonly at: string;
  readonly kind: string;
  /** Null with the address null: whoever runs the server. */
  readonly userId: string | null;
  readonly email: string | null;
  readonly address: string | null;
  /** The request's id in the log. */
  readonly request: string | null;
  readonly about: Readonly<Record<string, unknown>>;
}

/** Entries that are read at once. */
const PAGE = 1_000;

/**
 * The audit log, oldest first.
 *
 * @param email - only what was done by, to or with this address
 * @param since - only what was done from this moment on
 */
export async function* readAudit(
  db: Db,
  { email, since }: { email?: string | undefined; since?: Date | undefined },
): AsyncGenerator<AuditLine> {
  let after = "0";
  for (;;) {
    const rows = await sqlOf(db).query<Row>(READ, [after, since ?? null, email ?? null, PAGE]);
    for (const { id: _, at, user_id: userId, ...line } of rows)
      yield { ...line, userId, at: at.toISOString() };
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

interface Row extends Omit<AuditLine, "at" | "userId"> {
  readonly id: string;
  readonly at: Date;
  readonly user_id: string | null;
}

const READ: Statement = {
  name: "read-audit",
  text: `select id, at, kind, user_id, email, address, request, about from audit
    where id > $1 and ($2::timestamptz is null or at >= $2)
      and ($3::text is null or email = $3 or (user_id is not null or about ? 'userId')
        and (select id from "user" where email = $3) in (user_id, (about ->> 'userId')::uuid))
    order by id limit $4`,
};
