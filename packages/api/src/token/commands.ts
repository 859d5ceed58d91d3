import { newId } from "@codex/core/id";
import { ACCOUNT_LIMITS } from "@codex/core/limits";
import type { NewToken, TokenCreateInput, TokenRef } from "@codex/core/token";
import type { Db } from "@codex/db";
import { hashSecret, newSecret } from "../access/secrets.js";
import { OPERATOR, recordIn, type Source } from "../audit/record.js";
import { conflict, notFound } from "../trpc/errors.js";
import { tokenSelect, toToken } from "./queries.js";

/**
 * Makes a token and tells its secret, this once.
 *
 * @throws TRPCError `NOT_FOUND` if it is to be limited to a list that is not the user's, `CONFLICT` if they have
 * as many tokens as one may
 */
export async function createToken(
  db: Db,
  now: Date,
  source: Source,
  userId: string,
  { name, scope, listIds = [], expiresAt }: TokenCreateInput,
): Promise<NewToken> {
  const limitedTo = [...new Set(listIds)];
  const known = await db.member.count({
    where: { userId, listId: { in: limitedTo }, list: { deletedAt: null } },
  });
  if (known < limitedTo.length) throw notFound("list");
  if ((await db.token.count({ where: { userId } })) >= ACCOUNT_LIMITS.tokens)
    throw conflict(`You have ${ACCOUNT_LIMITS.tokens} tokens. Revoke one first.`);
  // The prefix lets scanners of source code know it for a secret.
  const secret = `codex_${newSecret()}`;
  const data = {
    id: newId(),
    userId,
    name,
    hash: hashSecret(secret),
    scope: scope === "read-write" ? ("readWrite" as const) : ("read" as const),
    listIds: limitedTo,
    expiresAt: expiresAt ?? null,
    createdAt: now,
  };
  const row = await db.$transaction(async (tx) => {
    await recordIn(tx, source, {
      kind: "token.made",
      ...whose(source, userId),
      about: { tokenId: data.id, userId, scope },
    });
    return tx.token.create({ data, select: tokenSelect });
  });
  return { token: toToken(row), secret };
}

/** @throws TRPCError `NOT_FOUND` */
export async function revokeToken(
  db: Db,
  source: Source,
  userId: string,
  { tokenId }: TokenRef,
): Promise<TokenRef> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.token.deleteMany({ where: { id: tokenId, userId } });
    if (count === 0) throw notFound("token");
    await recordIn(tx, source, {
      kind: "token.revoked",
      ...whose(source, userId),
      about: { tokenId, userId },
    });
  });
  return { tokenId };
}

/** A token is made and revoked by its user, or by whoever runs the server. */
function whose(source: Source, userId: string) {
  return { userId: source === OPERATOR ? null : userId };
}
