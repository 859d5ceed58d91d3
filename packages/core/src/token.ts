import { z } from "zod";
import { futureSchema, idSchema, momentSchema, storableText } from "./input.js";
import { ACCOUNT_LIMITS, LIST_LIMITS } from "./limits.js";

export const tokenScopeSchema = z.enum(["read", "read-write"]);
export type TokenScope = z.infer<typeof tokenScopeSchema>;

/** What lets a program act for a user. Its secret is told once, when it is made. */
export const tokenSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  scope: tokenScopeSchema,
  /** The lists it is limited to; null for all of the user's. */
  listIds: z.array(z.uuid()).nullable(),
  expiresAt: momentSchema.nullable(),
  createdAt: momentSchema,
  /** To within a minute; null if it was never used. */
  lastUsedAt: momentSchema.nullable(),
});
export type Token = z.infer<typeof tokenSchema>;
export const tokensSchema = z.array(tokenSchema);

export const tokenCreateInputSchema = z.strictObject({
  name: storableText(ACCOUNT_LIMITS.nameLength),
  scope: tokenScopeSchema,
  /** Limits it to these lists, which have to be the user's. */
  listIds: z.array(idSchema).min(1).max(LIST_LIMITS.owned).optional(),
  /** When it ends; never unless given. */
  expiresAt: futureSchema.optional(),
});
export type TokenCreateInput = z.output<typeof tokenCreateInputSchema>;

/** A new token with its secret: what `createClient({ url, token })` takes. */
export const newTokenSchema = z.strictObject({ token: tokenSchema, secret: z.string() });
export type NewToken = z.infer<typeof newTokenSchema>;

export const tokenRefSchema = z.strictObject({ tokenId: idSchema });
export type TokenRef = z.infer<typeof tokenRefSchema>;
