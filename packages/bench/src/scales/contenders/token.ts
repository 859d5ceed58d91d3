import { verifySigned } from "@codex/api/secrets";

/** The token of the session that a cookie names. @throws Error if there is none */
export function tokenIn(cookie: string | undefined, secret: string): string {
  const value = /codex_session_\w+=([^;]+)/.exec(cookie ?? "")?.[1];
  const token = value === undefined ? undefined : verifySigned(decodeURIComponent(value), secret);
  if (token === undefined) throw new Error("Nobody is signed in.");
  return token;
}
