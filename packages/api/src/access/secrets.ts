import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits that nobody can guess, fit for a URL. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret. It needs no salt and no slowness: nobody can try 2^256 of them. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/**
 * Reads a value that better-auth has signed into a cookie: `VALUE.SIGNATURE`.
 *
 * @returns undefined unless the signature is ours
 */
export function verifySigned(signed: string, key: string): string | undefined {
  const dot = signed.lastIndexOf(".");
  if (dot < 1) return undefined;
  const value = signed.slice(0, dot);
  const expected = createHmac("sha256", key).update(value).digest();
  const given = Buffer.from(signed.slice(dot + 1), "base64");
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined;
}
