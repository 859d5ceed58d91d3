import type { IncomingMessage } from "node:http";

// A path that begins with two slashes names a host, and a number sign ends the query.
const USUAL = /^\/[\w.,-][\x21\x22\x24-\x7e]*$/;

/** Hosts that make a URL. Servers have few names; the bound is for who makes them up. */
const hosts = new Set<string>();
const MOST_HOSTS = 1_000;

/** Whether a `Request` can be made with its URL: for what cannot, tRPC's own plugin has the error. */
export function isUrlForRequest(raw: IncomingMessage): boolean {
  const { host = "localhost" } = raw.headers;
  if (isUsual(raw) && hosts.has(host)) return true;
  const url = urlOf(raw);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (hosts.size < MOST_HOSTS && isUsual(raw)) hosts.add(host);
  return true;
}

/** As `URL` reads it, without making one where that is sure to be the same. */
export function queryOf(raw: IncomingMessage): URLSearchParams | undefined {
  const { url = "" } = raw;
  const mark = url.indexOf("?");
  if (mark < 0) return undefined;
  return isUsual(raw) ? new URLSearchParams(url.slice(mark)) : urlOf(raw)?.searchParams;
}

/** @returns null if there is none */
export function urlOf({ url = "", headers, socket }: IncomingMessage): URL | null {
  const protocol = "encrypted" in socket && socket.encrypted ? "https" : "http";
  try {
    return new URL(url, `${protocol}://${headers.host ?? "localhost"}`);
  } catch {
    return null;
  }
}

function isUsual({ url = "" }: IncomingMessage): boolean {
  return USUAL.test(url);
}
