import { createHash } from "node:crypto";
import { parseCookie, stringifySetCookie } from "cookie";
import type { Env } from "../env.js";

/** Seconds that a session lasts without being used: as long as browsers keep a cookie. */
export const SESSION_SECONDS = 400 * 24 * 60 * 60;

export interface SessionCookie {
  readonly name: string;
  readonly attributes: {
    readonly httpOnly: true;
    readonly sameSite: "lax";
    readonly path: "/";
    readonly secure: boolean;
  };
}

/**
 * The cookie that holds a session. Ports do not keep cookies apart, so its name differs between servers:
 * two on one machine would otherwise sign each other's people out.
 */
export function sessionCookie(secret: string, { PUBLIC_URL }: Pick<Env, "PUBLIC_URL">): SessionCookie {
  const secure = PUBLIC_URL?.startsWith("https:") ?? false;
  const mark = createHash("sha256").update(`cookie name ${secret}`).digest("hex").slice(0, 8);
  return {
    name: `${secure ? "__Host-" : ""}codex_session_${mark}`,
    attributes: { httpOnly: true, sameSite: "lax", path: "/", secure },
  };
}

/** The signed value of the session cookie among a request's cookies. */
export function readSessionCookie(header: string | undefined, { name }: SessionCookie): string | undefined {
  return header === undefined ? undefined : parseCookie(header)[name];
}

/** A `Set-Cookie` that gives the browser the same session for another 400 days. */
export function renewedCookie(signed: string, { name, attributes }: SessionCookie): string {
  return stringifySetCookie({ name, value: signed, ...attributes, maxAge: SESSION_SECONDS });
}
