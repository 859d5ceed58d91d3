import type { Token } from "@codex/core/token";
import type { Db, Prisma } from "@codex/db";

export const tokenSelect = {
  id: true,
  name: true,
  scope: true,
  listIds: true,
  expiresAt: true,
  createdAt: true,
  lastUsedAt: true,
} satisfies Record<keyof Token, true> & Prisma.TokenSelect;

type TokenRow = Prisma.TokenGetPayload<{ select: typeof tokenSelect }>;

export function toToken({ scope, listIds, expiresAt, createdAt, lastUsedAt, ...token }: TokenRow): Token {
  return {
    ...token,
    scope: scope === "readWrite" ? "read-write" : "read",
    listIds: listIds.length > 0 ? listIds : null,
    expiresAt: expiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/** A user's tokens, the oldest first. */
export async function tokensOf(db: Db, userId: string): Promise<Token[]> {
  const rows = await db.token.findMany({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: tokenSelect,
  });
  return rows.map(toToken);
}
