import { newId } from "@codex/core/id";
import { ACCOUNT_LIMITS } from "@codex/core/limits";
import type { NewToken, TokenCreateInput, TokenRef } from "@codex/core/token";
import type { Db } from "@codex/db";
import { hashSecret, newSecret } from "../access/secrets.js";
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
  const row = await db.token.create({
    data: {
      id: newId(),
      userId,
      name,
      hash: hashSecret(secret),
      scope: scope === "read-write" ? "readWrite" : "read",
      listIds: limitedTo,
      expiresAt: expiresAt ?? null,
      createdAt: now,
    },
    select: tokenSelect,
  });
  return { token: toToken(row), secret };
}

/** @throws TRPCError `NOT_FOUND` */
export async function revokeToken(db: Db, userId: string, { tokenId }: TokenRef): Promise<TokenRef> {
  const { count } = await db.token.deleteMany({ where: { id: tokenId, userId } });
  if (count === 0) throw notFound("token");
  return { tokenId };
}
