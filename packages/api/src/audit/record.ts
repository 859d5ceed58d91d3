import type { Prisma, Sql, Statement } from "@codex/db";
import type { User } from "../access/caller.js";

/** Where a request came from, as an operator may have to know. */
export interface Source {
  /** The network address, and the request's id in the log; null for what was done on the database itself. */
  readonly address: string | null;
  readonly request: string | null;
}

/** On the database itself: by whoever runs the server. */
export const OPERATOR: Source = { address: null, request: null };

/** What is recorded. */
export type AuditKind =
  | "sign-in"
  | "sign-in.failed"
  | "sign-in.guest"
  /** Sessions ended by somebody, elsewhere than in them. */
  | "signed-out"
  | "sign-up"
  | "guest.merged"
  | "password.changed"
  | "password.link"
  | "password.reset"
  | "email.changed"
  | "account.deleted"
  | "token.made"
  | "token.revoked"
  | "invite.made"
  | "invite.revoked"
  | "member.added"
  | "member.removed"
  | "member.role"
  | "list.deleted"
  | "list.restored"
  | "list.purged"
  | "todos.purged"
  /** By the server, for good, as its days were over. */
  | "pruned"
  | "exported"
  | "imported"
  | DatabaseAuditKind;

/** What is done to the database as a whole. */
export type DatabaseAuditKind = "backed-up" | "restored";

/** Something that somebody did. It holds ids, roles and counts: never what people wrote, and nothing secret. */
export interface AuditEntry {
  readonly kind: AuditKind;
  /** Who did it; null if that is not known. */
  readonly userId: string | null;
  /** The address that was tried, where it is not known whose it is. */
  readonly email?: string;
  /** The token by which a program did it. */
  readonly tokenId?: string | undefined;
  readonly about?: Readonly<Record<string, string | number>>;
}

/** Who a user is, for an entry. */
export function doneBy(user: User): Pick<AuditEntry, "userId" | "tokenId"> {
  return { userId: user.userId, tokenId: user.kind === "program" ? user.tokenId : undefined };
}

/** Records an entry, in the transaction of what it tells of if `sql` is one. */
export async function record(sql: Sql, source: Source, entry: AuditEntry): Promise<void> {
  await sql.query(RECORD, valuesOf(source, entry));
}

/** The same in a transaction of Prisma's. */
export async function recordIn(
  tx: Pick<Prisma.TransactionClient, "$executeRawUnsafe">,
  source: Source,
  entry: AuditEntry,
): Promise<void> {
  await tx.$executeRawUnsafe(RECORD.text, ...valuesOf(source, entry));
}

/** The same on a connection of its own, by whoever runs the server. */
export async function recordOn(
  client: { query(text: string, values: unknown[]): Promise<unknown> },
  entry: { readonly kind: DatabaseAuditKind; readonly about: Readonly<Record<string, string | number>> },
): Promise<void> {
  await client.query(RECORD.text, [...valuesOf(OPERATOR, { ...entry, userId: null })]);
}

function valuesOf({ address, request }: Source, { kind, userId, email, tokenId, about }: AuditEntry) {
  const told = { ...about, ...(tokenId === undefined ? {} : { tokenId }) };
  return [kind, userId, email ?? null, address, request, JSON.stringify(told)] as const;
}

/** With the e-mail address that the user has at that moment: the entry outlives both. */
const RECORD: Statement = {
  name: "record-audit",
  text: `insert into audit (kind, user_id, email, address, request, about)
    values ($1::text, $2::uuid, coalesce($3::text, (
      select email from "user" where id = $2::uuid and email not like '%@codex.invalid')),
      $4::text, $5::text, $6::jsonb)`,
};
