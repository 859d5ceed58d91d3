import type { Db } from "@codex/db";
import { newSecret } from "../access/secrets.js";
import type { Env } from "../env.js";

const KEY = "auth-secret";

/** What signs the session cookies: `AUTH_SECRET`, or one made at the first start and kept in the database. */
export async function authSecret(db: Db, { AUTH_SECRET }: Pick<Env, "AUTH_SECRET">): Promise<string> {
  if (AUTH_SECRET !== undefined) return AUTH_SECRET;
  // Of several servers that start at once, the first one's stays.
  await db.setting.createMany({ data: [{ key: KEY, value: newSecret() }], skipDuplicates: true });
  const { value } = await db.setting.findUniqueOrThrow({ where: { key: KEY }, select: { value: true } });
  return value;
}
