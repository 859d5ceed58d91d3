import type { IncomingMessage } from "node:http";

/**
 * The URL that tRPC's own plugin would make a `Request` of.
 *
 * @returns undefined if there is none, or a `Request` refuses it
 */
export function urlOf({ url, headers, socket }: IncomingMessage): URL | undefined {
  const protocol = "encrypted" in socket && socket.encrypted ? "https" : "http";
  try {
    const made = new URL(url ?? "", `${protocol}://${headers.host ?? "localhost"}`);
    return made.username === "" && made.password === "" ? made : undefined;
  } catch {
    return undefined;
  }
}
